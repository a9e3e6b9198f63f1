using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmBot.Bot.Files;

/// <summary>The texts that the cells of a spreadsheet point at, as bytes in blocks: a quarter of what they take as strings.</summary>
internal sealed class SharedStrings
{
    private const int Block = 1 << 18;

    /// <summary>A file of the largest size, all of it different texts.</summary>
    private const int MostBytes = 24 * 1024 * 1024;

    private readonly List<byte[]> blocks = [];
    private readonly List<int> ends = [];
    private int length;

    public static SharedStrings Read(WorkbookPart workbook)
    {
        var strings = new SharedStrings();
        if (workbook.SharedStringTablePart is not { } part)
        {
            return strings;
        }

        using var reader = OpenXmlReader.Create(part);
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.ElementType == typeof(PhoneticRun))
            {
                reader.Skip();
            }

            if (reader.ElementType == typeof(Text) && reader.IsStartElement)
            {
                text.Append(reader.GetText());
            }
            else if (reader.ElementType == typeof(SharedStringItem) && reader.IsEndElement)
            {
                strings.Add(text.ToString());
                text.Clear();
            }
        }

        return strings;
    }

    /// <summary>Empty for a number that no text has.</summary>
    public string this[int number]
    {
        get
        {
            if (number < 0 || number >= ends.Count)
            {
                return "";
            }

            var from = number == 0 ? 0 : ends[number - 1];
            var bytes = new byte[ends[number] - from];
            for (var done = 0; done < bytes.Length;)
            {
                var (block, at) = Math.DivRem(from + done, Block);
                var part = Math.Min(bytes.Length - done, Block - at);
                blocks[block].AsSpan(at, part).CopyTo(bytes.AsSpan(done));
                done += part;
            }

            return Encoding.UTF8.GetString(bytes);
        }
    }

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (length + bytes.Length > MostBytes)
        {
            throw new FileRefusedException(FileRefusal.TooComplex);
        }

        for (var done = 0; done < bytes.Length;)
        {
            var (block, at) = Math.DivRem(length, Block);
            if (block == blocks.Count)
            {
                blocks.Add(new byte[Block]);
            }

            var part = Math.Min(bytes.Length - done, Block - at);
            bytes.AsSpan(done, part).CopyTo(blocks[block].AsSpan(at));
            done += part;
            length += part;
        }

        ends.Add(length);
    }
}
