namespace CrmBot.Domain;

/// <summary>Why a customer is not given to somebody else.</summary>
public enum NotGiven
{
    /// <summary>There is no such customer, or it is gone.</summary>
    NoCustomer,

    /// <summary>The one who asks may not decide it.</summary>
    NotTheirs,

    /// <summary>It was given to somebody meanwhile.</summary>
    Outdated,

    /// <summary>The one who shall get it has left, or never was here.</summary>
    NobodyThere,
}

/// <summary>Who owns a customer, and what moves when that changes. Each is one change of the customer.</summary>
public static class Ownership
{
    /// <summary>
    /// True for the owner, for whoever the owner reports to at any depth, and for an administrator. An administrator decides it
    /// without seeing the content: the name and the owner are for everyone, and without it a customer whose owner has left
    /// without a manager could be given to nobody.
    /// </summary>
    public static bool MayGive(Person by, string ownerId, Company company) =>
        by.Id == ownerId || by.Role == Role.Admin || company.ReportsTo(ownerId, by.Id);

    /// <summary>True for the owner and whoever the owner reports to at any depth: they decide who else sees the customer.</summary>
    public static bool MayShare(Person by, string ownerId, Company company) => by.Id == ownerId || company.ReportsTo(ownerId, by.Id);

    /// <summary>What is in a person's hands at a customer and moves with it: their open steps, ours and the customer's alike.</summary>
    public static IEnumerable<Step> Moves(CustomerFile file, string personId) => file.OpenSteps.Where(s => s.OwnerId == personId);

    /// <summary>
    /// The customer in the hands of <paramref name="to"/>: the owner, that owner's open steps with their reminders, and that
    /// owner's open complaints. What others owe at the customer stays theirs.
    /// </summary>
    public static CustomerEdit Reassign(CustomerFile file, Person to) => new(
        "reassigned",
        file.Head with { OwnerId = to.Id, Helpers = [.. file.Head.Helpers.Where(h => h != to.Id)] })
    {
        Steps = [.. Moves(file, file.Head.OwnerId).Select(s => Steps.Handed(s, to))],
        Complaints = Complaints(file, file.Head.OwnerId, to),
    };

    /// <summary>
    /// Everything of <paramref name="from"/> at one customer in the hands of <paramref name="to"/>: as <see cref="Reassign"/> where
    /// they own it; else their open steps and complaints, and their place as a helper. Null when they have no part in it any
    /// more, so that handing over twice changes nothing.
    /// </summary>
    public static CustomerEdit? HandOver(CustomerFile file, string from, Person to)
    {
        var head = file.Head;
        if (head.OwnerId == from)
        {
            var edit = Reassign(file, to);
            return edit with { Head = edit.Head with { Helpers = [.. edit.Head.Helpers.Where(h => h != from)] } };
        }

        List<Step> steps = [.. Moves(file, from).Select(s => Steps.Handed(s, to))];
        var complaints = Complaints(file, from, to);
        var helped = head.Helpers.Contains(from, StringComparer.Ordinal);
        if (steps.Count == 0 && complaints.Count == 0 && !helped)
        {
            return null;
        }

        IReadOnlyList<string> helpers = !helped ? head.Helpers
            : [.. head.Helpers.Where(h => h != from && h != to.Id), .. head.OwnerId == to.Id ? Array.Empty<string>() : [to.Id]];
        return new CustomerEdit("handed-over", head with { Helpers = helpers }) { Steps = steps, Complaints = complaints };
    }

    /// <summary>The customer with one more helper, who sees it from then on. Who decides that: <see cref="MayGive"/>.</summary>
    public static CustomerEdit LetHelp(CustomerFile file, Person helper) => new(
        "helper-added",
        file.Head with { Helpers = [.. file.Head.Helpers.Append(helper.Id).Where(h => h != file.Head.OwnerId).Distinct(StringComparer.Ordinal)] });

    /// <summary>
    /// Who gets which manager when <paramref name="from"/> hands over to <paramref name="to"/>: those who report to
    /// <paramref name="from"/> report to <paramref name="to"/>; whom <paramref name="to"/> reports to, and <paramref name="to"/>, move
    /// up to the manager of <paramref name="from"/>, so that nobody becomes their own superior. Sorted by id.
    /// </summary>
    public static IReadOnlyList<(Person Report, string? ManagerId)> Reports(Company company, string from, string to) =>
    [
        .. company.People.Where(p => p.ManagerId == from && p.Id != from).OrderBy(p => p.Id, StringComparer.Ordinal)
            .Select(p => (p, p.Id == to || company.ReportsTo(to, p.Id) ? company.Find(from)?.ManagerId : to)),
    ];

    private static IReadOnlyList<Complaint> Complaints(CustomerFile file, string from, Person to) =>
        [.. file.Complaints.Where(c => c.ClosedAt is null && c.OwnerId == from).Select(c => c with { OwnerId = to.Id })];
}
