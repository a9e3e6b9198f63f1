using CrmBot.Bot.Conversation;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>
/// "Leave them alone this week" keeps reminders of the contact it was said of, of nobody's those of the whole customer, from who wrote
/// it down and from the customer's owner until that day. It goes with the follow-up it was told in. Source: scenario S9.
/// </summary>
internal sealed class QuietTimes(PeopleStore people)
{
    /// <summary>What a follow-up that was just filed or edited says of it, in the place of what it said before.</summary>
    /// <returns>A card that says so and takes it back; null when it says nothing.</returns>
    public async Task<Answer.Card?> FollowAsync(Turn turn, CustomerFile file, FollowUp record, CancellationToken ct)
    {
        var contact = record.ContactName is { Length: > 0 } name ? QuietContacts.KeyOf(file, name) : null;
        var mute = record.Gist?.QuietUntil is { } day && day > turn.Today ? new Mute(file.Head.Id, day) { SourceId = record.Id, Contact = contact } : null;
        foreach (var id in new[] { record.AuthorId, file.Head.OwnerId }.Distinct(StringComparer.Ordinal).Where(id => Concerned(turn.Company.Find(id), record.Id, mute)))
        {
            await people.UpdateAsync(turn.Tenant, id, p => With(p, record.Id, mute, turn.Today), ct);
        }

        return mute is null ? null : ReminderCards.Muted(
            turn, file.Head.Id, contact ?? "",
            turn.Words("reminders").Format(
                contact is null ? "muted" : "mutedContact", ("customer", file.Head.Name), ("contact", record.ContactName ?? ""), ("day", turn.Say.Day(mute.Until, turn.Today))));
    }

    /// <summary>What a follow-up that is gone said of it.</summary>
    public async Task TakeBackAsync(string tenant, Company company, string followUpId, CancellationToken ct)
    {
        foreach (var person in company.People.Where(p => Concerned(p, followUpId, null)))
        {
            await people.UpdateAsync(tenant, person.Id, p => With(p, followUpId, null, DateOnly.MinValue), ct);
        }
    }

    private static bool Concerned(Person? person, string followUpId, Mute? mute) =>
        person is not null && (mute is not null || person.Mutes?.Any(m => m.SourceId == followUpId) == true);

    private static Person With(Person person, string followUpId, Mute? mute, DateOnly today)
    {
        List<Mute> others = [.. (person.Mutes ?? []).Where(m => m.SourceId != followUpId && m.Until > today)];
        var without = person with { Mutes = others.Count > 0 ? others : null };
        return mute is null ? without : QuietContacts.With(without, mute, today);
    }
}
