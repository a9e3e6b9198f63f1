namespace CrmBot.Domain;

/// <summary>A record is taken away with everything that was derived from it.</summary>
public static class Unfiling
{
    /// <summary>What a deleted record is called in the audit.</summary>
    public const string DeletedCode = "deleted";

    /// <summary>True for the author and everyone they report to.</summary>
    public static bool May(Person by, FollowUp record, Company company) => by.Id == record.AuthorId || company.ReportsTo(record.AuthorId, by.Id);

    /// <summary>Every step that the record set, open or closed, also by what is remembered because of it.</summary>
    public static IReadOnlyList<Step> StepsOf(CustomerFile file, FollowUp record)
    {
        var moments = MomentsOf(file, record);
        return [.. file.Steps.Where(s => s.SourceId == record.Id || s.Id == record.NextStepId || moments.Any(m => m.Id == s.SourceId))];
    }

    /// <summary>What is remembered because of the record.</summary>
    public static IReadOnlyList<Moment> MomentsOf(CustomerFile file, FollowUp record) => [.. file.Moments.Where(m => m.SourceId == record.Id)];

    /// <summary>The record, deleted for good; the head says what the remaining records say.</summary>
    public static CustomerEdit Delete(CustomerFile file, FollowUp record, Company company, DateTimeOffset now) =>
        Take(DeletedCode, file, record, Without(file, record, company), now);

    /// <summary>A step without a word: its reminder goes, and what was done on its day stays counted.</summary>
    internal static Step Blank(Step step, DateTimeOffset now)
    {
        var bare = step with { What = "", Said = null, Resources = null, SourceId = null };
        return step.State == StepState.Open ? bare with { State = StepState.Cancelled, ClosedAt = now, Ver = step.Ver + 1 } : bare;
    }

    internal static CustomerEdit Take(string what, CustomerFile file, FollowUp record, Customer head, DateTimeOffset now) => new(what, head)
    {
        GoneFollowUps = [record],
        Steps = [.. StepsOf(file, record).Select(s => Blank(s, now))],
        GoneMoments = [.. MomentsOf(file, record).Select(m => m.Id)],
    };

    /// <summary>The local day of a contact, in its author's zone.</summary>
    internal static DateOnly DayOf(FollowUp record, Company company) => Zones.DayOf(record.ContactedAt, company.Find(record.AuthorId)?.Zone ?? "Etc/UTC");

    internal static DateOnly? Latest(IEnumerable<DateOnly?> days) => days.Max();

    private static Customer Without(CustomerFile file, FollowUp record, Company company)
    {
        var head = file.Head;
        var others = file.Recent.Where(r => r.Id != record.Id).ToList();
        var wasLast = head.LastContact == DayOf(record, company);
        var spoke = record.Status is not null && record.Status == head.Status && !others.Any(r => r.Status is not null && r.ContactedAt > record.ContactedAt);
        return head with
        {
            LastContact = wasLast ? Latest(others.Select(r => (DateOnly?)DayOf(r, company))) : head.LastContact,
            Status = spoke ? others.FirstOrDefault(r => r.Status is not null)?.Status ?? head.Status : head.Status,
        };
    }
}
