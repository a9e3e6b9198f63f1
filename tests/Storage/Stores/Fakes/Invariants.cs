using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>
/// What must hold of everything a tenant stored whenever no change is under way: the truth is whole, and every shadow says
/// what the truth says. Written against the stored rows, not with the code that makes them.
/// </summary>
internal sealed class Invariants
{
    private readonly string _tenant;
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, Row> _index;
    private readonly Dictionary<(string Recipient, string Key), Row> _prompts;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CustomerRows> _customers = new(StringComparer.Ordinal);
    private readonly List<DueRow> _due;
    private readonly List<Row> _rows;

    private Invariants(string tenant, IReadOnlyList<Row> crm, IReadOnlyList<Row> index, IReadOnlyList<Row> prompts, IEnumerable<Row> due)
    {
        _tenant = tenant;
        _rows = [.. crm];
        _index = index.ToDictionary(r => r.PartitionKey + "/" + r.RowKey, StringComparer.Ordinal);
        _prompts = prompts.ToDictionary(r => (r.PartitionKey, r.RowKey));
        _due = [.. due.Select(r => r.As(StoreJson.Default.DueRow)).Where(d => d.Tenant == tenant)];
    }

    /// <summary>One sentence for each that is broken.</summary>
    /// <param name="hintsMayStand">Something was begun that has no receipt, and it is too early to give it up.</param>
    public static async Task<IReadOnlyList<string>> BrokenAsync(ITables tables, string tenant, bool hintsMayStand = false)
    {
        // SQLite writes the end of a hint along with the next write.
        await tables.ApplyAsync(new ChangeSet(Keys.Sys, "test", [new Change.Put("write", "{}"u8.ToArray())]), default);
        var (from, to) = (tenant + "|", tenant + "}");
        var all = new Invariants(
            tenant,
            await tables.AllAsync(new RowRange(Keys.Crm, from, to), default),
            await tables.AllAsync(new RowRange(Keys.Index, from, to), default),
            await tables.AllAsync(new RowRange(Keys.Prompts, from, to), default),
            await tables.AllAsync(new RowRange(Keys.Due, "0", ":"), default));
        all.Check();
        var jobs = (await tables.AllAsync(new RowRange(Keys.Sys, Keys.Jobs), default)).Select(r => r.As(StoreJson.Default.JobRow).It).ToList();
        var unfiled = all._rows.Where(r => r.RowKey.StartsWith(Keys.AllEvents, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.EventRow)).Where(e => e.Kind == EventRow.Unfiled);
        foreach (var gone in unfiled.Where(e => !jobs.Exists(j => j.Tenant == tenant && j.Id == e.OpId && j.Kind == RecordGone.Kind && RecordGone.OrderOf(j).FollowUp == e.Id)))
        {
            all._broken.Add($"{gone.Id} went by {gone.OpId} and no job does what is left of it");
        }

        var hints = await tables.AllAsync(new RowRange(Keys.Work, "0", ":"), default);
        foreach (var hint in hints.Select(r => r.As(StoreJson.Default.HintRow)).Where(h => h.Tenant == tenant && !hintsMayStand))
        {
            all._broken.Add($"a hint of {hint.OpId} is left");
        }

        return all._broken;
    }

    private void Check()
    {
        foreach (var partition in _rows.Where(r => r.PartitionKey.StartsWith(_tenant + "|c|", StringComparison.Ordinal)).GroupBy(r => r.PartitionKey))
        {
            var customer = new CustomerRows([.. partition]);
            if (customer.Head is not null)
            {
                _customers[customer.Id] = customer;
                _broken.AddRange(customer.Broken().Select(b => $"{customer.Id}: {b}"));
                if (customer.IsLive)
                {
                    Lists(customer);
                }

                Copies(customer);
            }
            else if (customer.Events.Count + customer.Steps.Count > 0)
            {
                _broken.Add($"{partition.Key} has rows and no head");
            }
        }

        Steps();
        Live();
        Company();
        foreach (var (key, row) in _index.Where(r => !_seen.Contains(r.Key)))
        {
            var isTombstone = (row.PartitionKey.StartsWith(_tenant + "|o|", StringComparison.Ordinal) && row.As(StoreJson.Default.StakeRow).It is null)
                || (row.PartitionKey.StartsWith(_tenant + "|n|", StringComparison.Ordinal) && row.As(StoreJson.Default.NameRow).It is null);
            Expect(isTombstone || row.PartitionKey == Keys.NameLog(_tenant), $"index row {key} follows from nothing");
        }
    }

