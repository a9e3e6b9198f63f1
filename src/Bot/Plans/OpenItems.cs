using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Plans;

/// <summary>Something that a person has to do. Customer and name are empty for a reminder of their own.</summary>
internal sealed record OpenItem(string CustomerId, string CustomerName, Step Step);

/// <summary>Everything that lies open for a person: what they owe customers, and their own reminders.</summary>
internal sealed class OpenItems(IndexStore index, OwnStepStore own)
{
    /// <summary>The earliest due first.</summary>
    public async Task<IReadOnlyList<OpenItem>> OfAsync(string tenant, string personId, CancellationToken ct)
    {
        var stakes = await index.OfPersonAsync(tenant, personId, ct);
        var mine = await own.AllAsync(tenant, personId, ct);
        return
        [
            .. stakes.SelectMany(stake => stake.OpenSteps.Where(s => s.By == OwedBy.Us).Select(s => new OpenItem(stake.CustomerId, stake.CustomerName, s)))
                .Concat(mine.Where(s => s.State == StepState.Open).Select(s => new OpenItem("", "", s)))
                .OrderBy(i => i.Step.DueAt).ThenBy(i => i.Step.Id, StringComparer.Ordinal),
        ];
    }
}
