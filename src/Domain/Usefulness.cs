namespace CrmBot.Domain;

/// <summary>Something worth knowing at the moment of filing, from stored facts only.</summary>
public abstract record Useful
{
    private Useful() { }

    /// <summary>What we promised this customer earlier and is overdue.</summary>
    public sealed record Owed(Step Step) : Useful;

    /// <summary>The next thing that is due for this customer beside what was filed just now.</summary>
    public sealed record NextDate(Step Step) : Useful;

    /// <summary>What the customer promised earlier and has not kept yet.</summary>
    public sealed record Theirs(Step Step) : Useful;

    /// <summary>The same sort of objection was told in every record of the last <paramref name="Times"/>.</summary>
    public sealed record SameObjection(ObjectionCategory Category, int Times) : Useful;

    /// <summary>The contact before this one was that long ago.</summary>
    public sealed record AfterDays(int Days) : Useful;

    /// <summary>Something in the life of a contact that comes up soon, or that is known of the one who was spoken to.</summary>
    public sealed record Remembered(Moment Moment) : Useful;

    /// <summary>It is the first record of this customer.</summary>
    public sealed record First : Useful;
}

/// <summary>
/// What a filing gives back at once. Source: settled product decisions, "Filing returns something useful at once (the next date, the
/// last open promise, a moment to remember)".
/// </summary>
public static class Usefulness
{
    /// <summary>More is not read.</summary>
    public const int Most = 2;

    /// <summary>A pause that is worth a word. Source: product decision.</summary>
    public const int LongPause = 30;

    /// <summary>So many in a row are a pattern. Source: product decision.</summary>
    public const int Pattern = 3;

    /// <summary>Days ahead in which something remembered comes up soon.</summary>
    private const int Soon = 30;

    /// <summary>At most <see cref="Most"/>, the most useful first: one thing to do, and one to know. Nothing of the record itself.</summary>
    /// <param name="file">The customer after the filing.</param>
    public static IReadOnlyList<Useful> Of(CustomerFile file, FollowUp record, Person reader, Company company, DateTimeOffset now)
    {
        var own = Unfiling.StepsOf(file, record).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var open = file.OpenSteps.Where(s => !own.Contains(s.Id) && Sight.List(reader, s, company)).ToList();
        return [.. new[] { ToDo(open, now), ToKnow(file, record, reader, now) }.OfType<Useful>().Take(Most)];
    }

    private static Useful? ToDo(IReadOnlyList<Step> open, DateTimeOffset now)
    {
        var ours = open.FirstOrDefault(s => s.By == OwedBy.Us);
        return ours is null ? open is [var theirs, ..] ? new Useful.Theirs(theirs) : null
            : Due.IsOverdue(ours, now) ? new Useful.Owed(ours)
            : new Useful.NextDate(ours);
    }

    private static Useful? ToKnow(CustomerFile file, FollowUp record, Person reader, DateTimeOffset now)
    {
        var today = Zones.DayOf(now, reader.Zone);
        var kept = file.Moments.Where(m => m.SourceId != record.Id).ToList();
        if (kept.Where(m => m.On is { } on && !m.MonthOnly && on >= today && on <= today.AddDays(Soon)).MinBy(m => m.On) is { } soon)
        {
            return new Useful.Remembered(soon);
        }

        var earlier = file.Recent.Where(r => r.Id != record.Id && r.ContactedAt <= record.ContactedAt).ToList();
        if (record.Gist?.Category is { } category && earlier.TakeWhile(r => r.Gist?.Category == category).Count() + 1 is >= Pattern and var times)
        {
            return new Useful.SameObjection(category, times);
        }

        if (file.Recent.All(r => r.Id == record.Id))
        {
            return new Useful.First();
        }

        var days = earlier.Count == 0 ? 0 : Zones.DayOf(record.ContactedAt, reader.Zone).DayNumber - Zones.DayOf(earlier[0].ContactedAt, reader.Zone).DayNumber;
        return days >= LongPause ? new Useful.AfterDays(days)
            : record.ContactName is { } name && kept.Where(m => m.ContactName == name && m.On is null).MaxBy(m => m.KeptAt) is { } known ? new Useful.Remembered(known)
            : null;
    }
}
