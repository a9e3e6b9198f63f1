namespace CrmBot.Domain;

/// <summary>One change of a customer's status, as its events tell.</summary>
/// <param name="From">Null where the customer was new.</param>
/// <param name="What">Code of the operation, such as <c>filed</c>, <c>status-set</c>, <c>undone</c>.</param>
public sealed record StatusMove(DateTimeOffset At, int Rev, Status? From, Status To, string ById, string What);

/// <summary>For how long a customer stood in a status, in local days.</summary>
/// <param name="Until">The first day on which it did not any more; null for the one it stands in now.</param>
/// <param name="Days">Up to today for the last one; 0 where it was left on the same day.</param>
public sealed record StatusStay(Status Status, DateOnly Since, DateOnly? Until, int Days);

/// <summary>A customer that was won or lost, and when.</summary>
public sealed record Turned(string CustomerId, DateTimeOffset At);

/// <summary>How often statuses were changed in a period, and who was won and lost. Pure. Source: checklist A6 ("change is an explicit transition and is charted").</summary>
/// <param name="Counts">By from and to, the most frequent first.</param>
/// <param name="Won">Customers that became won, and whose last change of these was that, or on from it to active.</param>
/// <param name="Lost">Those whose last one was to lost.</param>
/// <param name="Begun">Customers that were new in the period.</param>
public sealed record StatusChanges(
    int Moves, int Customers, IReadOnlyList<(Status From, Status To, int Count)> Counts, IReadOnlyList<Turned> Won, IReadOnlyList<Turned> Lost, int Begun)
{
    /// <param name="deeds">Facts of everybody whose customers are looked at, from a day before the period to a day after it or today.</param>
    /// <param name="zoneOf">IANA zone of a person, whose local days count for their facts.</param>
    public static StatusChanges Of(IEnumerable<Deed> deeds, LocalPeriod period, Func<string, string> zoneOf)
    {
        List<Deed> all =
        [
            .. deeds.Where(d => d.Code == Deed.Moved && d.After is not null).DistinctBy(d => (d.CustomerId, d.Rev))
                .OrderBy(d => d.CustomerId, StringComparer.Ordinal).ThenBy(d => d.Rev),
        ];

        // What was turned back may lie on both sides of a border.
        List<Deed> moves = [.. Standing([.. all.Where(d => d.Before is not null)]).Where(Within)];
        var customers = moves.GroupBy(d => d.CustomerId, StringComparer.Ordinal).ToList();
        return new StatusChanges(
            moves.Count, customers.Count,
            [
                .. moves.GroupBy(d => (From: d.Before!.Value, To: d.After!.Value)).Select(g => (g.Key.From, g.Key.To, Count: g.Count()))
                    .OrderByDescending(c => c.Count).ThenBy(c => c.From).ThenBy(c => c.To),
            ],
            [.. customers.Where(c => c.Last() is { After: Status.Won } or { Before: Status.Won, After: Status.Active }).Select(c => TurnedTo(Status.Won, c)).OfType<Turned>()],
            [.. customers.Where(c => c.Last().After == Status.Lost).Select(c => TurnedTo(Status.Lost, c)).OfType<Turned>()],
            all.Where(d => d.Before is null && Within(d)).DistinctBy(d => d.CustomerId).Count());

        bool Within(Deed deed) => period.Holds(deed.At, zoneOf(deed.PersonId));
    }

    private static Turned? TurnedTo(Status status, IGrouping<string, Deed> moves) =>
        moves.LastOrDefault(m => m.After == status) is { } move ? new Turned(moves.Key, move.At) : null;

    /// <summary>Without what was turned back while it could be undone: that was a slip and no change.</summary>
    private static List<Deed> Standing(List<Deed> moves)
    {
        var standing = new List<Deed>();
        foreach (var move in moves)
        {
            if (standing is [.., var before] && before.CustomerId == move.CustomerId && before.Before == move.After && before.After == move.Before && move.At - before.At <= Undo.Window)
            {
                standing.RemoveAt(standing.Count - 1);
            }
            else
            {
                standing.Add(move);
            }
        }

        return standing;
    }
}

/// <summary>A customer's way through its statuses. Pure.</summary>
public static class StatusWay
{
    /// <param name="moves">In their order.</param>
    /// <param name="zone">IANA name of the zone that days are cut in.</param>
    public static IReadOnlyList<StatusStay> Of(IReadOnlyList<StatusMove> moves, DateOnly today, string zone) =>
    [
        .. moves.Select((move, n) =>
        {
            var since = Zones.DayOf(move.At, zone);
            var until = n + 1 < moves.Count ? Zones.DayOf(moves[n + 1].At, zone) : (DateOnly?)null;
            return new StatusStay(move.To, since, until, Math.Max(0, (until ?? today).DayNumber - since.DayNumber));
        }),
    ];
}
