using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// What waits for a person is planned again by their hours, zone and absences as they stand now, and by their own reminders.
/// Done by whoever changed the person, and once more by the relay.
/// </summary>
internal sealed class Replans(ITables tables, IDueSignal signal)
{
    private const int SetSize = 90;
    private readonly Planning _planning = new(tables);

    /// <returns>False when somebody wrote in between: then it is to be done again.</returns>
    public async ValueTask<bool> OfAsync(string tenant, Person person, CancellationToken ct)
    {
        var own = new List<ChangeSet>();
        var steps = await tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.OfPerson(tenant, person.Id), Keys.Steps), ct);
        var earliest = await _planning.OfPersonAsync(tenant, person.Id, steps.Select(r => r.As(StoreJson.Default.KeptStep).It), own, ct);
        var all = own.Count == 0 || (await tables.ApplyAsync(own, ct)).All;

        var partition = Keys.Recipient(tenant, person.Id);
        var rows = await tables.AllAsync(RowRange.Prefix(Keys.Prompts, partition, Keys.PromptsOf), ct);
        foreach (var chunk in rows.Select(r => (Row: r, Kept: r.As(StoreJson.Default.KeptPrompt), Next: Next(r.As(StoreJson.Default.KeptPrompt).It, person))).Where(p => p.Next is not null).Chunk(SetSize))
        {
            var due = DueRow.Sets(chunk.Select(p => DueRow.Of(tenant, person.Id, p.Next!)));
            var changes = chunk.Select(p => PromptStore.Write(new SeenPrompt(p.Kept.It, p.Kept.Rev) { Row = p.Row }, p.Next!));
            all &= (await tables.ApplyAsync([.. due, new ChangeSet(Keys.Prompts, partition, [.. changes])], ct)).All;
            var first = chunk.Min(p => p.Next!.FireAt);
            earliest = earliest is null || first < earliest ? first : earliest;
        }

        if (earliest is { } at)
        {
            signal.Planned(at);
        }

        return all;
    }

    /// <summary>
    /// Null for what stays as it is: what was tried already waits for its next try, and what was put off is judged anew when
    /// its hour comes.
    /// </summary>
    private static Prompt? Next(Prompt prompt, Person person)
    {
        var last = prompt.Trail is { Count: > 0 } trail ? trail[^1] : null;
        if (prompt.State is not (PromptState.Pending or PromptState.Moved) || prompt.Ver <= prompt.RemovedVer || prompt.NotBefore is not null || prompt.ForId is not null
            || last?.Why is PromptMark.Closed or PromptMark.Enough || (last?.Why == PromptMark.Muted && person.Mutes?.Any(m => m.CustomerId == prompt.CustomerId && m.Contact is null) == true))
        {
            return null;
        }

        // What a delegate has comes back on the return from the absence it was moved in; a later nudge keeps its day.
        var planned = prompt.State == PromptState.Moved ? SendPlan.List(Absence.Return(person, Zones.DayOf(last!.At, person.Zone)), person)
            : prompt.Nudge is null ? SendPlan.Of(prompt.Day, prompt.DueAt, person)
            : SendPlan.List(Zones.DayOf(prompt.FireAt, person.Zone), person);
        return planned.At == prompt.FireAt && planned.AskedUntil == prompt.AskedUntil
            ? null
            : prompt with { FireAt = planned.At, AskedUntil = planned.AskedUntil, Plan = prompt.Plan + 1 };
    }
}
