using CrmBot.Bot.Jobs;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// Tells a person once that a form they began is about to be removed: a reminder of their own that names nobody and opens the form. When a
/// draft goes is machine time; when the reminder comes is people's.
/// </summary>
internal sealed partial class DraftWarnings(
    DraftStore drafts, OwnStepStore steps, CustomerStore customers, PeopleStore people, CardShelf shelf, TimeProvider machine,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<DraftWarnings> log) : HourlyRound(machine)
{
    /// <summary>Days before it goes.</summary>
    public const int Ahead = 3;

    private readonly TimeProvider now = machine;

    /// <summary>For how long a draft is kept still; nothing or less when it is over.</summary>
    public static TimeSpan Left(Draft draft, DateTimeOffset machineNow) => draft.KeptAt is { } kept ? Retention.Kept - (machineNow - kept) : Retention.Kept;

    /// <summary>Id of the reminder of a draft.</summary>
    public static string StepOf(string draftId) => Ids.From(draftId, "draft-goes");

    /// <summary>The draft was taken up, filed, kept anew or deleted: its reminder is settled.</summary>
    public async ValueTask SettleAsync(string tenant, string personId, string draftId, string opId, CancellationToken ct) => await steps.ChangeAsync(
        tenant, personId, StepOf(draftId), Ids.From(opId, StepOf(draftId)),
        was => was is { State: StepState.Open } ? was with { State = StepState.Done, ClosedAt = clock.GetUtcNow() } : null, ct);

    protected override Task RoundAsync(CancellationToken ct) => TellAsync(ct);

    protected override void Broke(Exception fault) => RoundBroke(log, fault);

    /// <summary>Plans what is to be told now; what was planned is not planned again.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        string? next = null;
        do
        {
            (var some, next) = await drafts.WalkAsync(next, ct);
            foreach (var (tenant, draft) in some)
            {
                if (draft is { Kind: FollowUpForms.Kind, SavedAt: not null, Content: not null } && Left(draft, now.GetUtcNow()) is var left && left > TimeSpan.Zero
                    && await people.GetAsync(tenant, draft.PersonId, ct) is { Left: false } person
                    && (draft.CustomerId is not { } customer || await customers.ReceiptAsync(tenant, customer, draft.Id, ct) is null))
                {
                    await TellAsync(tenant, draft, left, person, ct);
                }
            }
        }
        while (next is not null);
    }

    private async ValueTask TellAsync(string tenant, Draft draft, TimeSpan left, Person person, CancellationToken ct)
    {
        var today = Zones.DayOf(clock.GetUtcNow(), person.Zone);
        var last = Zones.DayOf(clock.GetUtcNow() + left, person.Zone);

        // Days on which no list comes do not count: before a long holiday it is told earlier.
        var ahead = last.AddDays(-Ahead);
        if (today < ahead && SendRules.CalendarOf(person).OnOrAfter(ahead) < last)
        {
            return;
        }

        var list = Zones.DayOf(SendPlan.ListAfter(clock.GetUtcNow(), person).At, person.Zone);
        var (day, time) = list <= last ? (list, (TimeOnly?)null) : (today, TimeOnly.FromDateTime(Zones.LocalOf(clock.GetUtcNow(), person.Zone)));
        var say = new Conversation.Wording(shelf, person.Language);
        var step = new Step(
            StepOf(draft.Id), shelf.Words("follow-ups", person.Language).Format("draftGoes", ("day", say.Day(last, today))), person.Id, OwedBy.Us, day, time, person.Zone,
            Due.At(day, time, person.Zone), StepState.Open, 1, draft.Id, null)
        {
            Kind = StepKind.Reminder,
            On = last,
        };

        // Of a draft that was kept anew since it is told again.
        await steps.ChangeAsync(
            tenant, person.Id, step.Id, Ids.From(draft.Id, $"draft-goes {draft.KeptAt:O}"),
            was => was is null || (was.State != StepState.Open && was.ClosedAt < draft.SavedAt) ? step : null, ct);
    }

    [LoggerMessage(1056, LogLevel.Warning, "Who has a draft that is about to go was not looked for; the next round will.")]
    private static partial void RoundBroke(ILogger log, Exception fault);
}
