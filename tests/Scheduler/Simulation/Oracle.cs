using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// Judges a run by what people saw and were told. The rules are those of the product, not of the code: none lost, none after
/// a taking away that did not speak of it, none twice outside a window that explains it.
/// </summary>
internal sealed class Oracle(VirtualTime time) : Witness(time)
{
    /// <summary>A send may begin this long after its claim began.</summary>
    private static readonly TimeSpan Fence = TimeSpan.FromSeconds(30);

    /// <summary>What was being sent may be sent again when the lease is over, of which clocks may take two minutes.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(8);

    private readonly Dictionary<Key, List<Arrival>> _arrivals = [];
    private readonly Dictionary<string, TimeSpan> _began = new(StringComparer.Ordinal);
    private readonly Dictionary<Key, (string Attempt, TimeSpan At)> _recorded = [];
    private readonly Dictionary<Key, int> _refused = [];
    private readonly HashSet<Key> _rejected = [];
    private readonly Dictionary<string, (int Ver, TimeSpan At)> _takenAway = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), (PromptState State, string? Attempt)> _stored = [];
    private readonly Dictionary<Key, int> _silent = [];
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    public int Reminders => _planned.Count;
    public int Sends => _began.Count;
    public int Reached => _arrivals.Count;
    public int Twice => _arrivals.Values.Count(a => a.Count > 1);
    public int GivenUp { get; private set; }
    public int TakenAway => _takenAway.Count;
    public int Poisoned { get; private set; }

    /// <summary>Given up after two silences, and in truth neither had arrived.</summary>
    public int NeverKnown { get; private set; }

    public override void Began(DueBatch batch)
    {
        var attempt = batch.Prompts[0].AttemptId;
        if (!_began.TryAdd(attempt, Now))
        {
            Broken.Add($"attempt {attempt} was sent twice");
        }

        if (Now - MadeAt(attempt) > Fence)
        {
            Broken.Add($"attempt {attempt} to {batch.Recipient} began {Now - MadeAt(attempt)} after its claim");
        }
    }

    public override void Arrived(DueBatch batch)
    {
        foreach (var prompt in batch.Prompts)
        {
            var key = new Key(batch.Recipient, prompt.StepId, prompt.Ver);
            if (_takenAway.TryGetValue(prompt.StepId, out var gone) && prompt.Ver <= gone.Ver)
            {
                Broken.Add($"{key} arrived {Now - gone.At} after it was taken away without a word of it");
            }

            if (prompt.DueAt - Simulated.MostSkew > Simulated.Start + Now)
            {
                Broken.Add($"{key} arrived before its instant");
            }

            if (!_arrivals.TryGetValue(key, out var before))
            {
                _arrivals[key] = before = [];
            }

            var now = new Arrival(prompt.AttemptId, MadeAt(prompt.AttemptId));
            foreach (var other in before)
            {
                JudgeTwice(key, other.ClaimedAt <= now.ClaimedAt ? (other, now) : (now, other));
            }

            before.Add(now);
            if (before.Count > 2)
            {
                Broken.Add($"{key} arrived {before.Count} times");
            }
        }
    }

    public override void Answered(DueBatch batch, Delivered answer)
    {
        foreach (var prompt in batch.Prompts)
        {
            var key = new Key(batch.Recipient, prompt.StepId, prompt.Ver);
            if (answer is Delivered.NotSent)
            {
                _refused[key] = _refused.GetValueOrDefault(key) + 1;
            }
            else if (answer is Delivered.Rejected)
            {
                _rejected.Add(key);
            }
        }
    }

    /// <summary>A person was answered that what these versions remind of is over, and heard nothing of a reminder under way.</summary>
    public void TookAway(string stepId, int ver) => _takenAway[stepId] = (Math.Max(ver, _takenAway.GetValueOrDefault(stepId).Ver), Now);

    /// <summary>At the end, when all is quiet: what is owed has arrived, or it is known why not.</summary>
    public void Settled(CustomerFile file, Func<string, string, Prompt?> promptOf)
    {
        foreach (var step in file.OpenSteps.Where(s => s.By == OwedBy.Us))
        {
            var key = new Key(step.OwnerId, step.Id, step.Ver);
            var prompt = promptOf(step.OwnerId, step.Id);
            switch (prompt?.State)
            {
                case PromptState.Unknown when _silent.GetValueOrDefault(key) >= 2:
                    GivenUp++;
                    NeverKnown += _arrivals.ContainsKey(key) ? 0 : 1;
                    break;
                case PromptState.Poison when _rejected.Contains(key) || _refused.GetValueOrDefault(key) >= AfterDelivery.MaxAttempts:
                    Poisoned++;
                    break;
                case PromptState.Sent when _arrivals.ContainsKey(key):
                    break;
                default:
                    Broken.Add($"{key} is lost: {prompt?.State.ToString() ?? "no prompt"} of version {prompt?.Ver}, {prompt?.Why}, {(_arrivals.ContainsKey(key) ? "arrived" : "never arrived")}");
                    break;
            }
        }
    }

    protected override void Wrote(string recipient, Prompt prompt)
    {
        var key = new Key(recipient, prompt.StepId, prompt.Ver);
        var before = _stored.GetValueOrDefault((recipient, prompt.Id));
        _stored[(recipient, prompt.Id)] = (prompt.State, prompt.AttemptId);
        _planned.Add($"{prompt.StepId}|{prompt.Ver}");
        if (prompt.State == PromptState.Sent && before.State == PromptState.Sending)
        {
            _recorded.TryAdd(key, (prompt.AttemptId!, Now));
        }

        if (before.State == PromptState.Sending && (prompt.State == PromptState.Unknown || (prompt.State == PromptState.Sending && prompt.AttemptId != before.Attempt)))
        {
            _silent[key] = _silent.GetValueOrDefault(key) + 1;
        }
    }

    private void JudgeTwice(Key key, (Arrival First, Arrival Second) two)
    {
        if (two.Second.ClaimedAt - two.First.ClaimedAt < Silent)
        {
            Broken.Add($"{key} arrived twice, by claims {two.Second.ClaimedAt - two.First.ClaimedAt} apart");
        }

        if (_recorded.TryGetValue(key, out var done) && done.At < two.Second.ClaimedAt)
        {
            Broken.Add($"{key} was sent again after it was recorded as sent");
        }
    }

    private sealed record Key(string Recipient, string StepId, int Ver);

    private sealed record Arrival(string Attempt, TimeSpan ClaimedAt);
}
