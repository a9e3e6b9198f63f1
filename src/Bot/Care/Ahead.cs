using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Bot.Reviews;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Care;

/// <summary>Which days, whose customers and what is asked for; a button carries it.</summary>
/// <param name="Whose">Whose customers, all of whom the asker sees.</param>
/// <param name="Birthdays">Birthdays alone.</param>
/// <param name="Said">The words of the days, where they name a feast; empty otherwise.</param>
internal sealed record AheadAsked(DateOnly From, DateOnly Until, Scope Whose, bool Birthdays, string Said);

/// <summary>Whom to greet, and what for: birthdays of both calendars, what was told of people's lives, public holidays. Source: acceptance row UTT-125.</summary>
internal sealed class Ahead(IndexStore index, CustomerStore customers)
{
    /// <summary>Days that are looked ahead where none are said.</summary>
    private const int UsualDays = 30;

    /// <summary>A longer look ahead is a plan, not a list.</summary>
    private const int MostDays = 366;

    /// <summary>Customers that are looked into, those with something due and those spoken to last before the others.</summary>
    private const int MostCustomers = 400;

    /// <summary>Customers that are read side by side.</summary>
    private const int Lanes = 16;

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (Scope.Said(turn, meaning) is not { } whose)
        {
            return Reply.Say(Answer.Text(turn.Words("care").Format("nobodyInSight", ("name", meaning["person"] ?? ""))));
        }

        var (from, until, said) = Days(turn, meaning);
        return await ShowAsync(turn, new AheadAsked(from, until, whose, meaning.Values.GetValueOrDefault("what") == "birthdays", said), null, ct);
    }

    public async Task<Reply> GoOnAsync(Turn turn, AheadForm form, CancellationToken ct)
    {
        var from = CardDay.Read(form.First) ?? turn.Today;
        var until = CardDay.Read(form.Last) is { } last && last.DayNumber - from.DayNumber is >= 0 and <= MostDays ? last : from.AddDays(UsualDays);
        return await ShowAsync(turn, new AheadAsked(from, until, Scope.Of(turn, form.Person), form.Birthdays == "true", ""), form.From, ct);
    }

    private async Task<Reply> ShowAsync(Turn turn, AheadAsked asked, string? page, CancellationToken ct)
    {
        var stakes = new Dictionary<string, Stake>(StringComparer.Ordinal);
        await foreach (var (_, some) in index.OfPeopleAsync(turn.Tenant, asked.Whose.People.Select(p => p.Id), ct))
        {
            foreach (var stake in some)
            {
                stakes.TryAdd(stake.CustomerId, stake);
            }
        }

        List<string> ids = [.. stakes.Values.OrderByDescending(s => s.OpenSteps.Any(o => o.Kind is not null)).ThenByDescending(s => s.LastContact).ThenBy(s => s.CustomerId, StringComparer.Ordinal).Select(s => s.CustomerId)];
        List<Occasion> found = [];
        foreach (var some in ids.Take(MostCustomers).Chunk(Lanes))
        {
            var files = await Task.WhenAll(some.Select(id => customers.LoadAsync(turn.Tenant, id, ct).AsTask()));
            found.AddRange(files.OfType<CustomerFile>().Where(f => Sight.Content(turn.Me, f, turn.Company)).SelectMany(f => Occasions.Of(f, asked.From, asked.Until)));
        }

        return Reply.Say(AheadCards.Of(
            turn, asked,
            [.. found.Where(o => !asked.Birthdays || o.IsBirthday).OrderBy(o => o.Day).ThenBy(o => !o.IsBirthday).ThenBy(o => o.File.Head.Id, StringComparer.Ordinal)],
            asked.Birthdays ? [] : [.. Occasions.Holidays(SendRules.CalendarOf(turn.Me), asked.From, asked.Until)],
            ids.Count > MostCustomers ? (MostCustomers, ids.Count) : null, page));
    }

    private static (DateOnly From, DateOnly Until, string Said) Days(Turn turn, Meaning meaning)
    {
        if (meaning["when"] is not { } said || DateReader.When(said, WhenSaid.Context(turn)) is not { } find)
        {
            return (turn.Today, turn.Today.AddDays(UsualDays), "");
        }

        var first = find.Bound is DateBound.By or DateBound.Until || find.Day < turn.Today ? turn.Today : find.Day;
        var last = find.Until ?? (find.Bound == DateBound.From ? find.Day.AddDays(UsualDays) : find.Bound == DateBound.Until ? find.Day.AddDays(-1) : find.Day);
        last = last.DayNumber - first.DayNumber > MostDays ? first.AddDays(MostDays) : last;
        return (first, last < first ? first : last, find.Feast is null ? "" : said.Trim());
    }
}
