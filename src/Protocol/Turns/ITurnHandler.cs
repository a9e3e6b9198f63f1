namespace CrmBot.Protocol;

/// <summary>The bot, as the wire sees it. Registered as a singleton.</summary>
public interface ITurnHandler
{
    /// <summary>
    /// Takes one turn. Turns of one conversation never overlap and come in the order in which they arrived.
    /// </summary>
    /// <param name="window">Of an invoke: take it before giving the answer. Without meaning for everything else.</param>
    /// <param name="ct">Cancelled at the turn's own limit; not when the caller hangs up.</param>
    /// <returns>For an invoke the answer, or null when nobody knows this invoke (501). Ignored for everything else.</returns>
    /// <exception cref="Exception">
    /// Whatever escapes is logged once and answered 500, and a resend of the activity runs again: let escape only what left the person without
    /// a word, and catch what you can name.
    /// </exception>
    ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, InvokeWindow window, CancellationToken ct);

    /// <summary>
    /// What the client is told when an invoke's turn takes longer than <see cref="ProtocolOptions.InvokeLimit"/>; the turn goes on. Must not
    /// wait for anything.
    /// </summary>
    InvokeResponse StillWorking(Activity activity, InvokeWindow window);
}
