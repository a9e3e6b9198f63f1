using System.Text;

namespace CrmBot.Cards;

/// <summary>A place in a file, from 1; columns count characters.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public Place Right(int characters) => this with { Column = Column + characters };
}

/// <summary>Turns byte offsets of a UTF-8 file into lines and columns.</summary>
internal sealed class Places
{
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly List<int> starts = [0];

    public Places(ReadOnlyMemory<byte> utf8)
    {
        this.utf8 = utf8;
        var span = utf8.Span;
        for (var at = 0; at < span.Length; at++)
        {
            if (span[at] == '\n')
            {
                starts.Add(at + 1);
            }
        }
    }

    /// <summary>The offset within its line, in bytes: the measure of <see cref="System.Text.Json.JsonException"/>.</summary>
    public int InLine(long offset) => (int)offset - starts[Of(offset).Line - 1];

    /// <summary>The place that the reader of JSON calls this line and this byte, both from zero.</summary>
    public Place Of(long line, long byteInLine) => Of(starts[(int)Math.Min(line, starts.Count - 1)] + byteInLine);

    public Place Of(long offset)
    {
        var at = (int)Math.Min(offset, utf8.Length);
        var found = starts.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        return new(line + 1, Encoding.UTF8.GetCharCount(utf8.Span[starts[line]..at]) + 1);
    }
}
