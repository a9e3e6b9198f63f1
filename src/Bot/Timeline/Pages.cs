using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Timeline;

/// <summary>
/// A page of a customer's records. Where a page begins is the store's own mark; the marks of the pages before it travel in the button that
/// goes back, so that nothing is kept of somebody who leafs.
/// </summary>
internal sealed class Pages(CustomerStore customers)
{
    /// <summary>Records that a person reads without scrolling away.</summary>
    private const int Rows = 6;

    /// <summary>What is read at once where a period leaves much out.</summary>
    private const int AtOnce = 60;

    /// <summary>Longest of what a button may carry back.</summary>
    private const int LongestMarks = 2000;

    private const char Between = '\n';

    /// <param name="start">Where the page begins; empty for the first.</param>
    /// <param name="back">The beginnings of the pages before, the latest last; empty on the first.</param>
    public async Task<Answer.Card> OfAsync(Turn turn, CustomerFile file, Period period, string start, string back, CancellationToken ct)
    {
        start = start.Length > LongestMarks ? "" : start;
        back = back.Length > LongestMarks ? "" : back;
        var (records, next) = await ReadAsync(turn, file.Head.Id, period, start.Length == 0 ? null : start, ct);
        var before = back.Length == 0 ? [] : back.Split(Between).ToList();
        var newer = before.Count == 0 ? null : before[^1];
        return TimelineCards.Page(
            turn, file, period, records,
            next is null ? null : new Leaf(next, string.Join(Between, before.Append(start.Length == 0 ? First : start))),
            newer is null ? null : new Leaf(newer == First ? "" : newer, string.Join(Between, before.SkipLast(1))));
    }

    /// <summary>Stands for the first page, which has no mark of its own.</summary>
    private const string First = "-";

    private async Task<(IReadOnlyList<FollowUp> Records, string? Next)> ReadAsync(Turn turn, string customerId, Period period, string? from, CancellationToken ct)
    {
        var found = new List<FollowUp>();
        var all = period == Period.All;
        while (true)
        {
            // A page with a bound is read record by record near its end, so that the next begins right behind it.
            var page = await customers.TimelineAsync(turn.Tenant, customerId, all || found.Count > 0 ? Rows - found.Count : AtOnce, from, ct);
            var asked = page.Items.Where(r => period.Holds(DayOf(turn, r))).ToList();
            if (asked.Count > Rows - found.Count)
            {
                // More than fits: again from the same place, with as much as fits of it.
                var until = page.Items.ToList().FindIndex(r => r.Id == asked[Rows - found.Count - 1].Id) + 1;
                page = await customers.TimelineAsync(turn.Tenant, customerId, until, from, ct);
                asked = [.. page.Items.Where(r => period.Holds(DayOf(turn, r)))];
            }

            found.AddRange(asked);
            var isPast = period.From is { } first && page.Items.Count > 0 && DayOf(turn, page.Items[^1]) < first;
            if (page.Next is null || isPast)
            {
                return (found, null);
            }

            if (found.Count >= Rows)
            {
                return (found, await IsMoreAsync(turn, customerId, period, page.Next, ct) ? page.Next : null);
            }

            from = page.Next;
        }
    }

    private async Task<bool> IsMoreAsync(Turn turn, string customerId, Period period, string from, CancellationToken ct) =>
        (await customers.TimelineAsync(turn.Tenant, customerId, 1, from, ct)).Items is [var next] && (period.From is null || DayOf(turn, next) >= period.From);

    private static DateOnly DayOf(Turn turn, FollowUp record) => Zones.DayOf(record.ContactedAt, turn.Me.Zone);
}
