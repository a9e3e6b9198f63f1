namespace CrmBot.Bot.Conversation;

/// <summary>What the bot tells its operators. Ids and counts only.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "Turn failed; the person was told id {TraceId}. Activity type {Type}.")]
    public static partial void TurnFailed(this ILogger log, Exception error, string traceId, string type);

    [LoggerMessage(1001, LogLevel.Warning, "A card of channel {Channel} came with a verb that no capability claims.")]
    public static partial void UnknownVerb(this ILogger log, string channel);

    [LoggerMessage(1002, LogLevel.Warning, "An answer was not delivered: {Outcome}.")]
    public static partial void AnswerNotDelivered(this ILogger log, string outcome);

    [LoggerMessage(1010, LogLevel.Error, "The store does not answer; the bot starts, and is ready once it does.")]
    public static partial void StoreSilent(this ILogger log, Exception outage);

    [LoggerMessage(1006, LogLevel.Warning, "A card arrived, but where was not kept: it can be replaced only where the client says which card was pressed.")]
    public static partial void CardNotRemembered(this ILogger log, Exception error);

    [LoggerMessage(1007, LogLevel.Error, "A message about {Count} due prompts was not made, and not sent.")]
    public static partial void ReminderNotMade(this ILogger log, Exception error, int count);

    [LoggerMessage(1008, LogLevel.Information, "The 1:1 conversation with person {Person} was gone; it was opened anew.")]
    public static partial void ConversationMadeAnew(this ILogger log, string person);

    [LoggerMessage(1009, LogLevel.Warning, "Old rows of the inbox were not removed; the next round will.")]
    public static partial void InboxNotSwept(this ILogger log, Exception error);

    [LoggerMessage(1011, LogLevel.Error, "A step of job {Job} ({Kind}) broke, {Faults} times by now.")]
    public static partial void JobStepFailed(this ILogger log, Exception error, string kind, string job, int faults);

    [LoggerMessage(1012, LogLevel.Warning, "A round of jobs ended early; the next one goes on.")]
    public static partial void JobRoundFailed(this ILogger log, Exception error);

    [LoggerMessage(1013, LogLevel.Error, "Old receipts and forms were not all removed this week; the next week's walk begins anew.")]
    public static partial void RetentionFailed(this ILogger log);

    [LoggerMessage(1014, LogLevel.Warning, "The sweep made {Missing} prompts or due rows that were missing.")]
    public static partial void RemindersMissed(this ILogger log, int missing);

    [LoggerMessage(1057, LogLevel.Information, "{Count} steps were closed because their last day was over.")]
    public static partial void StepsLapsed(this ILogger log, int count);

    [LoggerMessage(1015, LogLevel.Error, "The sweep was given up for today; tomorrow's begins anew.")]
    public static partial void SweepFailed(this ILogger log);

    [LoggerMessage(1020, LogLevel.Information, "The names of {Customers} customers were loaded in {Milliseconds:F0} ms.")]
    public static partial void NamesLoaded(this ILogger log, int customers, double milliseconds);

    [LoggerMessage(1021, LogLevel.Warning, "Changes of names were not read; those known are {Seconds:F0} s old and still answer.")]
    public static partial void NamesNotRefreshed(this ILogger log, double seconds, Exception outage);

    [LoggerMessage(1003, LogLevel.Information, "Person {Person} removed the bot; their reminders wait.")]
    public static partial void PersonGone(this ILogger log, string person);

    [LoggerMessage(1004, LogLevel.Information, "Demo company made: {People} people, {Customers} customers.")]
    public static partial void DemoMade(this ILogger log, int people, int customers);

    [LoggerMessage(1005, LogLevel.Warning, "The database holds people but no demo company; the demo was left out.")]
    public static partial void DemoLeftOut(this ILogger log);

    [LoggerMessage(1030, LogLevel.Warning, "A file that a person sent was not fetched: {Why}.")]
    public static partial void FileNotFetched(this ILogger log, string why);

    [LoggerMessage(1031, LogLevel.Information, "Person {Person} took a file of {What}.")]
    public static partial void FileTaken(this ILogger log, string person, string what);

    [LoggerMessage(1032, LogLevel.Information, "Import {Job} finished: {Done} rows taken, {Refused} not.")]
    public static partial void ImportFinished(this ILogger log, string job, int done, int refused);

    [LoggerMessage(1040, LogLevel.Warning, "What follows a reminder that arrived was not done.")]
    public static partial void AfterArrivalFailed(this ILogger log, Exception error);

    [LoggerMessage(1041, LogLevel.Warning, "Sent cards of step {Step} were not brought up to date.")]
    public static partial void CardsNotSettled(this ILogger log, Exception error, string step);

    [LoggerMessage(1042, LogLevel.Warning, "That this bot is awake was not noted.")]
    public static partial void AwakeNotNoted(this ILogger log, Exception error);

    [LoggerMessage(1033, LogLevel.Warning, "Files that nobody moved in were not removed; the next round will.")]
    public static partial void FilesNotSwept(this ILogger log, Exception error);

    [LoggerMessage(1040, LogLevel.Warning, "Administrator {Person} started prompt {PromptId} again.")]
    public static partial void Redriven(this ILogger log, string person, string promptId);

    [LoggerMessage(1043, LogLevel.Warning, "Which customer a person speaks of was not noted.")]
    public static partial void TopicNotKept(this ILogger log, Exception outage);
}