    /// <summary>A list row for everybody involved, of the head's revision, and names to be found by.</summary>
    private void Lists(CustomerRows c)
    {
        var head = c.Head!.It;
        var open = c.Steps.Where(s => s.State == StepState.Open).OrderBy(s => s.DueAt).ToList();
        foreach (var person in open.Select(s => s.OwnerId).Concat(head.Helpers).Append(head.OwnerId).Distinct())
        {
            var stake = Index($"{_tenant}|o|{person}", c.Id)?.As(StoreJson.Default.StakeRow);
            Expect(stake?.It is not null, $"{c.Id} is not on the list of {person}");
            var part = person == head.OwnerId ? Part.Owner : head.Helpers.Contains(person) ? Part.Helper : Part.StepOwner;
            var said = stake?.It;
            Expect(
                said is null || (stake!.Rev == c.Head.Rev && said.Rev == c.Head.Rev && said.Part == part && said.CustomerName == head.Name && said.OwnerId == head.OwnerId
                    && (said.Tier, said.Stage, said.Status, said.LastContact) == (head.Tier, head.Stage, head.Status, head.LastContact)
                    && said.OpenSteps.SequenceEqual(open.Where(s => s.OwnerId == person))
                    && said.OpenComplaint == c.Complaints.Any(x => x.ClosedAt is null)
                    && said.LastScore == c.Scores.OrderBy(s => s.Day).LastOrDefault()?.Score),
                $"the list of {person} says something else of {c.Id}");
        }

        var name = _index.Values.FirstOrDefault(r => r.PartitionKey.StartsWith(_tenant + "|n|", StringComparison.Ordinal) && r.RowKey == c.Id);
        var found = name is null ? null : Index(name.PartitionKey, c.Id)!.As(StoreJson.Default.NameRow);
        Expect(
            found is { It: not null } && found.Rev == c.Head.Rev && found.It.Name == head.Name && found.It.OwnerId == head.OwnerId && found.It.LastContact == head.LastContact
                && found.It.Aliases.SequenceEqual(head.Aliases) && c.Contacts.All(k => found.It.ContactNames.Contains(k.Name)),
            $"the name row of {c.Id} is missing or old");
    }

    /// <summary>Every event has its copy for the audit, and its fact when it is one.</summary>
    private void Copies(CustomerRows c)
    {
        foreach (var (nth, e) in c.Events)
        {
            var at = $"{e.Rev:D10}|{nth:D2}";
            var copy = _index.FirstOrDefault(r => r.Key.StartsWith($"{_tenant}|audit|{e.At.UtcDateTime:yyyyMMdd}|", StringComparison.Ordinal)
                && r.Key.EndsWith($"|{c.Id}|{at}", StringComparison.Ordinal));
            Expect(
                copy.Key is not null && copy.Value.As(StoreJson.Default.AuditRow) is { } kept && kept.CustomerId == c.Id
                    && Rows.Bytes(kept.It, StoreJson.Default.EventRow).AsSpan().SequenceEqual(Rows.Bytes(e, StoreJson.Default.EventRow)),
                $"event {at} of {c.Id} has no true copy");
            _ = copy.Key is null || _seen.Add(copy.Key);

            var code = FactOf(e);
            var person = e.Kind == "edited" ? e.ById : e.Owner ?? e.ById;
            if (code == "done" && e.ById != person)
            {
                var closed = Index($"{_tenant}|a|{e.ById}|{e.At.UtcDateTime:yyyyMM}", $"{e.At.UtcTicks:D19}|{c.Id}|{e.Rev}|{nth}");
                Expect(closed?.As(StoreJson.Default.FactRow).Code == "closed", $"event {at} of {c.Id} has no fact for who closed it");
            }

            var fact = Index($"{_tenant}|a|{person}|{e.At.UtcDateTime:yyyyMM}", $"{e.At.UtcTicks:D19}|{c.Id}|{e.Rev}|{nth}");
            Expect(fact?.As(StoreJson.Default.FactRow).Code == code, $"event {at} of {c.Id} has the fact {fact?.As(StoreJson.Default.FactRow).Code ?? "none"}, not {code ?? "none"}");
        }
    }

    private static string? FactOf(EventRow e) => e switch
    {
        { Kind: "head" } when e.StatusBefore != e.Status => "status",
        { Kind: "step", StateBefore: null } when e.State == StepState.Open => "due",
        { Kind: "step", State: StepState.Done } when e.StateBefore != StepState.Done => "done",
        { Kind: "step", State: StepState.Cancelled } when e.StateBefore != StepState.Cancelled => "cancelled",
        { Kind: "step", State: StepState.Open } when e.StateBefore != StepState.Open => "reopened",
        { Kind: "step" } when e.DueBefore != e.Due => "moved",
        { Kind: "step" } when e.OwnerBefore != e.Owner => "assigned",
        { Kind: "filed" or "edited" or "unfiled" or "complaint" or "score" or "order" or "touch" } => e.Kind,
        _ => null,
    };

