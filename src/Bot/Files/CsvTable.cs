using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CrmBot.Bot.Files;

/// <summary>
/// Separated values. Text is UTF-8 or UTF-16 by its mark, else UTF-8 if all of it is, else GB18030, of which GBK and GB2312
/// are parts. The separator is the one that is most frequent in the first line: comma, semicolon or tab.
/// </summary>
internal static class CsvTable
{
    private const int Block = 64 * 1024;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Lazy<Encoding> Chinese = new(static () =>
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));
    });

    /// <summary>Whether a file that begins so can be text.</summary>
    public static bool IsText(ReadOnlySpan<byte> start) => Marked(start) is not null || !start.Contains((byte)0);

    /// <summary>Every row, also empty ones; with as many cells as it has.</summary>
    public static IEnumerable<FileRow> Rows(Stream file)
    {
        var encoding = EncodingOf(file);
        var separator = SeparatorOf(file, encoding);
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, Block, leaveOpen: true);
        var isBad = false;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BadDataFound = _ => isBad = true,
            MaxFieldSize = FileLimits.RowCharacters,
        });
        for (var number = 1; ; number++)
        {
            isBad = false;
            var (there, cells, isTooLong) = Next(parser);
            if (isTooLong)
            {
                // What follows cannot be told from what is inside.
                yield return new FileRow(number, [], RowBreak.Quote);
                yield break;
            }

            if (!there)
            {
                yield break;
            }

            yield return new FileRow(number, cells, isBad || IsOpen(parser.RawRecord) ? RowBreak.Quote
                : cells.Any(c => c.Contains('\uFFFD', StringComparison.Ordinal)) ? RowBreak.Bytes
                : null);
        }
    }

    private static (bool There, string[] Cells, bool IsTooLong) Next(CsvParser parser)
    {
        try
        {
            return parser.Read() ? (true, parser.Record ?? [], false) : (false, [], false);
        }
        catch (MaxFieldSizeException)
        {
            return (false, [], true);
        }
    }

    // Quotes come in pairs, also those that stand for one. The parser lets the last one be missing.
    private static bool IsOpen(string raw) => raw.AsSpan().Count('"') % 2 == 1;

    private static Encoding EncodingOf(Stream file)
    {
        var bytes = new byte[Block];
        var characters = new char[Block + 8];
        var decoder = Strict.GetDecoder();
        file.Position = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (isFirst && Marked(bytes.AsSpan(0, read)) is { } marked)
            {
                return marked;
            }

            try
            {
                decoder.GetChars(bytes.AsSpan(0, read), characters, flush: read < bytes.Length);
            }
            catch (DecoderFallbackException)
            {
                return Chinese.Value;
            }

            if (read < bytes.Length)
            {
                return Encoding.UTF8;
            }
        }
    }

    private static Encoding? Marked(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
        : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : null;

    private static string SeparatorOf(Stream file, Encoding encoding)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, Block, leaveOpen: true);
        var start = new char[Block];
        var read = text.ReadBlock(start);
        var (commas, semicolons, tabs, isQuoted) = (0, 0, 0, false);
        foreach (var c in start.AsSpan(0, read))
        {
            isQuoted ^= c == '"';
            if (isQuoted)
            {
                continue;
            }

            if (c is '\n' or '\r' && commas + semicolons + tabs > 0)
            {
                break;
            }

            commas += c == ',' ? 1 : 0;
            semicolons += c == ';' ? 1 : 0;
            tabs += c == '\t' ? 1 : 0;
        }

        return tabs > commas && tabs > semicolons ? "\t" : semicolons > commas ? ";" : ",";
    }
}
