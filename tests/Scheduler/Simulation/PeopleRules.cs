using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// Judges what people with leaves, mutes, managers and a number a day got, by what they had set at that time. A decision may be as old as
/// a process can stand still, and a change as slow as its answer: a rule is broken where it is by everything that may have been true.
/// </summary>
internal sealed class PeopleRules(VirtualTime time) : Witness(time)
{
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(100);

    // A manager hears with the next list that nobody was there.
    private static readonly TimeSpan UntilTheList = TimeSpan.FromHours(26);

    private readonly Dictionary<string, List<(Person Person, TimeSpan From, TimeSpan Until)>> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Ver, TimeSpan At)> _takenAway = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Recipient, DateOnly Day)> _unasked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _recordedAttempts = new(StringComparer.Ordinal);

    public Deliveries Deliveries { get; } = new(time);

    /// <summary>How often each kind of message arrived.</summary>
    public Dictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>From the beginning.</summary>
    public void Is(Person person) => _people[person.Id] = [(person, TimeSpan.MinValue, TimeSpan.MaxValue)];

    /// <summary>From now on it may be so.</summary>
    public void Becomes(string id, Func<Person, Person> change) => _people[id].Add((change(_people[id][^1].Person), Now, TimeSpan.MaxValue));

    /// <summary>From now on it is so.</summary>
    public void Became(string id) => _people[id][^2] = _people[id][^2] with { Until = Now };

    public void TookAway(string stepId, int ver) => _takenAway[stepId] = (Math.Max(ver, _takenAway.GetValueOrDefault(stepId).Ver), Now);

    public override void Began(DueBatch batch)
    {
    }

    public override void Answered(DueBatch batch, Delivered answer) => Deliveries.Answered(batch, answer);

    public override void Arrived(DueBatch batch)
    {
        var claimed = MadeAt(batch.Prompts[0].AttemptId);
        var isAsked = batch.Prompts.Any(p => MayBeAsked(p, claimed));
        if (!isAsked && IsSure(batch.Recipient, claimed, (p, at) => !SendWindow.IsOpen(at, SendRules.Of(p))))
        {
            Breaks("hours", $"{batch.Recipient} was written to outside the hours");
        }

        Count(batch, claimed, isAsked);
        foreach (var prompt in batch.Prompts)
        {
            foreach (var broken in BrokenBy(batch.Recipient, prompt, claimed))
            {
                Breaks(broken, $"{batch.Recipient} got {prompt.StepId} {prompt.Ver}, {prompt.Kind} {prompt.Nudge} of {prompt.ForId ?? "their own"} at {Simulated.Start + claimed:O}");
            }

            Deliveries.Arrived(batch.Recipient, prompt, claimed, Broken);
            var kind = $"{prompt.Kind} {prompt.Nudge}{(prompt.ForId is null ? "" : " of another")}";
            Seen[kind] = Seen.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>At the end: what is owed was told often enough, and the manager heard of it; or it is known why not.</summary>
    public void Settled(Step step, Prompt? own, string manager, Prompt? told)
    {
        if (Deliveries.Lost(step.OwnerId, step, PromptKind.FollowUp, own) is { } lost)
        {
            Breaks("lost", $"{step.Id} {step.Ver} is lost to {step.OwnerId}: {lost}");
        }

        if (step.Kind is not null ? told is not null : own?.State != PromptState.Poison && Deliveries.Lost(manager, step, PromptKind.Escalation, told) is not null)
        {
            Breaks("manager", $"{step.Id} {step.Ver} of {step.OwnerId}, {step.Kind?.ToString() ?? "a next step"}, due {step.DueDay:O}: the manager's line is {told?.State.ToString() ?? "not there"}");
        }
    }

    protected override void Wrote(string recipient, Prompt prompt)
    {
        Deliveries.Wrote(recipient, prompt);
        if (prompt is { State: not PromptState.Sending, AttemptId: { } attempt })
        {
            _recordedAttempts.TryAdd(attempt, Now);
        }
    }

    /// <summary>The names of the rules that a prompt breaks.</summary>
    private IEnumerable<string> BrokenBy(string recipient, DuePrompt prompt, TimeSpan claimed)
    {
        if (_takenAway.TryGetValue(prompt.StepId, out var gone) && prompt.Ver <= gone.Ver)
        {
            yield return "taken away";
        }

        if (prompt.DueAt - Simulated.MostSkew > Simulated.Start + claimed)
        {
            yield return "early";
        }

        if (IsSure(recipient, claimed, (p, at) => IsAwayFrom(p, at, prompt, claimed)))
        {
            yield return "away";
        }

        if (prompt.ForId is null && IsSure(recipient, claimed, (p, at) => p.Mutes?.Any(m => m.CustomerId == prompt.CustomerId && m.Until > Zones.DayOf(at, p.Zone)) == true))
        {
            yield return "muted";
        }

        var most = prompt.Kind is PromptKind.Reminder or PromptKind.Escalation ? 0 : _people[prompt.ForId ?? recipient].Count > 1 ? 3 : 2;
        if (prompt.Nudge > most
            || (prompt is { Nudge: > 0, ForId: null } && IsSure(recipient, claimed, (p, at) => Nudges.DaysLate(prompt.Step.DueDay, Zones.DayOf(at, p.Zone), p) < Nudges.Later[Math.Min(prompt.Nudge, 2) - 1])))
        {
            yield return "nudge";
        }

        if (prompt is { Kind: PromptKind.Escalation, ForId: { } owner })
        {
            if (_people[owner][^1].Person.ManagerId != recipient || prompt.Step.Kind is not null
                || !(prompt.Why == PromptMark.Away ? !IsSure(owner, claimed, (p, at) => CoverOf(p, at) is not Cover.Nobody, UntilTheList)
                    : prompt.Why is null && !IsSure(owner, claimed, (p, at) => Zones.DayOf(at, p.Zone) < Nudges.EscalationDay(prompt.Step.DueDay, p))))
            {
                yield return "escalation";
            }
        }
        else if (prompt.ForId is { } away && IsSure(away, claimed, (p, at) => CoverOf(p, at) is not Cover.By by || by.PersonId != recipient))
        {
            yield return "stands in for nobody";
        }
    }

    /// <summary>Away, and this is not what still comes: the very moment that was asked for, and everything where nobody is there.</summary>
    private bool IsAwayFrom(Person person, DateTimeOffset at, DuePrompt prompt, TimeSpan claimed) => CoverOf(person, at) switch
    {
        Cover.NotNeeded => false,
        Cover.Nobody when prompt.ForId is null => false,
        Cover.By when prompt is { ForId: null, CustomerId.Length: > 0 } => true,
        _ => !MayBeAsked(prompt, claimed),
    };

    private Cover CoverOf(Person person, DateTimeOffset at) => Absence.CoverOf(person, at, id => _people.GetValueOrDefault(id)?[^1].Person);

    /// <summary>At most three a day that nobody asked for: what was surely recorded by then counts.</summary>
    private void Count(DueBatch batch, TimeSpan claimed, bool isAsked)
    {
        var day = Zones.DayOf(Simulated.Start + claimed, PeoplePlot.Zone);
        var known = _unasked.Count(u => u.Value == (batch.Recipient, day) && _recordedAttempts.TryGetValue(u.Key, out var at) && at < claimed - Slow);
        if (!isAsked && known >= SendPlan.MostADay)
        {
            Breaks("cap", $"{batch.Recipient} got message {known + 1} of {day:O}");
        }

        if (batch.Prompts.Any(p => p.Step.DueTime is null))
        {
            _unasked[batch.Prompts[0].AttemptId] = (batch.Recipient, day);
        }
    }

    private static bool MayBeAsked(DuePrompt prompt, TimeSpan claimed) =>
        prompt.Kind != PromptKind.Escalation && prompt.Step.DueTime is not null && Simulated.Start + claimed <= prompt.Step.DueAt + SendPlan.AskedFor + Slow;

    /// <summary>True where it is so by whatever the person may have been, at every moment at which it may have been decided.</summary>
    private bool IsSure(string personId, TimeSpan claimed, Func<Person, DateTimeOffset, bool> isSo, TimeSpan? old = null) =>
        _people[personId].Where(p => p.From <= claimed + Simulated.MostSkew && p.Until >= claimed - (old ?? Slow))
            .All(p => Enumerable.Range(0, 6).All(i => isSo(p.Person, Simulated.Start + claimed + Simulated.MostSkew - (i * (old ?? Slow) / 5))));

    private void Breaks(string rule, string what) => Broken.Add($"{rule}: {what}");
}