    /// <summary>Every open dated step of ours has one prompt of its version, live, parked or settled by the dispatcher.</summary>
    private void Steps()
    {
        foreach (var c in _customers.Values.Where(c => c.IsLive))
        {
            foreach (var step in c.Steps.Where(s => s.State == StepState.Open))
            {
                var prompt = PromptOf(step.OwnerId, step.Id);
                Expect(
                    prompt is not null && prompt.Ver == step.Ver && prompt.RemovedVer < step.Ver && prompt.DueAt == step.DueAt
                        && prompt.CustomerId == c.Id && prompt.State != PromptState.Removed,
                    $"step {step.Id} of {c.Id}, version {step.Ver}, has the prompt {prompt?.State.ToString() ?? "none"} of version {prompt?.Ver}");
            }
        }
    }

    /// <summary>Every live prompt is wanted and has a due row; no due row is ahead of its prompt; nobody who can be reached has a parked one.</summary>
    private void Live()
    {
        foreach (var (key, row) in _prompts.Where(p => p.Key.Key.StartsWith("p|", StringComparison.Ordinal)))
        {
            var prompt = row.As(StoreJson.Default.KeptPrompt).It;
            var recipient = key.Recipient[(_tenant + "|r|").Length..];
            var step = _customers.GetValueOrDefault(prompt.CustomerId) is { IsLive: true } customer ? customer.Steps.FirstOrDefault(s => s.Id == prompt.StepId) : null;
            step ??= prompt.CustomerId.Length > 0 ? null : Own(recipient, prompt.StepId);
            var isWanted = prompt.ForId is not null || (step is { State: StepState.Open } && step.OwnerId == recipient);
            Expect(isWanted || prompt.State is not (PromptState.Pending or PromptState.Parked or PromptState.Moved), $"prompt of {prompt.StepId} to {recipient} is {prompt.State} and not wanted");
            Expect(
                prompt.State is not (PromptState.Pending or PromptState.Moved) || _due.Any(d => d.PromptId == prompt.Id && d.Recipient == recipient && d.At == prompt.FireAt && d.Ver == prompt.Ver && d.Plan == prompt.Plan),
                $"the live prompt of {prompt.StepId} to {recipient} has no due row");
            var reach = _prompts.GetValueOrDefault((key.Recipient, "reach"))?.As(StoreJson.Default.ReachRow).It;
            Expect(prompt.State != PromptState.Parked || reach?.State != ReachState.Active, $"{recipient} can be reached and has a parked prompt");
        }

        foreach (var due in _due)
        {
            var prompt = _prompts.GetValueOrDefault(($"{_tenant}|r|{due.Recipient}", "p|" + due.PromptId))?.As(StoreJson.Default.KeptPrompt).It;

            // One that a release wrote before it broke off stays until the recipient is in touch again; one for a delegate or a
            // manager until its writer comes again.
            Expect(
                due.ForId is not null || (prompt is not null && (due.Ver <= prompt.RemovedVer || due.Ver < prompt.Ver || (due.Ver == prompt.Ver && (due.Plan <= prompt.Plan || prompt.State == PromptState.Parked)))),
                $"a due row of {due.StepId} is ahead of its prompt");
        }
    }

    /// <summary>The list of everyone says of each person what the person's own row says.</summary>
    private void Company()
    {
        foreach (var row in _rows.Where(r => r.PartitionKey.StartsWith(_tenant + "|p|", StringComparison.Ordinal) && r.RowKey == "person"))
        {
            var person = row.As(StoreJson.Default.KeptPerson);
            var listed = _rows.FirstOrDefault(r => r.PartitionKey == _tenant + "|people" && r.RowKey == "p|" + person.It.Id);
            Expect(listed is not null && Encoding.UTF8.GetString(listed.Data.Span) == Encoding.UTF8.GetString(row.Data.Span), $"the list of everyone says something else of {person.It.Id}");
        }
    }

    private Step? Own(string personId, string stepId) =>
        _rows.FirstOrDefault(r => r.PartitionKey == $"{_tenant}|p|{personId}" && r.RowKey == "s|" + stepId)?.As(StoreJson.Default.KeptStep).It;

    private Prompt? PromptOf(string recipient, string stepId) =>
        _prompts.GetValueOrDefault(($"{_tenant}|r|{recipient}", "p|" + Prompt.IdOf(stepId)))?.As(StoreJson.Default.KeptPrompt).It;

    private Row? Index(string partition, string key)
    {
        var row = _index.GetValueOrDefault(partition + "/" + key);
        _ = row is not null && _seen.Add(partition + "/" + key);
        return row;
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _broken.Add(otherwise);
        }
    }
}
