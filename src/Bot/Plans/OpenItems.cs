using CrmBot.Bot.Conversation;
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

/// <summary>Changes one open item of the speaker, wherever it is kept. Made once for each operation.</summary>
internal sealed class ItemChanges(CustomerStore customers, OwnStepStore own)
{
    /// <summary>False when it is not there, not open or not theirs any more.</summary>
    /// <param name="ofCustomer">What changes in the customer; pure.</param>
    /// <param name="ofOwn">The own reminder as it is to be; pure.</param>
    public async Task<bool> ChangeAsync(
        Turn turn, string customerId, string stepId, string opId, Func<CustomerFile, Step, CustomerEdit> ofCustomer, Func<Step, Step> ofOwn, CancellationToken ct)
    {
        if (customerId.Length == 0)
        {
            return await own.ChangeAsync(turn.Tenant, turn.Me.Id, stepId, opId, s => s is { State: StepState.Open } ? ofOwn(s) : s, ct)
                is OwnChange.Committed or OwnChange.AlreadyDone;
        }

        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, customerId, opId, turn.Me.Id, turn.Now),
            file => file?.Steps.FirstOrDefault(s => s.Id == stepId) is not { State: StepState.Open } step ? new Decision<NotFiled>.No(NotFiled.Closed)
                : !Sight.Act(turn.Me, step, file.Head, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : new Decision<NotFiled>.Commit(ofCustomer(file, step), null, step.Id),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone;
    }

    public Task<bool> CancelAsync(Turn turn, string customerId, string stepId, CancellationToken ct) => ChangeAsync(
        turn, customerId, stepId, Ids.Hash(turn.Tenant, stepId, "cancel-plan"), (file, s) => Steps.Cancel(file, s, turn.Now),
        s => s with { State = StepState.Cancelled, ClosedAt = turn.Now }, ct);

    /// <param name="opId">Names this one putting off.</param>
    public Task<bool> PutOffAsync(Turn turn, OpenItem item, DateOnly day, TimeOnly? time, string opId, CancellationToken ct) => ChangeAsync(
        turn, item.CustomerId, item.Step.Id, opId, (file, s) => Steps.PutOff(file, s, day, time), s => Moved(s, day, time), ct);

    public static Step Moved(Step step, DateOnly day, TimeOnly? time) => step with { DueDay = day, DueTime = time, DueAt = Due.At(day, time, step.Zone) };
}
