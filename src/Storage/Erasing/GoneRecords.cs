using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Records that were taken away, and what of a row belongs to them.</summary>
/// <param name="ids">As <see cref="IdsOf"/> gives them.</param>
internal sealed class GoneRecords(IEnumerable<string> ids)
{
    private readonly HashSet<string> _ids = ids.ToHashSet(StringComparer.Ordinal);

    /// <summary>The records, what was remembered because of them, and the steps of both.</summary>
    /// <param name="steps">All of the customer.</param>
    public static IReadOnlyList<string> IdsOf(IReadOnlyList<FollowUp> gone, IReadOnlyList<string> moments, IEnumerable<Step> steps)
    {
        List<string> ids = [.. gone.Select(g => g.Id).Concat(moments)];
        return [.. ids.Concat(gone.Select(g => g.NextStepId).OfType<string>()).Concat(steps.Where(s => ids.Contains(s.SourceId ?? "", StringComparer.Ordinal)).Select(s => s.Id)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Those whose words are still looked for, as rows of a customer say.</summary>
    public static GoneRecords Of(IEnumerable<Row> words) => new(words.SelectMany(w => w.As(StoreJson.Default.EraseRow).Gone ?? []));

    /// <summary>The row itself, or without what a record added to it; null when it goes.</summary>
    public Row? Left(Row row)
    {
        if (_ids.Count == 0)
        {
            return row;
        }

        switch (row.RowKey)
        {
            case var k when Is(k, Keys.FollowUps) || Is(k, Keys.Editions):
                return Has(row.As(StoreJson.Default.KeptFollowUp).It.Id) ? null : row;
            case var k when Is(k, Keys.FollowUpPlaces):
                return Has(Keys.TextOf(k[Keys.FollowUpPlaces.Length..])) ? null : row;
            case var k when Is(k, Keys.Moments):
                var moment = row.As(StoreJson.Default.KeptMoment).It;
                return Has(moment.Id) || Has(moment.SourceId) ? null : row;
            case var k when Is(k, Keys.Steps):
                var step = row.As(StoreJson.Default.KeptStep).It;
                return Has(step.Id) || Has(step.SourceId) ? null : row;
            case var k when Is(k, Keys.Items):
                var kept = row.As(StoreJson.Default.KeptItem);
                return Items.Without([kept.It], Has) switch
                {
                    [] => null,
                    [var same] when same.Marks.Count == kept.It.Marks.Count => row,
                    [var left, ..] => row with { Data = Rows.Bytes(kept with { It = left }, StoreJson.Default.KeptItem) },
                };
            default:
                return row;
        }
    }

    private bool Has(string? id) => id is not null && _ids.Contains(id);

    private static bool Is(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);
}
