namespace CrmBot.Bot.Start;

/// <summary>The bot will not start as it is configured; the message is a sentence that says what to set.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
