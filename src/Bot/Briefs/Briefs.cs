using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Briefs;

/// <summary>
/// Half a minute before a meeting: what is stored, each line with where it is from. Where a time was said, one tap brings it again a
/// quarter of an hour before. Source: moonshot M15.
/// </summary>
internal sealed class BriefsCapability(AskedCustomer asked, CustomerStore customers) : ICapability
{
    /// <summary>How long before the meeting. Source: moonshot M15.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    public string Name => "briefs";

    public void Map(Routes routes) => routes
        .Text("meeting_brief", Said)
        .Card("briefs/show", BriefJson.Default.ShowForm, (turn, form, ct) => asked.OfAsync(turn, form.Customer, file => Task.FromResult(Reply.Say(BriefCards.Brief(turn, file, null, null))), ct))
        .Card("briefs/remind", BriefJson.Default.RemindForm, Remind);

    private Task<Reply> Said(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var said = meaning["customer"] ?? "";
        var at = WhenSaid.Of(turn, meaning) is { Time: { } time } when ? Due.At(when.Day, time, turn.Me.Zone) : (DateTimeOffset?)null;
        return asked.ThenAsync(
            turn, meaning,
            file => Task.FromResult(Reply.Say(BriefCards.Brief(turn, file, With(file, said), at is { } meeting && meeting - Before > turn.Now ? meeting - Before : null))), ct);
    }

    /// <summary>The contact that is named: as a whole, or as somebody "at" the customer.</summary>
    private static Contact? With(CustomerFile file, string said) => ContactList.Called(file, said)
        ?? file.Contacts.FirstOrDefault(c => c.LeftOn is null && new[] { c.Name, c.Called, c.Name.Split(' ')[0] }.Any(n => n is { Length: > 1 } && said.Contains(n, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A reminder of the asker's own, at the customer, so that whoever has no sight of it any more gets nothing of it.</summary>
    private Task<Reply> Remind(Turn turn, RemindForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        async file =>
        {
            var words = turn.Words("briefs");
            if (!DateTimeOffset.TryParse(form.At, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) || at <= turn.Now)
            {
                return Reply.Say(Answer.Text(words["tooLate"]));
            }

            var local = Zones.LocalOf(at, turn.Me.Zone);
            var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            var opId = Ids.Hash("brief", turn.Tenant, turn.Me.Id, file.Head.Id, form.At!);
            var what = words.Format("remindWhat", ("who", ContactOf(file, form.Contact)?.Shown() ?? file.Head.Name));
            var step = new Step(Ids.From(opId, "step"), what, turn.Me.Id, OwedBy.Us, day, time, turn.Me.Zone, at, StepState.Open, 1, null, null) { Kind = StepKind.Reminder };
            var outcome = await customers.ChangeAsync<NotKept>(
                new ChangeRequest(turn.Tenant, file.Head.Id, opId, turn.Me.Id, turn.Now),
                now => now is null || !Sight.Content(turn.Me, now, turn.Company)
                    ? new Decision<NotKept>.No(NotKept.NoSight)
                    : new Decision<NotKept>.Commit(new CustomerEdit("reminder-set", now.Head) { Steps = [step] }, null, step.Id),
                ct);
            return Reply.Say(Answer.Text(outcome is ChangeOutcome<NotKept>.Committed or ChangeOutcome<NotKept>.AlreadyDone
                ? words.Format("willRemind", ("moment", turn.Say.Moment(at, turn.Me.Zone, turn.Today)))
                : words["busy"]));
        },
        ct);

    private static Contact? ContactOf(CustomerFile file, string? contactId) => file.Contacts.FirstOrDefault(c => c.Id == contactId);
}
