using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>A customer that somebody does not want to be reminded of for a while. It stays in their list of today.</summary>
internal sealed class Muting(PeopleStore people, CustomerStore customers)
{
    /// <summary>A longer silence is a customer that should be somebody else's.</summary>
    private const int MostDays = 366;

    public async Task<Reply> MuteAsync(Turn turn, MuteForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        if (FollowUpForm.Day(form.MuteUntil) is not { } until || until <= turn.Today || until.DayNumber - turn.Today.DayNumber > MostDays)
        {
            return Reply.Say(Answer.Text(words["muteNeedsDay"]));
        }

        if (await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is not { } file || !Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(ReminderCards.Settled(words["gone"]));
        }

        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { Mutes = [.. Others(p, file.Head.Id, turn.Today), new Mute(file.Head.Id, until)] }, ct);
        return Reply.Say(ReminderCards.Muted(turn, file.Head.Id, words.Format("muted", ("customer", file.Head.Name), ("day", turn.Say.Day(until, turn.Today)))));
    }

    public async Task<Reply> UnmuteAsync(Turn turn, UnmuteForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { Mutes = Others(p, form.Customer ?? "", turn.Today) is { Count: > 0 } left ? left : null }, ct);
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        return Reply.Replace(ReminderCards.Settled(words.Format("unmuted", ("customer", file is not null && Sight.Content(turn.Me, file, turn.Company) ? file.Head.Name : "")), turn.ByMe));
    }

    /// <summary>Without those that are over.</summary>
    private static List<Mute> Others(Person person, string customerId, DateOnly today) =>
        [.. (person.Mutes ?? []).Where(m => m.CustomerId != customerId && m.Until > today)];
}
