using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Ownership;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Absences;

/// <summary>Who is away, until when, and who stands in.</summary>
internal sealed class AbsencesCapability(PeopleStore people, OpenItems items, Told told) : ICapability
{
    private const int LongestDays = 366;

    public string Name => "absences";

    public void Map(Routes routes) => routes
        .Text("set_leave", Set)
        .Text("leave_cover", Cover)
        .Text("leave_roster", Roster)
        .Card("absences/end", AbsenceJson.Default.LeaveForm, End);

    private async Task<Reply> Set(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("absences");
        if (meaning.Values.GetValueOrDefault("state") == "off")
        {
            return await EndAsync(turn, ct);
        }

        IReadOnlyList<DateFind> days = meaning["when"] is { } said && DateReader.When(said, WhenSaid.Context(turn)) is { HasDay: true } when
            ? [when]
            : [.. WhenSaid.Finds(turn, turn.Asked ?? "").Where(f => f.HasDay)];
        if (days.Count == 0)
        {
            return Reply.Say(Answer.Text(words["fromWhen"], words["exampleSay"]));
        }

        var from = days[0].Day;
        var until = days[0].Until ?? (days.Count > 1 && days[1].Day > from ? days[1].Day : from);
        if (until < turn.Today)
        {
            return Reply.Say(Answer.Text(words.Format("past", ("day", turn.Say.Day(until, turn.Today)))));
        }

        if (until.DayNumber - from.DayNumber > LongestDays)
        {
            return Reply.Say(Answer.Text(words["tooLong"]));
        }

        var (deputy, no) = Deputy(turn, meaning["person"]);
        return no is not null ? Reply.Say(no) : await KeepAsync(turn, new Leave(from, until, deputy?.Id), ct);
    }

    /// <summary>Who stands in for the absence that is under way or comes next.</summary>
    private async Task<Reply> Cover(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("absences");
        if (Next(turn.Me, turn.Today) is not { } leave)
        {
            return Reply.Say(Answer.Text(words["noLeave"], words["exampleSay"]));
        }

        var (deputy, no) = Deputy(turn, meaning["person"]);
        return no is not null ? Reply.Say(no) : await KeepAsync(turn, leave with { DelegateId = deputy!.Id }, ct);
    }

