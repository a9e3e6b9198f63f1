using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Who speaks, and when: everything that the meaning of "next Friday" hangs on.</summary>
/// <param name="Zone">IANA name of the speaker's zone.</param>
/// <param name="Region">ISO 3166 code of the speaker; decides worked days and the order of 3/4. Empty when it is not known.</param>
/// <param name="Past">The text tells what happened: a bare weekday or date is the last one, and a range is whole.</param>
public sealed record DateContext(DateTimeOffset Now, string Zone, string Region, bool Past = false)
{
    /// <summary>The calendar of <see cref="Region"/> unless another is given.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendars.Of(Region);
}
