using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>The rows of one customer's partition, and what must hold among them.</summary>
internal sealed class CustomerRows
{
    private readonly IReadOnlyList<Row> _rows;

    public CustomerRows(IReadOnlyList<Row> rows)
    {
        _rows = rows;
        Head = rows.FirstOrDefault(r => r.RowKey == "head")?.As(StoreJson.Default.HeadRow);
        Steps = [.. Of("s|").Select(r => r.As(StoreJson.Default.KeptStep).It)];
        Contacts = [.. Of("k|").Select(r => r.As(StoreJson.Default.KeptContact).It)];
        Complaints = [.. Of("x|").Select(r => r.As(StoreJson.Default.KeptComplaint).It)];
        Scores = [.. Of("q|").Select(r => r.As(StoreJson.Default.KeptSatisfaction).It)];
        Events =
        [
            .. Of("e|").Select(r => r.As(StoreJson.Default.EventRow)).GroupBy(e => e.Rev)
                .SelectMany(rev => CrmBot.Storage.Events.Unpacked(rev).Select((e, i) => (i, e))),
        ];
    }

    public HeadRow? Head { get; }
    public string Id => Head!.It.Id;

    /// <summary>False of one that was merged into another or erased: then only its history counts.</summary>
    public bool IsLive => Head is { MergedInto: null } and not { Erased: true };
    public IReadOnlyList<Step> Steps { get; }
    public IReadOnlyList<Contact> Contacts { get; }
    public IReadOnlyList<Complaint> Complaints { get; }
    public IReadOnlyList<Satisfaction> Scores { get; }

    /// <summary>In order, each with its place among those of its change; where a change has many, several share a row.</summary>
    public IReadOnlyList<(int Nth, EventRow It)> Events { get; }

    public IEnumerable<string> Broken()
    {
        var ops = Of("op|").Select(r => (OpId: r.RowKey[3..], Op: r.As(StoreJson.Default.OpRow))).Where(o => !o.Op.Void).ToList();
        var revs = Events.GroupBy(e => e.It.Rev).ToList();
        // A customer that another one was merged into goes on above the revisions of both.
        var leaps = Events.Any(e => e.It.What == "merge-begun");
        if (leaps ? revs[^1].Key != Head!.Rev : !revs.Select(g => g.Key).SequenceEqual(Enumerable.Range(1, Head!.Rev)))
        {
            yield return $"revision {Head.Rev} has events of {string.Join(' ', revs.Select(g => g.Key))}";
        }

        foreach (var rev in revs)
        {
            var keys = Of($"e|{rev.Key:D10}|").Select((r, i) => r.RowKey == $"e|{rev.Key:D10}|{i:D2}");
            if (keys.Contains(false) || rev.Any(e => e.It.OpId != rev.First().It.OpId) || rev.First().It.Kind != "head")
            {
                yield return $"the events of revision {rev.Key} are not those of one change";
            }

            if (ops.Count(o => o.Op.Rev == rev.Key && o.OpId == rev.First().It.OpId) != 1)
            {
                yield return $"revision {rev.Key} has no receipt of {rev.First().It.OpId}";
            }
        }

        if (ops.Count != revs.Count)
        {
            yield return $"{ops.Count} receipts for {revs.Count} changes";
        }

        foreach (var row in Of("f|"))
        {
            var f = row.As(StoreJson.Default.KeptFollowUp).It;
            if (_rows.FirstOrDefault(r => r.RowKey == "fi|" + f.Id)?.As(StoreJson.Default.PlaceRow).Key != row.RowKey)
            {
                yield return $"follow-up {f.Id} is not found by its id";
            }

            if (Of($"h|{f.Id}|").Count() != f.Edition - 1)
            {
                yield return $"follow-up {f.Id} is of edition {f.Edition} and has {Of($"h|{f.Id}|").Count()} earlier ones";
            }
        }

        if (Of("fi|").Count() != Of("f|").Count())
        {
            yield return "a follow-up is gone, or stands twice";
        }

        if (Head.It.Name.Length > 0 && Of("e|").Concat(Of("op|")).Any(r => Encoding.UTF8.GetString(r.Data.Span).Contains(Head.It.Name, StringComparison.Ordinal)))
        {
            yield return "an event or a receipt holds the customer's name";
        }
    }

    private IEnumerable<Row> Of(string prefix) => _rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal));
}
