using System.Numerics;

namespace CrmBot.Language;

/// <summary>
/// The names of a table in the order of their letters, so that all that begin alike lie together: a walk over a text narrows
/// the range by one character after the other and meets every known name that begins there.
/// </summary>
internal sealed class NameRows
{
    /// <summary>A shorter name is none: one character says too little.</summary>
    public const int Shortest = 2;

    private const int Packed = 4;

    private readonly NameTable table;
    private readonly Row[] rows;
    private readonly Dictionary<uint, Stretch> heads = [];

    private NameRows(NameTable table, Row[] rows)
    {
        this.table = table;
        this.rows = rows;
        for (int i = 0, end; i < rows.Length; i = end)
        {
            var head = NameQuery.HeadOf(TextOf(rows[i]));
            for (end = i + 1; end < rows.Length && NameQuery.HeadOf(TextOf(rows[end])) == head;)
            {
                end++;
            }

            heads[head] = new Stretch(i, end);
        }
    }

    /// <summary>A piece of a key that is said for the whole.</summary>
    /// <param name="From">Above zero where the beginning is left out: the place before a company's name, a person's first name.</param>
    internal readonly record struct Row(int Key, ushort From, ushort Length);

    /// <param name="From">First row.</param>
    /// <param name="To">Behind the last.</param>
    internal readonly record struct Stretch(int From, int To)
    {
        public int Count => To - From;
    }

    public Row this[int row] => rows[row];

    public ReadOnlySpan<char> TextOf(Row row) => table.TextOf(table[row.Key]).Slice(row.From, row.Length);

    public static NameRows Build(NameTable table, bool people)
    {
        var made = new List<(ulong Order, Row Row)>(table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            var key = table[i];
            Add(i, 0, key.Length);
            if (key.Cut < key.Length)
            {
                Add(i, 0, key.Cut);
            }

            if ((people ? StartOfLastWord(key, table.TextOf(key)) : Places.LengthAt(table.TextOf(key))) is > 0 and var from && from < key.Cut)
            {
                Add(i, from, key.Cut);
            }
        }

        // By the packed beginning first: that is a sort of numbers, and leaves little to be compared letter by letter.
        var (orders, rows) = (made.Select(m => m.Order).ToArray(), made.Select(m => m.Row).ToArray());
        Array.Sort(orders, rows);
        for (int i = 0, end; i < rows.Length; i = end)
        {
            for (end = i + 1; end < rows.Length && orders[end] == orders[i];)
            {
                end++;
            }

            rows.AsSpan(i..end).Sort((a, b) => Text(a).SequenceCompareTo(Text(b)) is not 0 and var by ? by : a.Key.CompareTo(b.Key));
        }

        return new NameRows(table, rows);

        void Add(int key, int from, int to)
        {
            if (to - from >= Shortest)
            {
                var row = new Row(key, (ushort)from, (ushort)(to - from));
                made.Add((OrderOf(Text(row)), row));
            }
        }

        ReadOnlySpan<char> Text(Row row) => table.TextOf(table[row.Key]).Slice(row.From, row.Length);
    }

    /// <summary>All names that begin with the first two characters.</summary>
    public Stretch Beginning(ReadOnlySpan<char> text) => heads.GetValueOrDefault(NameQuery.HeadOf(text));

    /// <summary>Those of a range whose next character is this one.</summary>
    /// <param name="depth">How many characters all of the range have in common.</param>
    public Stretch Next(Stretch range, int depth, char next) => new(FirstNotBelow(range, depth, next), FirstNotBelow(range, depth, next + 1));

    /// <summary>Where the last of several Latin words begins; 0 when there is but one.</summary>
    private static int StartOfLastWord(in NameTable.Key key, ReadOnlySpan<char> text) =>
        key.Words > 1 && BitOperations.Log2(key.Words) is var at && at < text.Length && char.IsAsciiLetter(text[at]) ? at : 0;

    private static ulong OrderOf(ReadOnlySpan<char> text)
    {
        var order = 0UL;
        for (var i = 0; i < Packed; i++)
        {
            order = (order << 16) | (i < text.Length ? text[i] : 0U);
        }

        return order;
    }

    private int FirstNotBelow(Stretch range, int depth, int bound)
    {
        var (low, high) = (range.From, range.To);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var text = TextOf(rows[middle]);
            (low, high) = (depth < text.Length ? text[depth] : -1) < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
