using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmBot.Bot.Files;

/// <summary>The first sheet of a spreadsheet that is not hidden, read cell by cell. Of a formula the stored value counts.</summary>
internal static class XlsxTable
{
    /// <summary>Characters of one part; a sheet of 100,000 rows and 20 columns has a third of it.</summary>
    private const long MostCharacters = 256L * 1024 * 1024;

    /// <summary>What is held as a whole: the workbook's own part and those around it.</summary>
    private const long MostSmall = 4L * 1024 * 1024;

    private const int MostParts = 5_000;

    private static readonly string[] Streamed = ["/worksheets/", "sharedStrings", "/media/", "styles.xml", "/theme/", "/printerSettings/", "/drawings/"];

    /// <summary>The rows that stand in the sheet, with the cells up to the last one that does.</summary>
    public static IEnumerable<FileRow> Rows(Stream file)
    {
        CheckParts(file);
        file.Position = 0;
        using var document = Guarded(() => SpreadsheetDocument.Open(file, false, new OpenSettings { AutoSave = false, MaxCharactersInPart = MostCharacters }));
        var (sheet, strings, dates) = Guarded(() => Open(document));
        using var reader = Guarded(() => OpenXmlReader.Create(sheet));
        var number = 0;
        while (Guarded(reader.Read))
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                number = Attribute(reader, "r") is { Length: > 0 } r && int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
                yield return Guarded(() => RowOf(reader, number, strings, dates));
            }
        }
    }

    private static (WorksheetPart, SharedStrings, CellDates) Open(SpreadsheetDocument document)
    {
        var workbook = document.WorkbookPart ?? throw new FileRefusedException(FileRefusal.NotATable);
        var shown = workbook.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(s => s.State is null || s.State.Value == SheetStateValues.Visible);
        return shown?.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart sheet
            ? (sheet, SharedStrings.Read(workbook), CellDates.Read(workbook))
            : throw new FileRefusedException(FileRefusal.NotATable);
    }

    private static FileRow RowOf(OpenXmlReader reader, int number, SharedStrings strings, CellDates dates)
    {
        var cells = new List<string>();
        RowBreak? broken = null;
        var (length, next) = (0, 0);
        while (reader.Read() && !(reader.ElementType == typeof(Row) && reader.IsEndElement))
        {
            if (reader.ElementType != typeof(Cell) || !reader.IsStartElement)
            {
                continue;
            }

            var (at, type, style) = (ColumnOf(Attribute(reader, "r")) ?? next, Attribute(reader, "t"), Attribute(reader, "s"));
            var value = ValueOf(reader, out var isPlain);
            next = at + 1; // an empty cell that names no place takes one all the same
            if (value.Length == 0 || at < cells.Count)
            {
                continue;
            }

            if (at >= FileLimits.Columns * 4)
            {
                throw new FileRefusedException(FileRefusal.TooManyRows);
            }

            while (cells.Count < at)
            {
                cells.Add("");
            }

            broken ??= type == "e" ? RowBreak.Formula : null;
            var text = isPlain ? value : TextOf(value, type, style, strings, dates);
            length += text.Length;
            broken = length > FileLimits.RowCharacters ? RowBreak.TooLong : broken;
            cells.Add(broken is RowBreak.TooLong ? "" : text);
        }

        return new FileRow(number, cells, broken);
    }

    /// <summary>What a cell holds; plain when it stands there as text.</summary>
    private static string ValueOf(OpenXmlReader reader, out bool isPlain)
    {
        isPlain = false;
        var text = new StringBuilder();
        var value = "";
        // An empty cell ends on the element it begins with.
        while (!(reader.ElementType == typeof(Cell) && reader.IsEndElement) && reader.Read())
        {
            if (reader.ElementType == typeof(PhoneticRun))
            {
                reader.Skip();
            }

            if (reader.IsStartElement && reader.ElementType == typeof(CellValue))
            {
                value = reader.GetText();
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(Text) && text.Length <= FileLimits.RowCharacters)
            {
                isPlain = true;
                text.Append(reader.GetText());
            }
        }

        return isPlain ? text.ToString() : value;
    }

    private static string TextOf(string value, string type, string style, SharedStrings strings, CellDates dates)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? strings[number] : "";
            case "b":
                return value == "1" ? "TRUE" : "FALSE";
            case "str" or "inlineStr" or "e":
                return value;
            case "d":
                return value.Replace('T', ' ');
            default:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
                {
                    return value;
                }

                var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && dates.IsDate(s);
                return (isDate ? dates.Text(amount) : null) ?? Plain(amount);
        }
    }

    // As a person sees it: what binary fractions add at the sixteenth digit is not theirs.
    private static string Plain(double amount) => Math.Abs(amount) < 1e15 && Math.Truncate(amount) == amount
        ? ((long)amount).ToString(CultureInfo.InvariantCulture)
        : amount.ToString("G15", CultureInfo.InvariantCulture);

    private static int? ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                break;
            }

            column = Math.Min(column, 100_000) * 26 + (c - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static string Attribute(OpenXmlReader reader, string name)
    {
        foreach (var attribute in reader.Attributes)
        {
            if (attribute.LocalName == name)
            {
                return attribute.Value ?? "";
            }
        }

        return "";
    }

    /// <summary>Before anything is unpacked: what is held as a whole must be small. What is streamed has its limit while it is read.</summary>
    private static void CheckParts(Stream file)
    {
        file.Position = 0;
        using var zip = Guarded(() => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        var held = zip.Entries.Where(e => !Streamed.Any(s => e.FullName.Contains(s, StringComparison.OrdinalIgnoreCase))).Sum(e => e.Length);
        if (zip.Entries.Count > MostParts || held > MostSmall || zip.Entries.Any(e => e.Length > MostCharacters))
        {
            throw new FileRefusedException(FileRefusal.TooComplex);
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            // Also a part that is longer than it may be: the reader does not tell the two apart.
            throw new FileRefusedException(FileRefusal.TooComplex, fault);
        }
        catch (Exception fault) when (fault is OpenXmlPackageException or InvalidDataException or FileFormatException or ArgumentException or InvalidOperationException or NotSupportedException or UriFormatException)
        {
            throw new FileRefusedException(FileRefusal.NotATable, fault);
        }
    }
}
