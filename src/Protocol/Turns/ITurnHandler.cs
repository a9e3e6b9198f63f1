namespace CrmBot.Protocol;

/// <summary>The bot, as the wire sees it. Registered as a singleton.</summary>
public interface ITurnHandler
{
    /// <summary>
    /// Takes one turn. Turns of one conversation never overlap and come in the order in which they arrived.
    /// </summary>
    /// <param name="ct">Cancelled at the turn's own limit; not when the caller hangs up.</param>
    /// <returns>For an invoke the answer, or null when nobody knows this invoke (501). Ignored for everything else.</returns>
    /// <exception cref="Exception">Whatever escapes is logged once and answered 500, so the person sees nothing: catch what you can name.</exception>
    ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, CancellationToken ct);
}
