using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler;

/// <summary>What follows a reminder that was brought, or cannot be: the next nudge, and the manager.</summary>
/// <param name="person">The recipient; null when nothing is known of them.</param>
internal sealed class Nagging(PromptMoves moves, Doorkeeper.Members members, Work work, Person? person)
{
    /// <summary>
    /// What was brought before its day comes again on it. A next step that is still open comes again, one and three worked days after
    /// its day; what is left then is told to the manager, on the third day and with the manager's own list, so that all of it is one
    /// message. A promise of the customer's comes again the same way, and is nobody's arrear.
    /// </summary>
    /// <param name="over">What becomes of everything else.</param>
    public async ValueTask<Settlement> NextAsync(Prompt prompt, Settlement over, CancellationToken ct)
    {
        var owner = prompt.ForId is null ? person : await members.FindAsync(prompt.ForId, ct);
        if (prompt.Kind is not (PromptKind.FollowUp or PromptKind.Promise) || prompt.CustomerId.Length == 0 || owner is null || person is null)
        {
            return over;
        }

        var dueDay = prompt.Day ?? Zones.DayOf(prompt.DueAt, person.Zone);
        var today = Zones.DayOf(work.Now, person.Zone);
        var next = today < dueDay ? Absence.Return(person, dueDay) : Nudges.After(dueDay, today, person);
        var last = Nudges.EscalationDay(dueDay, owner);
        if ((next is null || next >= last) && prompt.Kind == PromptKind.FollowUp && owner.ManagerId is { } managerId)
        {
            await EscalateAsync([prompt], owner, managerId, null, ct, last > Zones.DayOf(work.Now, owner.Zone) ? last : null);
        }

        if (next is not { } day)
        {
            return over;
        }

        var list = SendPlan.List(day, person);
        return over with { State = PromptState.Pending, FireAt = list.At, AskedUntil = list.AskedUntil, IsNudge = true };
    }

    /// <summary>Whose reminders cannot be brought keeps them; the manager sees them meanwhile.</summary>
    public async ValueTask UnreachedAsync(IReadOnlyList<Prompt> waiting, CancellationToken ct)
    {
        if (person?.ManagerId is { } managerId)
        {
            await EscalateAsync([.. waiting.Where(p => p is { Kind: not (PromptKind.Escalation or PromptKind.Reminder or PromptKind.Promise), CustomerId.Length: > 0 })], person, managerId, PromptMark.Unreachable, ct);
        }
    }

    /// <summary>Tells a manager of steps of a report with the next list.</summary>
    public async ValueTask EscalateAsync(IReadOnlyList<Prompt> steps, Person owner, string managerId, string? why, CancellationToken ct, DateOnly? day = null)
    {
        if (steps.Count > 0 && managerId != owner.Id && await members.FindAsync(managerId, ct) is { Left: false } manager)
        {
            var list = day is { } on ? SendPlan.List(on, manager) : SendPlan.ListAfter(work.Now, manager);
            await moves.EscalateAsync(work.Tenant, managerId, owner.Id, steps, list, why, ct);
        }
    }
}