    private async Task<Reply> KeepAsync(Turn turn, Leave leave, CancellationToken ct)
    {
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { Leaves = With(p, leave, turn.Today) }, ct);
        var me = await people.GetAsync(turn.Tenant, turn.Me.Id, ct) ?? turn.Me;
        var deputy = leave.DelegateId is null ? null : turn.Company.Find(leave.DelegateId);
        var due = (await items.OfAsync(turn.Tenant, turn.Me.Id, ct)).Count(i => i.CustomerId.Length > 0 && i.Step.DueDay <= leave.Until);
        await told.TellAsync(
            turn.Tenant, deputy,
            say => Answer.Text(say.Words("absences").Format("youCover", ("name", turn.Me.Name), ("days", Days(say, leave, turn.Today)), ("count", due))), ct);
        return Reply.Say(AbsenceCards.Set(turn with { Me = me }, leave, deputy, due, Warning(turn, me, leave, deputy)));
    }

    private static string Warning(Turn turn, Person me, Leave leave, Person? deputy)
    {
        var words = turn.Words("absences");
        return deputy is null ? words["nobodyCovers"]
            : deputy.Leaves?.Any(l => l.From <= leave.Until && leave.From <= l.Until) == true ? words.Format("coverIsAway", ("name", deputy.Name))
            : "";
    }

    private async Task<Reply> EndAsync(Turn turn, CancellationToken ct)
    {
        var words = turn.Words("absences");
        return Next(turn.Me, turn.Today) is { } leave
            ? await TakeBackAsync(turn, leave, inPlace: false, ct)
            : Reply.Say(Answer.Text(words["noLeave"]));
    }

    private async Task<Reply> End(Turn turn, LeaveForm form, CancellationToken ct)
    {
        var leave = turn.Me.Leaves?.FirstOrDefault(l => l.From.ToString("O", null) == form.From && l.Until.ToString("O", null) == form.Until);
        return leave is null
            ? Reply.Replace(AbsenceCards.Settled(turn.Words("absences")["noLongerThere"]))
            : await TakeBackAsync(turn, leave, inPlace: true, ct);
    }

    /// <summary>An absence that has begun ends yesterday, so that what happened in it stays true; one to come is gone.</summary>
    private async Task<Reply> TakeBackAsync(Turn turn, Leave leave, bool inPlace, CancellationToken ct)
    {
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { Leaves = Without(p, leave, turn.Today) }, ct);
        var deputy = leave.DelegateId is null ? null : turn.Company.Find(leave.DelegateId);
        await told.TellAsync(
            turn.Tenant, deputy, say => Answer.Text(say.Words("absences").Format("youCoverNoMore", ("name", turn.Me.Name), ("days", Days(say, leave, turn.Today)))), ct);
        var card = AbsenceCards.Settled(turn.Words("absences").Format("ended", ("days", Days(turn.Say, leave, turn.Today))), turn.ByMe, done: true);
        return inPlace ? Reply.Replace(card) : Reply.Say(card);
    }

    private Task<Reply> Roster(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("absences");
        var rows = turn.Company.Members
            .SelectMany(p => (p.Leaves ?? []).Where(l => l.Until >= turn.Today).Select(l => (Person: p, Leave: l)))
            .OrderBy(l => l.Leave.From).ThenBy(l => l.Person.Id, StringComparer.Ordinal)
            .Take(AbsenceCards.MostRows)
            .Select(l => new RosterRow(
                l.Person.Name, Days(turn.Say, l.Leave, turn.Today),
                l.Leave.DelegateId is { } id ? words.Format("coveredBy", ("name", turn.Company.NameOf(id))) : words["uncovered"], l.Leave.From <= turn.Today))
            .ToList();
        return Task.FromResult(Reply.Say(AbsenceCards.Roster(turn, rows)));
    }

    private static (Person? Person, Answer? No) Deputy(Turn turn, string? name)
    {
        var words = turn.Words("absences");
        if (string.IsNullOrWhiteSpace(name))
        {
            return (null, null);
        }

        return Colleagues.Called([.. turn.Company.Members.Where(p => p.Id != turn.Me.Id)], name) switch
        {
            [var one] => (one, null),
            [] => (null, Answer.Text(words.Format("nobodyCalled", ("name", name)))),
            var several => (null, Answer.Text(words.Format("whichOne", ("name", name)), [.. several.Take(4).Select(p => words.Format("coverSay", ("name", p.Name)))])),
        };
    }

    internal static string Days(Wording say, Leave leave, DateOnly today) => leave.From == leave.Until
        ? say.Day(leave.From, today)
        : $"{say.Day(leave.From, today)} – {say.Day(leave.Until, today)}";

    private static Leave? Next(Person person, DateOnly today) => person.Leaves?.Where(l => l.Until >= today).MinBy(l => l.From);

    /// <summary>What overlaps the new one gives way to it; what is long past goes.</summary>
    private static List<Leave> With(Person person, Leave leave, DateOnly today) =>
        [.. (person.Leaves ?? []).Where(l => (l.Until < leave.From || leave.Until < l.From) && l.Until >= today.AddDays(-LongestDays)).Append(leave).OrderBy(l => l.From)];

    private static List<Leave>? Without(Person person, Leave leave, DateOnly today)
    {
        List<Leave> left = [.. (person.Leaves ?? []).Where(l => l != leave)];
        if (leave.From < today)
        {
            left.Add(leave with { Until = today.AddDays(-1) });
        }

        return left.Count == 0 ? null : [.. left.OrderBy(l => l.From)];
    }
}
