namespace CrmBot.Storage;

/// <summary>Ranges of keys as the service's filters. Both keys are bounded wherever they can be, so that no more is scanned than is asked for.</summary>
internal static class TableFilter
{
    private const string Partition = "PartitionKey";
    private const string RowKey = "RowKey";

    /// <summary>The rest of the range after a row of <paramref name="partition"/>: of that partition, then of those after it.</summary>
    public static IEnumerable<string> After(RowRange range, string partition, string row)
    {
        yield return Joined($"{Partition} eq {Quoted(partition)}", $"{RowKey} gt {Quoted(row)}", Below(RowKey, range.ToRow));
        if (range.ToPartition is not null)
        {
            yield return Joined($"{Partition} gt {Quoted(partition)}", Below(Partition, range.ToPartition), From(range.FromRow), Below(RowKey, range.ToRow));
        }
    }

    public static string Of(RowRange range) => range.ToPartition is null
        ? Joined($"{Partition} eq {Quoted(range.FromPartition)}", From(range.FromRow), Below(RowKey, range.ToRow))
        : Joined($"{Partition} ge {Quoted(range.FromPartition)}", Below(Partition, range.ToPartition), From(range.FromRow), Below(RowKey, range.ToRow));

    private static string? From(string? row) => string.IsNullOrEmpty(row) ? null : $"{RowKey} ge {Quoted(row)}";

    private static string? Below(string what, string? bound) => bound switch
    {
        null or "\uffff" => null,
        _ => $"{what} lt {Quoted(WithoutEnd(bound))}",
    };

    /// <summary>
    /// U+FFFF closes a prefix and is no character, so that the service may not take it: "f, end" becomes the letter after f,
    /// where that is a letter too. No key lies between the two, for none holds U+FFFF.
    /// </summary>
    private static string WithoutEnd(string bound)
    {
        if (bound is not [.., var last, '\uffff'])
        {
            return bound;
        }

        var next = (char)(last + 1);
        return char.IsSurrogate(last) || char.IsSurrogate(next) || char.IsControl(next) || next >= '\ufffe'
            ? bound
            : string.Concat(bound.AsSpan(0, bound.Length - 2), [next]);
    }

    private static string Joined(params ReadOnlySpan<string?> terms)
    {
        var said = "";
        foreach (var term in terms)
        {
            said = term is null ? said : said.Length == 0 ? term : $"{said} and {term}";
        }

        return said;
    }

    private static string Quoted(string key) => $"'{key.Replace("'", "''", StringComparison.Ordinal)}'";
}
