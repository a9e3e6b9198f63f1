using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>What arrived, was refused and was recorded, each nudge for itself: none twice without a reason, none lost without one.</summary>
internal sealed class Deliveries(VirtualTime time)
{
    /// <summary>What was being sent may be sent again when the lease is over, of which clocks may take two minutes.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(8);

    private readonly Dictionary<Key, List<TimeSpan>> _arrivals = [];
    private readonly Dictionary<Key, TimeSpan> _recorded = [];
    private readonly Dictionary<(string, string, int, bool), int> _refused = [];
    private readonly Dictionary<(string, string, int, bool), int> _silent = [];
    private readonly HashSet<(string, string, int, bool)> _rejected = [];
    private readonly Dictionary<(string, string), Prompt> _stored = [];

    public int Arrivals => _arrivals.Count;
    public int Twice => _arrivals.Values.Count(a => a.Count > 1);

    public void Answered(DueBatch batch, Delivered answer)
    {
        foreach (var prompt in batch.Prompts)
        {
            var of = (batch.Recipient, prompt.StepId, prompt.Ver, prompt.Kind == PromptKind.Escalation);
            if (answer is Delivered.NotSent)
            {
                _refused[of] = _refused.GetValueOrDefault(of) + 1;
            }
            else if (answer is Delivered.Rejected)
            {
                _rejected.Add(of);
            }
        }
    }

    public void Arrived(string recipient, DuePrompt prompt, TimeSpan claimed, List<string> broken)
    {
        var key = new Key(recipient, prompt.StepId, prompt.Ver, prompt.Kind == PromptKind.Escalation, prompt.Nudge, prompt.ForId);
        if (!_arrivals.TryGetValue(key, out var before))
        {
            _arrivals[key] = before = [];
        }

        if (before.Exists(b => (b - claimed).Duration() < Silent) || before.Count > 1 || (_recorded.TryGetValue(key, out var at) && at < claimed))
        {
            broken.Add($"twice: {key} arrived {before.Count + 1} times");
        }

        before.Add(claimed);
    }

    public void Wrote(string recipient, Prompt prompt)
    {
        var before = _stored.GetValueOrDefault((recipient, prompt.Id));
        _stored[(recipient, prompt.Id)] = prompt;
        var of = (recipient, prompt.StepId, prompt.Ver, prompt.Kind == PromptKind.Escalation);
        if (before is not { State: PromptState.Sending } || before.Ver != prompt.Ver)
        {
            return;
        }

        if (prompt.State != PromptState.Sending && prompt.AttemptId == before.AttemptId && prompt.Trail is { Count: > 0 } trail && trail[^1].State == PromptState.Sent)
        {
            _recorded.TryAdd(new Key(recipient, prompt.StepId, prompt.Ver, prompt.Kind == PromptKind.Escalation, before.Nudge ?? 0, prompt.ForId), time.Now);
        }

        if (prompt.State == PromptState.Unknown || prompt.Trail?[^1].State == PromptState.Unknown || prompt.AttemptId != before.AttemptId || prompt.Resent > before.Resent)
        {
            _silent[of] = _silent.GetValueOrDefault(of) + 1;
        }
    }

    /// <summary>Null when it arrived or is known why not.</summary>
    public string? Lost(string recipient, Step step, PromptKind kind, Prompt? prompt)
    {
        var of = (recipient, step.Id, step.Ver, kind == PromptKind.Escalation);
        var arrived = _arrivals.Keys.Any(k => k.Recipient == recipient && k.StepId == step.Id && k.Ver == step.Ver && k.IsEscalation == of.Item4 && (k.ForId is null) == (kind != PromptKind.Escalation));
        return prompt switch
        {
            null => "no prompt",
            { State: PromptState.Sent } when arrived && prompt.Ver == step.Ver => null,
            { State: PromptState.Unknown } when _silent.GetValueOrDefault(of) >= (kind == PromptKind.Escalation ? 1 : 2) => null,
            { State: PromptState.Poison } when _rejected.Contains(of) || _refused.GetValueOrDefault(of) >= AfterDelivery.MaxAttempts => null,
            _ => $"{prompt.State} of version {prompt.Ver}, {prompt.Why}, {(arrived ? "arrived" : "never arrived")}",
        };
    }

    private sealed record Key(string Recipient, string StepId, int Ver, bool IsEscalation, int Nudge, string? ForId);
}
