using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>What the coach says, and the buttons it offers.</summary>
internal static class CoachSays
{
    /// <summary>Buttons in one go; more are not read.</summary>
    private const int MostChips = 3;

    /// <summary>How long a step may be on a button.</summary>
    private const int LongestTitle = 32;

    /// <summary>Verbs of paying: asking for a payment names what is paid.</summary>
    private static readonly string[] Pays = ["支付", "打", "付"];

    /// <summary>Null when there is nothing to ask.</summary>
    public static Asked? Ask(Turn turn, CustomerFile file, FollowUpForm form, Advice advice, IReadOnlyList<Doubt> doubts)
    {
        var words = turn.Words("follow-ups");
        var questions = doubts.Select(d => Said(turn, d))
            .Concat(Coaching.Questions(turn.Say, doubts.Any(d => d is Doubt.SameText) ? WithoutNews(advice) : advice, form.ToFile.Status))
            .Take(Coach.MostAsks).ToList();
        if (questions.Count == 0)
        {
            return null;
        }

        var step = advice.Review.Asks.Any(a => a is Domain.Ask.NextStep or Domain.Ask.AfterWait or Domain.Ask.Day);
        var lead = doubts.Count > 0 || advice.Review.Asks.Any(a => a is Domain.Ask.Which or Domain.Ask.News) ? words["leadDoubt"] : step ? words["leadStep"] : words["leadNeed"];
        var text = questions is [var one, var two] ? words.Format("askTwo", ("lead", lead), ("one", one), ("two", two)) : words.Format("askOne", ("lead", lead), ("one", questions[0]));
        var chips = Chips(turn, file, form, advice, doubts).Take(MostChips).ToList();
        var hint = !advice.Review.Shallow ? words["hintDoubt"] : chips.Count > 0 ? words["hintChips"] : words["hintPlain"];
        return new Asked(text, hint, chips, step, advice.Review.Shallow);
    }

    /// <summary>Where the other customer is named, that it is a copy is said.</summary>
    private static Advice WithoutNews(Advice advice) =>
        advice with { Review = advice.Review with { Asks = [.. advice.Review.Asks.Where(a => a != Domain.Ask.News)] } };

    private static string Said(Turn turn, Doubt doubt)
    {
        var words = turn.Words("follow-ups");
        return doubt switch
        {
            Doubt.FreeDay free => SendRules.CalendarOf(free.Owner).HolidayOn(free.Day) is { } holiday
                ? words.Format("doubtHoliday", ("day", turn.Say.Day(free.Day, turn.Today)), ("holiday", turn.Say.Language == "zh-CN" ? holiday.Chinese : holiday.English))
                : words.Format("doubtWeekend", ("day", turn.Say.Day(free.Day, turn.Today))),
            Doubt.Away away when away.Owner.Id == turn.Me.Id => words.Format("doubtAway", ("day", turn.Say.Day(away.Day, turn.Today))),
            Doubt.Away away => words.Format("doubtAwayOf", ("name", turn.Company.NameOf(away.Owner.Id)), ("day", turn.Say.Day(away.Day, turn.Today))),
            Doubt.SameText same => words.Format("doubtSame", ("name", same.CustomerName)),
            Doubt.Unit unit => words.Format("doubtUnit", ("here", unit.Here), ("there", unit.There)),
            _ => words["askOwner"],
        };
    }

    /// <summary>Another day for one that is doubted; what the customer owes; days for a step that was said without one.</summary>
    private static IEnumerable<Chip> Chips(Turn turn, CustomerFile file, FollowUpForm form, Advice advice, IReadOnlyList<Doubt> doubts)
    {
        var words = turn.Words("follow-ups");
        var calendar = SendRules.CalendarOf(turn.Me);
        var ofFirst = FollowUpForm.Day(form.NextOn);
        foreach (var instead in doubts.Select(d => d switch { Doubt.FreeDay f when f.Day == ofFirst => f.Instead, Doubt.Away a when a.Day == ofFirst => a.Instead, _ => (DateOnly?)null }).OfType<DateOnly>())
        {
            yield return new Chip(words.Format("chipInstead", ("day", turn.Say.Day(instead, turn.Today))), "", FollowUpForm.Day(instead));
        }

        if (form.ToFile.NextOn is not null || !advice.Review.Shallow)
        {
            yield break;
        }

        if (advice.Review.Asks.Contains(Domain.Ask.Day) && (form.ToFile.NextStep ?? advice.Read.Undated) is { } undated)
        {
            foreach (var day in new[] { calendar.OnOrAfter(turn.Today.AddDays(1)), Friday(turn.Today, calendar) }.Distinct())
            {
                yield return Of(turn, undated, day);
            }
        }

        foreach (var theirs in file.OpenSteps.Where(s => s.By == OwedBy.Customer))
        {
            yield return Of(turn, words.Format("chipChase", ("what", Owed(file, theirs.What))), calendar.OnOrAfter(theirs.DueDay > turn.Today ? theirs.DueDay : turn.Today.AddDays(1)));
        }
    }

    private static Chip Of(Turn turn, string step, DateOnly day)
    {
        var titled = turn.Words("follow-ups").Format("chipTitle", ("step", Wording.Short(step, LongestTitle)), ("day", turn.Say.Day(day, turn.Today)));
        return new Chip(titled, step, FollowUpForm.Day(day));
    }

    /// <summary>What the customer owes, without the customer's name, what stands in brackets and the verb of paying.</summary>
    private static string Owed(CustomerFile file, string what)
    {
        var owed = what.Split('(', '（')[0].Trim();
        var name = file.Head.Aliases.Append(file.Head.Name).OrderByDescending(n => n.Length).FirstOrDefault(n => owed.StartsWith(n, StringComparison.OrdinalIgnoreCase) && owed.Length > n.Length + 1);
        owed = (name is null ? owed : owed[name.Length..]).Trim();
        var verb = Pays.FirstOrDefault(v => owed.StartsWith(v, StringComparison.Ordinal) && owed.Length > v.Length + 1);
        owed = verb is null ? owed : owed[verb.Length..];
        return owed.Length == 0 ? what : owed;
    }

    private static DateOnly Friday(DateOnly today, WorkCalendar calendar)
    {
        var day = today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7);
        return calendar.OnOrAfter(day > today ? day : day.AddDays(7));
    }
}
