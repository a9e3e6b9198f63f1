using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Gathers what becomes of one recipient's prompts and records it in one change set.</summary>
/// <param name="person">The recipient; null when nothing is known of them.</param>
internal sealed class Endings(
    PromptStore prompts, PromptMoves moves, Doorkeeper.Members members, TimeProvider machine, TimeProvider people, Tally tally, ILogger log, Work work, Person? person)
{
    private readonly List<Settlement> _settlements = [];
    private readonly Nagging _nagging = new(moves, members, work, person);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private DayCount? _day;

    /// <summary>Prompts whose due rows have nothing left to do.</summary>
    public IReadOnlySet<string> Settled => _settled;

    /// <summary>How the message ended; null when none was sent.</summary>
    public DeliveryEnd? End { get; private set; }

    public void Drop(Prompt prompt, DropReason why)
    {
        SchedulerLog.Dropped(log, prompt.Id, why);
        tally.Drop(1);
        _settlements.Add(new Settlement(prompt.Id, PromptState.Removed, work.Now, Why: why.ToString()));
    }

    /// <summary>
    /// Nobody knows whether it ever arrived, and this copy is not repeated. A next step comes with its next nudge all the same,
    /// and its manager hears of it: a promise is not forgotten because the channel kept silent twice.
    /// </summary>
    public async ValueTask SilentAsync(Prompt prompt, CancellationToken ct)
    {
        SchedulerLog.GivenUp(log, prompt.Id, PromptState.Unknown);
        tally.Fail(1);
        var next = await _nagging.NextAsync(prompt, new Settlement(prompt.Id, PromptState.Unknown, work.Now, Why: PromptMark.Silence), ct);
        if (!next.IsNudge)
        {
            tally.GiveUp();
        }

        _settlements.Add(next);
    }

    public void GiveUp(Prompt prompt, PromptState state, string why)
    {
        SchedulerLog.GivenUp(log, prompt.Id, state);
        tally.Fail(1);
        tally.GiveUp();
        _settlements.Add(new Settlement(prompt.Id, state, work.Now, Why: why));
    }

    /// <summary>For what was surely not sent, because something failed before: tried again as a delivery that ended so would be.</summary>
    /// <param name="attempt">Attempts with this one.</param>
    public void NotSent(Prompt prompt, int attempt, DeliveryEnd end, string why)
    {
        if (_settlements.Exists(s => s.PromptId == prompt.Id))
        {
            return;
        }

        if (AfterDelivery.Of(end, attempt, null) is NextTry.Again again)
        {
            TryAgain(prompt.Id, again, why);
        }
        else
        {
            GiveUp(prompt, PromptState.Poison, why);
        }
    }

    /// <summary>Too early to tell a manager: the owner was away in between.</summary>
    public void NotYet(Prompt prompt, DateOnly day)
    {
        tally.Hold(1);
        var list = person is null ? new Planned(work.Now + Pause, null) : SendPlan.List(day, person);
        _settlements.Add(new Settlement(prompt.Id, PromptState.Pending, work.Now, list.At, Counts: false, Why: PromptMark.NotYet));
    }

    public ValueTask EscalateAsync(Prompt prompt, Person owner, string managerId, CancellationToken ct) =>
        _nagging.EscalateAsync([prompt], owner, managerId, prompt.Why, ct);

    /// <param name="claimed">As the claim left them.</param>
    public async ValueTask SettleAsync(string attempt, IReadOnlyList<SeenPrompt> claimed, CancellationToken ct)
    {
        if (_settlements.Count > 0)
        {
            _settled.UnionWith(await prompts.SettleAsync(work.Tenant, work.Recipient, attempt, _settlements, ct, _day, claimed));
            await Alarm.OnAsync(prompts, work, attempt, [.. _settlements.Where(s => s.ActivityId is not null && !_settled.Contains(s.PromptId)).Select(s => s.PromptId)], tally, log, ct);
        }
    }

    /// <summary>
    /// Sets aside what waits for a recipient who cannot be reached; false when they got in touch meanwhile. What was being
    /// sent stays until it is clear.
    /// </summary>
    public async ValueTask<bool> ParkWaitingAsync(ReachSeen where, CancellationToken ct)
    {
        var waiting = work.Seen.Select(s => s.Prompt).Where(p => p.State is PromptState.Pending or PromptState.Moved).ToList();
        await _nagging.UnreachedAsync(waiting, ct);
        if (await prompts.ParkAsync(work.Tenant, work.Recipient, where, [.. waiting.Select(p => p.Id)], null, work.Now, ct) is not { } parked)
        {
            return false;
        }

        Parked(parked);
        return true;
    }

    public async ValueTask DeliveredAsync(
        IReadOnlyList<DuePrompt> sent, IReadOnlyList<SeenPrompt> claimed, Delivered delivered, string attempt, ReachSeen where, DayCount? day, CancellationToken ct)
    {
        var (end, why) = Meaning(delivered);
        SchedulerLog.Delivered(log, attempt, work.Recipient, sent.Count, end);
        End = end;
        List<string> park = [];
        foreach (var prompt in sent)
        {
            switch (AfterDelivery.Of(end, prompt.Attempt, (delivered as Delivered.Later)?.After))
            {
                case NextTry.Over:
                    tally.Arrive(people.GetUtcNow() - prompt.FireAt);
                    _settlements.Add(await ArrivedAsync(claimed.First(c => c.Prompt.Id == prompt.PromptId).Prompt with { Kind = prompt.Kind }, ((Delivered.Arrived)delivered).ActivityId, ct));
                    break;
                case NextTry.Again again:
                    TryAgain(prompt.PromptId, again, why);
                    if (end == DeliveryEnd.Throttled)
                    {
                        tally.Throttled();
                    }

                    break;
                case NextTry.Parked:
                    park.Add(prompt.PromptId);
                    break;
                case NextTry.Unclear:
                    tally.Fail(1);
                    tally.Unclear();
                    break;
                case NextTry.Poison:
                    tally.Fail(1);
                    tally.GiveUp();
                    SchedulerLog.GivenUp(log, prompt.PromptId, PromptState.Poison);
                    _settlements.Add(new Settlement(prompt.PromptId, PromptState.Poison, work.Now, Why: why));
                    break;
            }
        }

        if (delivered is Delivered.Arrived && person is not null)
        {
            Count(claimed.Where(c => sent.Any(s => s.PromptId == c.Prompt.Id)), day);
        }

        if (park.Count == 0)
        {
            return;
        }

        await _nagging.UnreachedAsync([.. claimed.Select(c => c.Prompt).Where(p => park.Contains(p.Id))], ct);

        if (await prompts.ParkAsync(work.Tenant, work.Recipient, where, park, attempt, work.Now, ct) is { } parked)
        {
            Parked(parked);
        }
        else
        {
            // The recipient got in touch during the send: one more try finds out.
            park.ForEach(p => _settlements.Add(new Settlement(p, PromptState.Pending, work.Now, work.Now, Counts: false, Why: why)));
            tally.Hold(park.Count);
        }
    }

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private ValueTask<Settlement> ArrivedAsync(Prompt prompt, string activityId, CancellationToken ct) =>
        _nagging.NextAsync(prompt, new Settlement(prompt.Id, PromptState.Sent, work.Now, ActivityId: activityId), ct);

    private void Count(IEnumerable<SeenPrompt> sent, DayCount? day)
    {
        if (sent.Any(s => !Doorkeeper.IsAskedFor(s.Prompt, work.Now)))
        {
            var today = Zones.DayOf(work.Now, person!.Zone);
            _day = new DayCount(today, (day?.Day == today ? day.Messages : 0) + 1);
        }
    }

    private void TryAgain(string promptId, NextTry.Again again, string? why)
    {
        (again.Counts ? (Action<int>)tally.Fail : tally.Hold)(1);

        // In this order: when people's clock reaches the instant, the machine's has reached it too.
        var notBefore = machine.GetUtcNow() + again.Wait;
        var fireAt = people.GetUtcNow() + again.Wait;
        _settlements.Add(new Settlement(promptId, PromptState.Pending, work.Now, fireAt, notBefore, again.Counts, Why: why));
    }

    private void Parked(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        SchedulerLog.Parked(log, ids.Count, work.Recipient);
        tally.Hold(ids.Count);
        _settled.UnionWith(ids);
    }

    private static (DeliveryEnd End, string? Why) Meaning(Delivered delivered) => delivered switch
    {
        Delivered.Arrived => (DeliveryEnd.Arrived, null),
        Delivered.Later => (DeliveryEnd.Throttled, "throttled"),
        Delivered.Unreachable it => (DeliveryEnd.Unreachable, it.Why),
        Delivered.NotSent it => (DeliveryEnd.NotSent, it.Why),
        Delivered.Ambiguous it => (DeliveryEnd.Ambiguous, it.Why),
        Delivered.Rejected it => (DeliveryEnd.Rejected, it.Why),
        _ => throw new ArgumentOutOfRangeException(nameof(delivered)),
    };
}
