using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>A place outside the customers' own records that keeps what was said, such as the page's history.</summary>
internal interface IKeptElsewhere
{
    /// <summary>Puts a neutral text in the place of what gives something away, a page at a time.</summary>
    /// <param name="neutral">The text for a reader of this locale, which may be unknown.</param>
    /// <param name="from">From the page before; null for the first.</param>
    Task<Walked> EraseAsync(EraseTraces traces, Func<string?, string> neutral, string? from, CancellationToken ct);

    /// <summary>Removes everything that was said with a person; the number of removed pieces.</summary>
    /// <param name="directoryIds">By which channels know them.</param>
    Task<int> ForgetAsync(IReadOnlyList<string> directoryIds, CancellationToken ct);
}
