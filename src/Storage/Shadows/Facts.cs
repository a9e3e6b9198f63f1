using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What people did, in codes and numbers, from the events of one revision; writing it again changes nothing.</summary>
internal static class Facts
{
    /// <summary>Closed by this person in another's place; the other one's fact is <c>done</c>.</summary>
    public const string Closed = "closed";

    public static IEnumerable<ChangeSet> Of(string tenant, string customerId, IReadOnlyList<EventRow> events) =>
        events.SelectMany((e, i) => CodesOf(e).Select(c => (Event: e, Nth: i, c.Code, c.Person)))
            .GroupBy(x => Keys.Facts(tenant, x.Person, x.Event.At), StringComparer.Ordinal)
            .Select(g => new ChangeSet(Keys.Index, g.Key, [.. g.Select(x => Put(customerId, x.Event, x.Nth, x.Code))]));

    private static IEnumerable<(string Code, string Person)> CodesOf(EventRow e)
    {
        if (Code(e) is { } code)
        {
            yield return (code, e.Kind == EventRow.Edited ? e.ById : Person(e));
            if (code == "done" && e.ById != Person(e))
            {
                yield return (Closed, e.ById);
            }
        }
    }

    private static string? Code(EventRow e) => e.Kind switch
    {
        EventRow.Head => e.StatusBefore != e.Status ? "status" : null,
        EventRow.Step => (e.StateBefore, e.State) switch
        {
            (null, StepState.Open) => "due",
            (_, StepState.Done) when e.StateBefore != StepState.Done => "done",
            (_, StepState.Cancelled) when e.StateBefore != StepState.Cancelled => "cancelled",
            (not StepState.Open, StepState.Open) => "reopened",
            _ => e.DueBefore != e.Due ? "moved" : e.OwnerBefore != e.Owner ? "assigned" : null,
        },
        EventRow.Filed or EventRow.Edited or EventRow.Unfiled or EventRow.Complaint or EventRow.Score or EventRow.Order or EventRow.Touch => e.Kind,
        _ => null,
    };

    private static string Person(EventRow e) => e.Owner ?? e.ById;

    private static Change Put(string customerId, EventRow e, int nth, string code) => new Change.Put(
        Keys.Fact(e.At, customerId, e.Rev, nth),
        Rows.Bytes(
            new FactRow(Rows.V, code, e.Id, e.StatusBefore, e.Status, e.Due, e.OnTime, e.Shallow, e.Number)
            {
                Quality = e.Quality,
                Lacks = e.Lacks,
                About = e.About,
                By = e.By == OwedBy.Customer ? e.By : null,
                Outcome = e.Outcome,
                ContactedAt = e.ContactedAt,
            },
            StoreJson.Default.FactRow));
}
