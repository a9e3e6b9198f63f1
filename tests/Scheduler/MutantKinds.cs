using System.Text.Json.Nodes;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests;

/// <summary>A list row that says the same as the stored one is not written.</summary>
internal sealed class SavesEqual(ITables inner) : MutantTables(inner)
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
internal sealed class StepReadEarly(ITables inner) : MutantTables(inner)
{
    private Dictionary<(string, string), Row>? _then;
    private bool _serving;

    public override async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
        _serving && table == "crm" && _then is { } then ? then.GetValueOrDefault((partitionKey, rowKey)) : await Inner.GetAsync(table, partitionKey, rowKey, ct);

    public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        if (_serving && range.Table == "prompts" && _then is null)
        {
            _then = (await Inner.QueryAsync(new RowRange("crm", "!", "~"), 1000, null, ct)).Rows.ToDictionary(r => (r.PartitionKey, r.RowKey));
        }

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
internal sealed class Ahead(ITables inner) : MutantTables(inner)
{
    private readonly Dictionary<(string Recipient, string Prompt), int> _due = [];

    public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        var page = await Inner.QueryAsync(range, take, next, ct);
        if (range.Table == "due")
        {
            foreach (var json in page.Rows.Select(r => Json(r.Data)))
            {
                _due[("t1|r|" + json["recipient"]!.GetValue<string>(), json["promptId"]!.GetValue<string>())] = json["ver"]!.GetValue<int>();
            }
        }

        return range is { Table: "prompts", FromRow: "day" } ? page with { Rows = [.. page.Rows.Select(Seen), .. Missing(range.FromPartition, page.Rows)] } : page;
    }

    private Row Seen(Row row) =>
        row.RowKey.StartsWith("p|", StringComparison.Ordinal) && _due.TryGetValue((row.PartitionKey, row.RowKey[2..]), out var ver)
            && Json(row.Data)["it"]!["ver"]!.GetValue<int>() < ver
            ? Reads.With(row, json => json["it"]!["ver"] = 99)
            : row;

    private IEnumerable<Row> Missing(string partition, IReadOnlyList<Row> rows)
    {
        foreach (var (recipient, prompt) in _due.Keys.Where(d => d.Recipient == partition && rows.All(r => r.RowKey != "p|" + d.Prompt)))
        {
            var none = $$$"""{"v":1,"rev":0,"it":{"id":"{{{prompt}}}","kind":"FollowUp","customerId":"c1","stepId":"s1","ver":99,"removedVer":99,"dueAt":"2025-09-17T01:00:00+00:00","fireAt":"2025-09-17T01:00:00+00:00","plan":99,"state":"Removed","attempt":0,"resent":0}}""";
            yield return new Row(recipient, "p|" + prompt, new ETag("none"), System.Text.Encoding.UTF8.GetBytes(none));
        }
    }
}
