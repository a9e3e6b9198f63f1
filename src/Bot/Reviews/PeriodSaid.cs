using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reviews;

/// <summary>The period that a question is about. What is asked for is past: one that would lie ahead is the last one of its sort.</summary>
internal static class PeriodSaid
{
    /// <param name="otherwise">Where the sentence names none.</param>
    public static LocalPeriod Of(Turn turn, Meaning meaning, Func<DateOnly, LocalPeriod> otherwise)
    {
        var find = meaning["when"] is { } said ? DateReader.When(said, Context(turn)) : Beside(turn, meaning["person"] ?? meaning["customer"] ?? "") is [var first, ..] ? first : null;
        if (find is null)
        {
            return otherwise(turn.Today);
        }

        // "Since June" goes on to today: a phrase may have taken the word that says so.
        if ((find.Bound == DateBound.From ? find : Finds(turn, turn.Asked ?? "").FirstOrDefault(f => f.Bound == DateBound.From)) is { } since && since.Day <= turn.Today)
        {
            return new LocalPeriod(since.Day, turn.Today.AddDays(1));
        }

        var period = new LocalPeriod(find.Day, (find.Until ?? find.Day).AddDays(1));
        while (period.First > turn.Today)
        {
            period = new LocalPeriod(period.First.AddYears(-1), period.After.AddYears(-1));
        }

        return period;
    }

    /// <summary>
    /// A name and a period that a sentence says in one breath ("李强上季度", "上季度李强") come apart: the name is in its slot, without the period.
    /// </summary>
    public static Meaning Apart(Turn turn, Meaning meaning, string slot)
    {
        if (meaning[slot] is { } said)
        {
            return Beside(turn, said) is not [var find, ..] ? meaning
                : Without(said, find) is { Length: > 0 } left ? meaning with { Slots = [.. meaning.Slots.Select(s => s.Name == slot ? s with { Text = left } : s)] }
                : meaning with { Slots = [.. meaning.Slots.Where(s => s.Name != slot)] };
        }

        return meaning["when"] is { } when && Finds(turn, when) is [var only, ..] && Without(when, only) is { Length: > 0 } name && !name.StartsWith("by ", StringComparison.OrdinalIgnoreCase)
            ? meaning with { Slots = [.. meaning.Slots, new Slot(slot, name, 0, name.Length)] }
            : meaning;
    }

    private static string Without(string said, DateFind find) => said.Remove(find.Start, find.Length).Trim(' ', '的', ',', '，');

    /// <summary>What a period is called.</summary>
    public static string Name(Turn turn, LocalPeriod period)
    {
        var words = turn.Words("reviews");
        return period.Kind switch
        {
            PeriodKind.Quarter => words.Format("quarter", ("year", period.First.Year), ("quarter", LocalPeriod.QuarterNumber(period.First))),
            PeriodKind.Year => words.Format("year", ("year", period.First.Year)),
            PeriodKind.Month => period.First.ToString(words["monthPattern"], System.Globalization.CultureInfo.GetCultureInfo(turn.Say.Language)),
            _ when period.First == period.Last => turn.Say.Day(period.First, turn.Today),
            _ => words.Format("days", ("first", turn.Say.Day(period.First, turn.Today)), ("last", turn.Say.Day(period.Last, turn.Today))),
        };
    }

    /// <summary>The same, with a word where it has not ended yet.</summary>
    public static string NameSoFar(Turn turn, LocalPeriod period) =>
        period.Holds(turn.Today) && period.After > turn.Today.AddDays(1) ? turn.Words("reviews").Format("soFar", ("period", Name(turn, period))) : Name(turn, period);

    /// <summary>What is said of a period beside a name. June, May and April are names where a colleague in sight is called so.</summary>
    private static IReadOnlyList<DateFind> Beside(Turn turn, string said)
    {
        var finds = Finds(turn, said);
        return finds is [var first, ..] && Sight.People(turn.Me, turn.Company) is var seen
            && (Without(said, first).Length == 0 ? Colleagues.Called(seen, said).Count > 0 : seen.Any(p => IsCalled(p, said))) ? [] : finds;
    }

    private static bool IsCalled(Person person, string said) =>
        person.Aliases.Append(person.Name).Append(person.EnglishName).Contains(said.Trim(), StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<DateFind> Finds(Turn turn, string text) => text.Length == 0 ? [] : DateReader.Find(text, Context(turn));

    private static DateContext Context(Turn turn) => WhenSaid.Context(turn) with { Past = true };
}
