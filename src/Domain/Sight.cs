namespace CrmBot.Domain;

/// <summary>
/// Who may see what of a customer. Inside a tenant everybody may learn a customer's name, owner and date of last contact
/// (needed against duplicates and double greetings); everything else needs sight.
/// Source: settled product decisions, "People and sight".
/// </summary>
public static class Sight
{
    /// <summary>
    /// True for the owner, a helper and whoever holds an open task, for who stands in for one of them while they are away, and
    /// for everyone they report to at any depth. A team is an attribute, not sight.
    /// </summary>
    public static bool Content(Person viewer, CustomerFile file, Company company) =>
        Involved(file).Any(id => Is(viewer, id, company));

    /// <summary>True when the viewer may act on a step: its owner, the customer's owner, who stands in for either, or a superior of either.</summary>
    public static bool Act(Person viewer, Step step, Customer head, Company company) =>
        Is(viewer, step.OwnerId, company) || Is(viewer, head.OwnerId, company);

    /// <summary>
    /// True when a step may stand in what the viewer sees of other people's work. What a person asked to be reminded of is for them and
    /// whoever stands in for them.
    /// </summary>
    public static bool List(Person viewer, Step step, Company company) =>
        step.Kind != StepKind.Reminder || step.OwnerId == viewer.Id || company.Covers(viewer.Id, step.OwnerId);

    private static bool Is(Person viewer, string personId, Company company) =>
        viewer.Id == personId || company.ReportsTo(personId, viewer.Id) || company.Covers(viewer.Id, personId);

    /// <summary>
    /// True when the viewer may write down a contact: whoever sees the content, and whoever did the task that it is about, even
    /// if their sight ended with it.
    /// </summary>
    /// <param name="aboutStepId">Null when it is about no task.</param>
    public static bool Report(Person viewer, CustomerFile file, string? aboutStepId, Company company) =>
        Content(viewer, file, company) || file.Steps.Any(s => s.Id == aboutStepId && s.OwnerId == viewer.Id);

    /// <summary>The people whose work the viewer may list: those who report to them, or only themselves.</summary>
    public static IReadOnlyList<Person> People(Person viewer, Company company)
    {
        var reports = company.ReportsOf(viewer.Id);
        return reports.Count == 0 ? [viewer] : [viewer, .. reports];
    }

    private static IEnumerable<string> Involved(CustomerFile file) =>
        file.Head.Helpers.Append(file.Head.OwnerId).Concat(file.OpenSteps.Select(s => s.OwnerId)).Distinct(StringComparer.Ordinal);
}
