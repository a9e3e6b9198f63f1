using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmBot.Bot.Files;

/// <summary>Which cells of a spreadsheet hold dates, by the format of their style, and what date a number is.</summary>
internal sealed class CellDates
{
    // More styles than a spreadsheet program lets one file have.
    private const int MostStyles = 100_000;

    private readonly List<bool> isDate = [];
    private readonly DateTime zero;

    private CellDates(bool from1904) => zero = from1904 ? new DateTime(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) : new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static CellDates Read(WorkbookPart workbook)
    {
        var dates = new CellDates(workbook.Workbook.WorkbookProperties?.Date1904?.Value == true);
        if (workbook.WorkbookStylesPart is not { } part)
        {
            return dates;
        }

        var own = new HashSet<uint>();
        var isInCells = false;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats))
            {
                isInCells = reader.IsStartElement;
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(NumberingFormat) && IsDateFormat(Attribute(reader, "formatCode")) && Number(reader, "numFmtId") is { } custom)
            {
                own.Add(custom);
            }
            else if (reader.IsStartElement && isInCells && reader.ElementType == typeof(CellFormat))
            {
                var format = Number(reader, "numFmtId") ?? 0;
                dates.isDate.Add(own.Contains(format) || IsBuiltIn(format));
                if (dates.isDate.Count > MostStyles)
                {
                    throw new FileRefusedException(FileRefusal.TooComplex);
                }
            }
        }

        return dates;
    }

    public bool IsDate(int style) => style >= 0 && style < isDate.Count && isDate[style];

    /// <summary>A day, a day with its time, or a time alone, as text in ISO order; null for a number that is no date.</summary>
    public string? Text(double serial)
    {
        if (serial is < 0 or >= 2_958_466)
        {
            return null;
        }

        // The first two months of the 1900 calendar count a 29 February that never was.
        var shifted = zero.Year == 1899 && serial is >= 1 and < 60 ? serial + 1 : serial;
        var at = zero.AddSeconds(Math.Round(shifted * 86_400));
        return serial < 1 && zero.Year == 1899 ? at.ToString("HH:mm", CultureInfo.InvariantCulture)
            : at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Attribute(OpenXmlReader reader, string name) => reader.Attributes.FirstOrDefault(a => a.LocalName == name).Value ?? "";

    private static uint? Number(OpenXmlReader reader, string name) =>
        uint.TryParse(Attribute(reader, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Source: ECMA-376 part 1, 18.8.30; the higher ones are the Chinese and Japanese forms.
    private static bool IsBuiltIn(uint format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format shows a year, day, hour or second outside of quotes and brackets.</summary>
    private static bool IsDateFormat(string format)
    {
        var end = '\0';
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (end != '\0')
            {
                end = c == end ? '\0' : end;
            }
            else if (c is '\\' or '_')
            {
                i++;
            }
            else if (c is '"' or '[')
            {
                end = c == '"' ? '"' : ']';
            }
            else if (c is 'y' or 'Y' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or '年')
            {
                return true;
            }
        }

        return false;
    }
}
