using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

internal static partial class SchedulerLog
{
    [LoggerMessage(2000, LogLevel.Error, "Pass failed, {Failures} in a row")]
    public static partial void PassFailed(ILogger log, int failures, Exception fault);

    [LoggerMessage(2001, LogLevel.Information, "Pass sent {Arrived} of {Claimed} claimed prompts; {Held} held, {Dropped} dropped, {Failed} failed")]
    public static partial void Passed(ILogger log, int arrived, int claimed, int held, int dropped, int failed);

    [LoggerMessage(2002, LogLevel.Information, "Attempt {AttemptId} to {Recipient} with {Prompts} prompts ended: {End}")]
    public static partial void Delivered(ILogger log, string attemptId, string recipient, int prompts, DeliveryEnd end);

    [LoggerMessage(2003, LogLevel.Error, "Attempt {AttemptId} to {Recipient} threw")]
    public static partial void DeliveryThrew(ILogger log, string attemptId, string recipient, Exception fault);

    [LoggerMessage(2004, LogLevel.Error, "Prompts of {Recipient} failed in this pass")]
    public static partial void LaneFailed(ILogger log, string recipient, Exception fault);

    [LoggerMessage(2005, LogLevel.Information, "Prompt {PromptId} dropped: {Why}")]
    public static partial void Dropped(ILogger log, string promptId, DropReason why);

    [LoggerMessage(2006, LogLevel.Warning, "Prompt {PromptId} given up as {State}")]
    public static partial void GivenUp(ILogger log, string promptId, Storage.PromptState state);

    [LoggerMessage(2007, LogLevel.Information, "{Prompts} prompts of {Recipient} parked")]
    public static partial void Parked(ILogger log, int prompts, string recipient);

    [LoggerMessage(2008, LogLevel.Warning, "Attempt {AttemptId} to {Recipient} was given back before the send")]
    public static partial void NotDecided(ILogger log, string attemptId, string recipient, Exception outage);

    [LoggerMessage(2009, LogLevel.Error, "Prompt {PromptId} could not be decided")]
    public static partial void PromptFailed(ILogger log, string promptId, Exception fault);

    [LoggerMessage(2010, LogLevel.Error, "The prompt of a due row could not be healed: {PromptId}")]
    public static partial void HealFailed(ILogger log, string promptId, Exception fault);

    [LoggerMessage(2011, LogLevel.Debug, "{Prompts} prompts of {Recipient} wait for another hour")]
    public static partial void PutOff(ILogger log, int prompts, string recipient);

    [LoggerMessage(2012, LogLevel.Information, "{Prompts} prompts of {Recipient}, who is away, go to {Delegate}")]
    public static partial void Moved(ILogger log, int prompts, string recipient, string @delegate);

    [LoggerMessage(2013, LogLevel.Error, "Possible duplicate: the message of attempt {AttemptId} arrived, and prompt {PromptId} had been taken over meanwhile")]
    public static partial void PossibleDuplicate(ILogger log, string attemptId, string promptId);

    [LoggerMessage(2014, LogLevel.Information, "This process looks after {Shards} shards, {Stolen} of them taken over just now")]
    public static partial void Shards(ILogger log, int shards, int stolen);

    [LoggerMessage(2015, LogLevel.Warning, "The leases of shards were not written; the next round will")]
    public static partial void NotRenewed(ILogger log, Exception fault);
}
