using System.Text.Json;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>Sees what a run does and what people are told, and notes what must not be.</summary>
internal abstract class Witness(VirtualTime time)
{
    private readonly Dictionary<string, TimeSpan> _made = new(StringComparer.Ordinal);

    public List<string> Broken { get; } = [];

    protected TimeSpan Now => time.Now;

    public void Made(string id) => _made[id] = time.Now;

    public abstract void Began(DueBatch batch);

    public abstract void Arrived(DueBatch batch);

    public abstract void Answered(DueBatch batch, Delivered answer);

    /// <summary>A write that stands.</summary>
    public void Wrote(ChangeSet set)
    {
        if (set.Table != "prompts")
        {
            return;
        }

        foreach (var change in set.Changes.Where(c => c.RowKey.StartsWith("p|", StringComparison.Ordinal)))
        {
            var data = change switch
            {
                Change.Replace c => c.Data,
                Change.Insert c => c.Data,
                Change.Put c => c.Data,
                _ => default,
            };
            if (data.Length > 0)
            {
                Wrote(set.PartitionKey[(set.PartitionKey.LastIndexOf('|') + 1)..], JsonSerializer.Deserialize(data.Span, StoreJson.Default.KeptPrompt)!.It);
            }
        }
    }

    protected abstract void Wrote(string recipient, Prompt prompt);

    /// <summary>When the claim of an attempt began.</summary>
    protected TimeSpan MadeAt(string attempt) => _made[attempt];
}
