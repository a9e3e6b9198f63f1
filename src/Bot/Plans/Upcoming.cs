using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Plans;

/// <summary>What lies ahead of a person, all of it or in the days that were said.</summary>
internal sealed class Upcoming(OpenItems items)
{
    private const int MostRows = 10;

    public Task<Reply> SayAsync(Turn turn, Meaning meaning, CancellationToken ct) =>
        SayAsync(turn, meaning["when"] is { } said ? DateReader.When(said, WhenSaid.Context(turn)) : null, null, ct);

    /// <param name="days">Null for all of it.</param>
    /// <param name="from">From the row that a page ended at; null for the first page.</param>
    public async Task<Reply> SayAsync(Turn turn, DateFind? days, string? from, CancellationToken ct)
    {
        var words = turn.Words("plans");
        var all = await items.OfAsync(turn.Tenant, turn.Me.Id, ct);
        if (days is not null)
        {
            // Until a day: what is late belongs to it.
            var first = days.Bound is DateBound.By or DateBound.Until ? DateOnly.MinValue : days.Day;
            var last = days.Until ?? (days.Bound == DateBound.From ? DateOnly.MaxValue : days.Day);
            all = [.. all.Where(i => i.Step.DueDay >= first && i.Step.DueDay <= last)];
        }

        if (all.Count == 0)
        {
            return Say(new ListModel(words["upcoming"], "", [], "", "", words[days is null ? "nothing" : "nothingThen"], words["nothingHint"]), words["nothing"]);
        }

        // The days are not on the button: a page of them shows what it can and counts the rest.
        var start = Paging.Start(from, all.Count);
        var shown = all.Skip(start).Take(days is null ? MostRows : MostRows * 2).ToList();
        var rows = shown.Select(i => PlanCards.Row(turn, i)).ToList();
        var left = all.Count - start - rows.Count;
        var late = all.Count(i => Due.IsOverdue(i.Step, turn.Now));
        var subtitle = words.Format(late > 0 ? "countsLate" : "counts", ("count", all.Count), ("late", late));
        return Say(
            new ListModel(words["upcoming"], subtitle, rows, left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, all.Count), "", ""),
            $"{words["upcoming"]} · {subtitle}", shown);
    }

    private static Reply Say(ListModel model, string notice, IReadOnlyList<OpenItem>? shown = null) =>
        Reply.Say(Answer.Of("plans/list", model, PlanCardJson.Default.ListModel, notice) with { Quotes = Quoted.By((shown ?? []).Select(i => i.Step)) });
}
