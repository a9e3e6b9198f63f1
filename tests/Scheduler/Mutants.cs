using System.Text.Json.Nodes;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests;

/// <summary>A rule of the write order taken out of the product.</summary>
/// <param name="Rule">The rule as the settled order says it, in short.</param>
/// <param name="Make">Puts the bug between a process and its tables.</param>
/// <param name="Search">The schedules in which it must do harm.</param>
internal sealed record Mutant(string Rule, Func<ITables, ITables> Make, Func<Mutant, IAsyncEnumerable<Played>> Search)
{
    /// <summary>A writer's clock does not move, so that it never finds itself late.</summary>
    public bool WriterClockStands { get; init; }
}

/// <summary>
/// The rules of the write order and what becomes of it without each. Not here, because another rule holds what they would
/// lose, and so tested by themselves: the relay's patience of 10 s, its own clock, and a hint of one's own that is left after
/// 30 s (RelayTests); a 409 on one's own row (CustomerStoreTests and, on Azure, LostAnswerTests); whether a step is open, and
/// whose it is, at the send (RuleTests: each such change raises the version too); a due row before its prompt's instant
/// (DueRowTests: a new instant is a new plan); that nothing after a refused set is written (TablesContract).
/// </summary>
internal static class Mutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("The hint is inserted before the commit: none is", t => Writes.Each(t, (s, c) => s.Table == "work" && c is Change.Insert ? null : c), m => Families.WithPass("snooze", m)),
        new("The hint is inserted before the commit: after it", t => new Reorders(t, HintLastAsync), m => Families.WithPass("snooze", m)),
        new("The commit comes before the shadows", t => new Reorders(t, CommitLastAsync), m => Families.WithPass("done", m)),
        new("The hint is deleted after the shadows: before them", t => new Reorders(t, HintEndsFirstAsync), m => Families.WithPass("snooze", m)),
        new("The commit is guarded by the head's version", t => new Writes(t, Unguarded), m => Families.Two("tier", "snooze", m)),
        new("The commit inserts its receipt", t => Writes.Each(t, (s, c) => s.Table == "crm" && c is Change.Insert && c.RowKey.StartsWith("op|", StringComparison.Ordinal) ? null : c), m => Families.WithPass("pull", m)),
        new("The due row is written before the prompt", t => new Reorders(t, PromptsFirstAsync), m => Families.WithPass("plan", m)),
        new("Lists are written only over a lower revision", t => new Reads(t, (table, r) => table == "index" ? Rev0(r) : r), m => Families.Two("tier", "untier", m)),
        new("Prompts are written only over a lower revision", t => new Reads(t, (table, r) => table == "prompts" && r.RowKey.StartsWith("p|", StringComparison.Ordinal) ? Rev0(r) : r), m => Families.Two("reassign", "back", m)),
        new("An equal row is written too, for its revision", t => new SavesEqual(t), m => Families.Two("tier", "untier", m)),
        new("Those who were involved before are covered too", t => Writes.Each(t, (s, c) => IsTombstone(s, c) && c is Change.Replace ? null : c), m => Families.WithPass("reassign", m)),
        new("A tombstone is left even where no row stands", t => Writes.Each(t, (s, c) => IsTombstone(s, c) && c is Change.Insert ? null : c), m => Families.Two("reassign", "on", m)),
        new("A tombstone stays for a day", t => Writes.Each(t, (s, c) => IsTombstone(s, c) && c is Change.Replace r ? new Change.Delete(r.RowKey, r.If) : c), m => Families.Two("tier", "alone", m)),
        new("A prompt becomes Pending only for a higher version", t => new Reads(t, Forgotten), m => Families.AllLive("edit", m)),
        new("Taking away leaves Sending and Sent readable", t => Writes.Each(t, Overwritten), m => Families.Napping("done", m)),
        new("The dispatcher never writes the revision", t => Writes.Each(t, Raised), m => Families.WithPass("snooze", m)),
        new("The send is claimed first", t => Writes.Each(t, (s, c) => s.Table == "prompts" && State(c) == "Sending" ? null : c), m => Families.AllLive("edit", m)),
        new("The step is read after the claim", t => new StepReadEarly(t), m => Families.PassTwice("done", m)),
        new("Only the step's own version is sent", VersionUnread, m => Families.WithPass("snooze", m)),
        new("A due row ahead of its prompt is left alone", AheadIsStale, m => Families.WithPass("plan", m)),
        new("The prompt is read after the commit", t => new Stale(t, "prompts", (_, sets) => sets is [{ Table: "work", Changes: [Change.Insert] }, ..], asked => asked == 0), m => Families.WithPass("done", m)),
        new("Nothing outside the customer changes before the commit", t => new Reorders(t, RemovedFirstAsync), m => Families.WithPass("done", m)),
        new("A hint without a commit is dropped only after a void", t => new Writes(t, s => s.Table == "crm" && s.Changes is [{ RowKey: var k }] && k.StartsWith("op|", StringComparison.Ordinal) ? null : s), m => Families.Stalled("snooze", m)),
        new("A void is written anew over a void", t => new Writes(t, s => s.Table == "crm" && s.Changes is [Change.Replace { RowKey: var k }] && k.StartsWith("op|", StringComparison.Ordinal) ? null : s), m => Families.GivenUp("snooze", m)),
        new("A commit that a void refused begins again with a hint", OneHintOnly, m => Families.Stalled("snooze", m)),
        new("A late writer writes no shadow", t => t, m => Families.Overslept("reassign", "on", m)) { WriterClockStands = true },
    ];

    private static Row Rev0(Row row) => Reads.With(row, json => json["rev"] = 0);

    private static string? State(Change change) => Reorders.Content(change)?["it"]?["state"]?.GetValue<string>();

    private static bool IsTombstone(ChangeSet set, Change change) => set.Table == "index" && Reorders.Content(change) is { } json && json.ContainsKey("goneAt");

    private static Task<Applied> HintLastAsync(Reorders it, IReadOnlyList<ChangeSet> sets) =>
        it.Tables.ApplyAsync([.. sets.OrderBy(s => Reorders.Hint(s))], default).AsTask();

    private static async Task<Applied> CommitLastAsync(Reorders it, IReadOnlyList<ChangeSet> sets)
    {
        it.Aside.AddRange(sets.Where(Reorders.Commit));
        List<ChangeSet> now = [.. sets.Any(Reorders.HintsEnd) ? it.Aside : [], .. sets.Where(s => !Reorders.Commit(s))];
        if (sets.Any(Reorders.HintsEnd))
        {
            it.Aside.Clear();
        }

        var applied = now.Count == 0 ? new Applied(0) : await it.Tables.ApplyAsync(now, default);
        return applied.All ? new Applied(sets.Count) : applied;
    }

    private static async Task<Applied> HintEndsFirstAsync(Reorders it, IReadOnlyList<ChangeSet> sets)
    {
        var applied = await it.Tables.ApplyAsync(sets, default);
        if (applied.All && sets.Any(Reorders.Commit) && sets.FirstOrDefault(Reorders.Hint) is { } hint)
        {
            await it.Tables.ApplyAsync([hint with { Changes = [new Change.Delete(hint.Changes[0].RowKey, null)] }], default);
        }

        return applied;
    }

    private static Task<Applied> PromptsFirstAsync(Reorders it, IReadOnlyList<ChangeSet> sets) =>
        it.Tables.ApplyAsync([.. sets.OrderBy(s => s.Table == "due")], default).AsTask();

    private static async Task<Applied> RemovedFirstAsync(Reorders it, IReadOnlyList<ChangeSet> sets)
    {
        if (sets.Any(Reorders.Commit))
        {
            var applied = await it.Tables.ApplyAsync([.. sets.Where(Reorders.Hint)], default);
            var prompts = await it.Tables.QueryAsync(new RowRange("prompts", "!", "~", "p|", "p}"), 100, null, default);
            foreach (var row in prompts.Rows)
            {
                var gone = Reads.With(row, json =>
                {
                    json["it"]!["state"] = "Removed";
                    json["it"]!["removedVer"] = json["it"]!["ver"]!.DeepClone();
                });
                await it.Tables.ApplyAsync([new ChangeSet("prompts", row.PartitionKey, [new Change.Put(row.RowKey, gone.Data)])], default);
            }

            return applied.All ? await it.Tables.ApplyAsync([.. sets.Where(s => !Reorders.Hint(s))], default) is var rest && rest.All ? new Applied(sets.Count) : rest with { Standing = rest.Standing + 1 } : applied;
        }

        return await it.Tables.ApplyAsync(sets, default);
    }

    private static ChangeSet Unguarded(ChangeSet set) => set.Table != "crm" || set.Changes.All(c => c.RowKey != "head") ? set : set with
    {
        Changes = [.. set.Changes.Select(c => c switch
        {
            Change.Replace r => new Change.Put(r.RowKey, r.Data),
            Change.Insert i when !i.RowKey.StartsWith("op|", StringComparison.Ordinal) => new Change.Put(i.RowKey, i.Data),
            _ => c,
        })],
    };

    private static Row Forgotten(string table, Row row) => table == "prompts" && Reads.With(row, _ => { }) is var read && State(new Change.Put(row.RowKey, read.Data)) == "Sent"
        ? Reads.With(row, json => { json["it"]!["ver"] = 0; json["it"]!["removedVer"] = 0; json["rev"] = 0; })
        : row;

    private static Change Overwritten(ChangeSet set, Change change) =>
        set.Table == "prompts" && change is Change.Replace r && State(r) is "Sending" or "Sent" && Reorders.Content(change)!["it"] is { } it
            && (it["removedVer"]?.GetValue<int>() ?? 0) >= it["ver"]!.GetValue<int>()
            ? Set(change, json => json["it"]!["state"] = "Removed")
            : change;

    private static Change Raised(ChangeSet set, Change change) => set.Table == "prompts" && State(change) is "Sending" or "Sent"
        ? Set(change, json => json["rev"] = json["rev"]!.GetValue<int>() + 1)
        : change;

    private static Change Set(Change change, Action<JsonObject> edit)
    {
        var json = Reorders.Content(change)!;
        edit(json);
        var data = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        return change switch
        {
            Change.Replace r => new Change.Replace(r.RowKey, r.If, data),
            Change.Insert i => new Change.Insert(i.RowKey, data),
            _ => new Change.Put(change.RowKey, data),
        };
    }

    private static Reads VersionUnread(ITables tables)
    {
        var claimed = new Dictionary<string, int>(StringComparer.Ordinal);
        return new Reads(
            tables,
            (table, row) => table == "crm" && row.RowKey.StartsWith("s|", StringComparison.Ordinal) && claimed.TryGetValue(row.RowKey[2..], out var ver)
                ? Reads.With(row, json => json["it"]!["ver"] = ver)
                : row,
            sets =>
            {
                claimed.Clear();
                foreach (var it in sets.Where(s => s.Table == "prompts").SelectMany(s => s.Changes).Where(c => State(c) == "Sending").Select(c => Reorders.Content(c)!["it"]!))
                {
                    claimed[it["stepId"]!.GetValue<string>()] = it["ver"]!.GetValue<int>();
                }
            });
    }

    private static Ahead AheadIsStale(ITables tables) => new(tables);

    private static Writes OneHintOnly(ITables tables)
    {
        var hinted = new HashSet<string>(StringComparer.Ordinal);
        return new Writes(tables, set => Reorders.Hint(set) && !hinted.Add(Reorders.Content(set.Changes[0])!["opId"]!.GetValue<string>()) ? null : set);
    }

    /// <summary>A list row that says the same as the stored one is not written.</summary>
    private sealed class SavesEqual(ITables inner) : MutantTables(inner)
    {
        public override async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            var left = new List<ChangeSet>();
            foreach (var set in sets)
            {
                var same = set.Table == "index" && set.Changes is [Change.Replace r]
                    && await Inner.GetAsync(set.Table, set.PartitionKey, r.RowKey, ct) is { } row && Said(row.Data) == Said(r.Data);
                if (!same)
                {
                    left.Add(set);
                }
            }

            var applied = left.Count == 0 ? new Applied(0) : await Inner.ApplyAsync(left, ct);
            return applied.All ? new Applied(sets.Count) : applied;
        }

        private static string Said(ReadOnlyMemory<byte> data)
        {
            var json = Json(data);
            json.Remove("rev");
            (json["it"] as JsonObject)?.Remove("rev");
            return json.ToJsonString();
        }
    }

    /// <summary>The dispatcher reads customers as they were when it looked at its prompts, before it claimed them.</summary>
    private sealed class StepReadEarly(ITables inner) : MutantTables(inner)
    {
        private Dictionary<(string, string), Row>? _then;
        private bool _serving;

        public override async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            if (_serving && table == "prompts" && _then is null)
            {
                _then = (await Inner.QueryAsync(new RowRange("crm", "!", "~"), 1000, null, ct)).Rows.ToDictionary(r => (r.PartitionKey, r.RowKey));
            }

            return _serving && table == "crm" && _then is { } then ? then.GetValueOrDefault((partitionKey, rowKey)) : await Inner.GetAsync(table, partitionKey, rowKey, ct);
        }

        public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            var page = await Inner.QueryAsync(range, take, next, ct);
            if (range.Table == "due")
            {
                // A pass looks for all that is due; at its end it looks for the next one only.
                (_serving, _then) = (take > 1, null);
            }

            return _serving && range.Table == "crm" && _then is { } then
                ? page with { Rows = [.. page.Rows.Select(r => then.GetValueOrDefault((r.PartitionKey, r.RowKey)) ?? r)] }
                : page;
        }
    }

    /// <summary>To the dispatcher a prompt that is missing or older than a due row looks like one that is settled.</summary>
    private sealed class Ahead(ITables inner) : MutantTables(inner)
    {
        private readonly Dictionary<string, (int Ver, int Plan)> _due = new(StringComparer.Ordinal);
        private bool _serving;

        public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            var page = await Inner.QueryAsync(range, take, next, ct);
            _serving = range.Table == "due";
            foreach (var json in page.Rows.Where(_ => _serving).Select(r => Json(r.Data)))
            {
                _due[json["promptId"]!.GetValue<string>()] = (json["ver"]!.GetValue<int>(), json["plan"]!.GetValue<int>());
            }

            return page;
        }

        public override async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            var row = await Inner.GetAsync(table, partitionKey, rowKey, ct);
            if (!_serving || table != "prompts" || !rowKey.StartsWith("p|", StringComparison.Ordinal) || !_due.TryGetValue(rowKey[2..], out var due))
            {
                return row;
            }

            if (row is null)
            {
                var none = $$$"""{"v":1,"rev":0,"it":{"id":"{{{rowKey[2..]}}}","kind":"FollowUp","customerId":"c1","stepId":"s1","ver":99,"removedVer":99,"dueAt":"2025-09-17T01:00:00+00:00","fireAt":"2025-09-17T01:00:00+00:00","plan":99,"state":"Removed","attempt":0,"resent":0}}""";
                return new Row(partitionKey, rowKey, new ETag("none"), System.Text.Encoding.UTF8.GetBytes(none));
            }

            return Json(row.Data)["it"]!["ver"]!.GetValue<int>() < due.Ver ? Reads.With(row, json => json["it"]!["ver"] = 99) : row;
        }
    }
}
