using CrmBot.Bot.Conversation;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>
/// "Leave them alone this week" keeps reminders of a customer from who wrote it down and from the customer's owner until that day. It
/// goes with the follow-up it was told in. Source: scenario S9.
/// </summary>
internal sealed class QuietTimes(PeopleStore people)
{
    /// <summary>What a follow-up that was just filed or edited says of it, in the place of what it said before.</summary>
    /// <returns>A card that says so and takes it back; null when it says nothing.</returns>
    public async Task<Answer.Card?> FollowAsync(Turn turn, CustomerFile file, FollowUp record, CancellationToken ct)
    {
        var until = record.Gist?.QuietUntil is { } day && day > turn.Today ? day : (DateOnly?)null;
        foreach (var id in new[] { record.AuthorId, file.Head.OwnerId }.Distinct(StringComparer.Ordinal).Where(id => Concerned(turn.Company.Find(id), record.Id, until)))
        {
            await people.UpdateAsync(turn.Tenant, id, p => With(p, file.Head.Id, record.Id, until, turn.Today), ct);
        }

        return until is { } on
            ? ReminderCards.Muted(turn, file.Head.Id, turn.Words("reminders").Format("muted", ("customer", file.Head.Name), ("day", turn.Say.Day(on, turn.Today))))
            : null;
    }

    /// <summary>What a follow-up that is gone said of it.</summary>
    public async Task TakeBackAsync(string tenant, Company company, string followUpId, CancellationToken ct)
    {
        foreach (var person in company.People.Where(p => Concerned(p, followUpId, null)))
        {
            await people.UpdateAsync(tenant, person.Id, p => With(p, "", followUpId, null, DateOnly.MinValue), ct);
        }
    }

    private static bool Concerned(Person? person, string followUpId, DateOnly? until) =>
        person is not null && (until is not null || person.Mutes?.Any(m => m.SourceId == followUpId) == true);

    /// <summary>Of two times for one customer the later one counts.</summary>
    private static Person With(Person person, string customerId, string followUpId, DateOnly? until, DateOnly today)
    {
        List<Mute> left = [.. (person.Mutes ?? []).Where(m => m.SourceId != followUpId && m.Until > today)];
        if (until is { } day && !left.Exists(m => m.CustomerId == customerId && m.Until >= day))
        {
            left = [.. left.Where(m => m.CustomerId != customerId), new Mute(customerId, day) { SourceId = followUpId }];
        }

        return person with { Mutes = left.Count > 0 ? left : null };
    }
}
