using System.Text.Json;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>A deliberate fault of the product, put around it.</summary>
internal sealed record Bug(string Name)
{
    public Func<ITables, ITables> Tables { get; init; } = t => t;

    /// <summary>The tables from which the pass reads customers.</summary>
    public Func<Life, ITables, ITables> Customers { get; init; } = (_, t) => t;

    public Func<Delivered, Delivered> Answer { get; init; } = d => d;

    public Action<SchedulerOptions> Options { get; init; } = _ => { };

    public static IReadOnlyList<Bug> All { get; } =
    [
        new("The claim ignores the ETag") { Tables = t => Prompts(t, (c, it) => it.State == PromptState.Sending ? Put(c) : c) },
        new("The settlement ignores the ETag") { Tables = t => Prompts(t, (c, it) => it.State is PromptState.Sent or PromptState.Pending ? Put(c) : c) },
        new("The due row is deleted before the send") { Tables = t => new DeletesEarly(t) },
        new("A new try has no due row") { Tables = t => new Writes(t, s => s.Table == "due" && s.Changes is [Change.Put { Data: var d }] && Row(d).Plan > 1 ? null : s) },
        new("Sent is recorded with the claim") { Tables = t => Prompts(t, (c, it) => it.State == PromptState.Sending ? With(c, it with { State = PromptState.Sent }) : c) },
        new("No hint precedes a commit") { Tables = t => Writes.Each(t, (s, c) => s.Table == "work" && c is Change.Insert ? null : c) },
        new("Parking ignores who has come back meanwhile") { Tables = t => Writes.Each(t, (s, c) => s.Table == "prompts" && c is Change.Replace { RowKey: "reach" } ? Put(c) : c) },
        new("The step is read a while before the send") { Customers = (life, t) => new OldNews(t, life.MachineClock) },
        new("No self-fence") { Options = o => o.Fence = TimeSpan.FromDays(1) },
        new("The lease leaves no room for clocks that differ") { Options = o => o.Lease = TimeSpan.FromSeconds(45) },
        new("What was being sent is never taken over") { Options = o => o.Lease = TimeSpan.FromDays(1) },
        new("A 429 counts as an attempt") { Answer = a => a is Delivered.Later ? new Delivered.NotSent("429") : a },
        new("An unclear send counts as not sent") { Answer = a => a is Delivered.Ambiguous ? new Delivered.NotSent("timeout") : a },
        new("Who cannot be reached is given up") { Answer = a => a is Delivered.Unreachable ? new Delivered.Rejected("away") : a },
    ];

    public override string ToString() => Name;

    public IPromptDelivery Delivery(IPromptDelivery inner) => new Answers(inner, Answer);

    private static Writes Prompts(ITables tables, Func<Change, Prompt, Change?> change) => Writes.Each(
        tables, (set, c) => set.Table == "prompts" && c is Change.Replace && c.RowKey.StartsWith("p|", StringComparison.Ordinal) ? change(c, Kept(c).It) : c);

    private static Kept<Prompt> Kept(Change c) => JsonSerializer.Deserialize(((Change.Replace)c).Data.Span, StoreJson.Default.KeptPrompt)!;

    private static DueRow Row(ReadOnlyMemory<byte> data) => JsonSerializer.Deserialize(data.Span, StoreJson.Default.DueRow)!;

    private static Change.Put Put(Change c) => new(c.RowKey, ((Change.Replace)c).Data);

    private static Change.Replace With(Change c, Prompt it) =>
        new(c.RowKey, ((Change.Replace)c).If, JsonSerializer.SerializeToUtf8Bytes(Kept(c) with { It = it }, StoreJson.Default.KeptPrompt));

    private sealed class Answers(IPromptDelivery inner, Func<Delivered, Delivered> answer) : IPromptDelivery
    {
        public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
        {
            try
            {
                return answer(await inner.DeliverAsync(batch, ct));
            }
            catch (IOException reset)
            {
                return answer(new Delivered.Ambiguous(reset.Message));
            }
        }
    }

    private sealed class DeletesEarly(ITables inner) : MutantTables(inner)
    {
        public override async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            var applied = await Inner.ApplyAsync(sets, ct);
            if (applied.All && sets is [{ Table: "prompts" } set])
            {
                foreach (var it in set.Changes.Where(c => c is Change.Replace && c.RowKey.StartsWith("p|", StringComparison.Ordinal)).Select(c => Kept(c).It).Where(p => p.State == PromptState.Sending))
                {
                    var recipient = set.PartitionKey.Split('|');
                    var row = DueRow.Of(recipient[0], recipient[2], it);
                    await Inner.ApplyAsync([new ChangeSet("due", row.PartitionKey, [new Change.Delete(row.RowKey, null)])], ct);
                }
            }

            return applied;
        }
    }

    /// <summary>What was read once is believed for two minutes.</summary>
    private sealed class OldNews(ITables inner, TimeProvider clock) : MutantTables(inner)
    {
        private readonly Dictionary<RowRange, (DateTimeOffset At, RowPage Page)> _read = [];
        private readonly Dictionary<string, (DateTimeOffset At, Row? Row)> _got = new(StringComparer.Ordinal);

        public override async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            var key = $"{table} {partitionKey} {rowKey}";
            if (_got.TryGetValue(key, out var old) && clock.GetUtcNow() - old.At < TimeSpan.FromMinutes(2))
            {
                return old.Row;
            }

            var row = await Inner.GetAsync(table, partitionKey, rowKey, ct);
            _got[key] = (clock.GetUtcNow(), row);
            return row;
        }

        public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            if (_read.TryGetValue(range, out var old) && clock.GetUtcNow() - old.At < TimeSpan.FromMinutes(2))
            {
                return old.Page;
            }

            var page = await Inner.QueryAsync(range, take, next, ct);
            _read[range] = (clock.GetUtcNow(), page);
            return page;
        }
    }
}
