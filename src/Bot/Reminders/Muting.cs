using CrmBot.Bot.Conversation;
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
        if (CardDay.Read(form.MuteUntil) is not { } until || until <= turn.Today || until.DayNumber - turn.Today.DayNumber > MostDays)
        {
            return Reply.Say(Answer.Text(words["muteNeedsDay"]));
        }

        if (await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is not { } file || !Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(ReminderCards.Settled(words["gone"]));
        }

        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => QuietContacts.With(Without(p, file.Head.Id, "", turn.Today, until), new Mute(file.Head.Id, until), turn.Today), ct);
        return Reply.Say(ReminderCards.Muted(turn, file.Head.Id, "", words.Format("muted", ("customer", file.Head.Name), ("day", turn.Say.Day(until, turn.Today)))));
    }

    public async Task<Reply> UnmuteAsync(Turn turn, UnmuteForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => Without(p, form.Customer ?? "", form.Contact ?? "", turn.Today, DateOnly.MaxValue), ct);
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        var seen = file is not null && Sight.Content(turn.Me, file, turn.Company) ? file : null;
        var of = seen?.Contacts.FirstOrDefault(c => c.Id == form.Contact) is { } contact
            ? words.Format("contactOf", ("contact", contact.Shown()), ("customer", seen.Head.Name))
            : seen?.Head.Name ?? "";
        return Reply.Replace(ReminderCards.Settled(words.Format("unmuted", ("customer", of)), turn.ByMe));
    }

    /// <summary>Without those that are over, and without those of the customer, of one contact only where one is named.</summary>
    /// <param name="until">Of the customer's people those that last longer stay.</param>
    private static Person Without(Person person, string customerId, string contact, DateOnly today, DateOnly until)
    {
        List<Mute> left = [.. (person.Mutes ?? []).Where(m => m.Until > today
            && (m.CustomerId != customerId || (contact.Length > 0 ? m.Contact != contact : m.Contact is not null && m.Until > until)))];
        return person with { Mutes = left.Count > 0 ? left : null };
    }
}
