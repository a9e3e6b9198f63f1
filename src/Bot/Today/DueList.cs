using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Today;

/// <summary>Something open that concerns a person, with the line that shows it.</summary>
/// <param name="Section">Whose it is; empty for the person's own.</param>
/// <param name="CustomerName">Empty for a reminder of one's own.</param>
internal sealed record OpenThing(string Section, string CustomerName, Step Step, StepRow Row, bool IsDue, bool OfTeam)
{
    /// <summary>The word of care that the line tells of too; null for none.</summary>
    public Step? Along { get; init; }
}

/// <summary>
/// Everything open that concerns a person, in the order of their list: what is theirs and what they stand in for by its day, then of
/// direct reports what the manager's own message tells of.
/// </summary>
internal sealed class DueList(OpenItems items, IndexStore index, ReachStore reach, CustomerStore customers)
{
    public async Task<IReadOnlyList<OpenThing>> OpenAsync(Turn turn, CancellationToken ct)
    {
        var mine = await items.OfAsync(turn.Tenant, turn.Me.Id, ct);
        List<OpenThing> all = [.. mine.Select(i => Thing(turn, "", i.CustomerId, i.CustomerName, i.Step, null, ""))];
        await foreach (var (away, stakes) in index.OfPeopleAsync(turn.Tenant, turn.Company.CoveredBy(turn.Me.Id), ct))
        {
            all.AddRange(Open(stakes).Where(s => Due.IsForToday(s.Step, turn.Now)).OrderBy(s => s.Step.DueAt)
                .Select(s => Thing(turn, Digest.Covering(turn, away), s.Stake.CustomerId, s.Stake.CustomerName, s.Step, null, "")));
        }

        all = await JoinedAsync(turn, all, ct);
        all.AddRange(await OfTeamAsync(turn, ct));
        return all;
    }

    /// <summary>
    /// A word of care and the step of the same contact and moment are one row, as they are one message. Only a customer with both of one
    /// person at one moment is read.
    /// </summary>
    private async Task<List<OpenThing>> JoinedAsync(Turn turn, List<OpenThing> all, CancellationToken ct)
    {
        var both = all.Where(t => t.Row.Customer.Length > 0).GroupBy(t => (t.Row.Customer, t.Step.OwnerId, t.Step.DueAt)).Where(g => g.Any(t => t.Step.Kind is null) && g.Any(t => t.Step.Kind is not null))
            .Select(g => g.Key.Customer).Distinct(StringComparer.Ordinal);
        foreach (var file in (await Task.WhenAll(both.Select(id => customers.LoadAsync(turn.Tenant, id, ct).AsTask()))).OfType<CustomerFile>())
        {
            foreach (var step in file.OpenSteps.Where(s => CarePlan.Along(file, s) is not null))
            {
                var care = CarePlan.Along(file, step)!;
                if (all.FindIndex(t => t.Step.Id == step.Id) is >= 0 and var at && all.RemoveAll(t => t.Step.Id == care.Id) > 0)
                {
                    at = all.FindIndex(t => t.Step.Id == step.Id);
                    all[at] = all[at] with { Along = care, Row = StepRow.Of(turn, file.Head.Id, file.Head.Name, step with { What = CareWording.Joined(turn.Say, file, step) }) };
                }
            }
        }

        return all;
    }

    private async Task<IEnumerable<OpenThing>> OfTeamAsync(Turn turn, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var team = new List<OpenThing>();
        var reports = turn.Company.Members.Where(p => p.ManagerId == turn.Me.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        await foreach (var (id, stakes) in index.OfPeopleAsync(turn.Tenant, reports.Keys, ct))
        {
            var due = Open(stakes).Where(s => s.Step.Kind is null && Due.IsForToday(s.Step, turn.Now)).ToList();
            var unreached = due.Count > 0 && await reach.GetAsync(turn.Tenant, id, ct) is not { State: ReachState.Active };
            team.AddRange(due.Where(s => unreached || Nudges.DaysLate(s.Step.DueDay, Zones.DayOf(turn.Now, s.Step.Zone), reports[id]) >= Nudges.Later[^1])
                .Select(s => Thing(turn, words["teamSection"], s.Stake.CustomerId, s.Stake.CustomerName, s.Step, reports[id].Name, unreached ? words["teamUnreached"] : "") with { OfTeam = true }));
        }

        return team.OrderBy(t => t.Step.DueAt);
    }

    private static IEnumerable<(Stake Stake, Step Step)> Open(IReadOnlyList<Stake> stakes) =>
        stakes.SelectMany(stake => stake.OpenSteps.Select(step => (stake, step))).Where(s => s.step.By == OwedBy.Us);

    private static OpenThing Thing(Turn turn, string section, string customerId, string customerName, Step step, string? whose, string more) =>
        new(section, customerName, step, StepRow.Of(turn, customerId, customerName, step, whose, more), Due.IsForToday(step, turn.Now), false);
}
