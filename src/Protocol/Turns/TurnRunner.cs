using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>Runs turns: in order within a conversation, each activity once, each within its time.</summary>
internal sealed class TurnRunner(ITurnHandler bot, IInbox inbox, IOptions<ProtocolOptions> options, TimeProvider time, ILogger<TurnRunner> log)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly ProtocolOptions _options = options.Value;
    private readonly LateTurns _late = new();

    public ConversationGate Gate { get; } = new(options.Value.MaxTurnsWaiting);

    /// <summary>Ends when no turn runs any more whose invoke was answered before it.</summary>
    public Task DrainAsync() => _late.DrainAsync();

    /// <summary>Takes the turn; the result is the response. Whatever the bot lets escape is in it.</summary>
    /// <param name="arrived">When the request came, as a timestamp of machine time.</param>
    public ValueTask<InvokeResponse> RunAsync(Activity activity, long arrived)
    {
        if (activity.Type != ActivityTypes.Invoke)
        {
            return MessageAsync(activity);
        }

        var window = new InvokeWindow();
        var turn = InvokeAsync(activity, window);
        return turn.IsCompleted ? turn : WithinLimitAsync(activity, window, turn.AsTask(), arrived);
    }

    private async ValueTask<InvokeResponse> MessageAsync(Activity activity)
    {
        var conversation = new ConversationGate.Key(activity.ChannelId, activity.Conversation.Id);
        InboxClaim claim = default;
        var since = 0L;
        while (true)
        {
            if (!await Gate.EnterAsync(conversation, _options.TurnLimit))
            {
                return Busy(activity);
            }

            try
            {
                using var limit = new CancellationTokenSource(_options.TurnLimit);
                var abandoned = claim.Version is not null && time.GetElapsedTime(since) >= _options.InboxLease ? claim.Version : null;
                var seen = claim.Version;
                (claim, var isRemembered) = await ClaimAsync(activity, abandoned, limit.Token);
                if (claim.State == InboxState.Mine)
                {
                    var (answer, failed) = await TurnAsync(activity, new InvokeWindow(), limit);
                    await (isRemembered ? SettleAsync(activity, failed) : default);
                    return failed ? answer! : InvokeResponse.Empty();
                }

                if (claim.State == InboxState.Done)
                {
                    Log.Resent(log, activity.Type, activity.Id, activity.ChannelId);
                    return InvokeResponse.Empty();
                }

                since = claim.Version == seen ? since : time.GetTimestamp();
            }
            finally
            {
                Gate.Leave(conversation);
            }

            // Outside the gate: what the person says next need not wait for a process that may be dead.
            await Task.Delay(BetweenLooks, time);
        }
    }

    private async ValueTask<InvokeResponse> InvokeAsync(Activity activity, InvokeWindow window)
    {
        var conversation = new ConversationGate.Key(activity.ChannelId, activity.Conversation.Id);
        if (!await Gate.EnterAsync(conversation, _options.TurnLimit))
        {
            return Busy(activity);
        }

        try
        {
            using var limit = new CancellationTokenSource(_options.TurnLimit);
            return (await TurnAsync(activity, window, limit)).Answer ?? InvokeResponse.NotImplemented;
        }
        finally
        {
            Gate.Leave(conversation);
        }
    }

    private async ValueTask<InvokeResponse> WithinLimitAsync(Activity activity, InvokeWindow window, Task<InvokeResponse> turn, long arrived)
    {
        if (_options.InvokeLimit - time.GetElapsedTime(arrived) is { Ticks: > 0 } left)
        {
            await ((Task)turn).WaitAsync(left, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (turn.IsCompleted || !window.TryAnswer())
        {
            return await turn; // it has its answer, or is about to
        }

        _late.Add(turn);
        Log.StillWorking(log, activity.Name, activity.Id, activity.ChannelId);
        return bot.StillWorking(activity, window);
    }

    private async ValueTask<(InvokeResponse? Answer, bool Failed)> TurnAsync(Activity activity, InvokeWindow window, CancellationTokenSource limit)
    {
        try
        {
            return (await bot.OnTurnAsync(activity, window, limit.Token), false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TurnRanOut(log, activity.Type, activity.Id, activity.ChannelId);
        }
        catch (Exception fault)
        {
            Log.TurnFailed(log, fault, activity.Type, activity.Id, activity.ChannelId);
        }

        return (Answers.Failed(activity), true);
    }

    private async ValueTask<(InboxClaim Claim, bool IsRemembered)> ClaimAsync(Activity activity, string? abandoned, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(activity.Id))
        {
            return (new InboxClaim(InboxState.Mine), false);
        }

        try
        {
            return (await inbox.ClaimAsync(activity, abandoned, ct), true);
        }
        catch (Exception outage)
        {
            // The person shall at least be told that something is wrong, which is the bot's to say.
            Log.InboxUnavailable(log, outage, activity.Id, activity.ChannelId);
            return (new InboxClaim(InboxState.Mine), false);
        }
    }

    private async ValueTask SettleAsync(Activity activity, bool failed)
    {
        try
        {
            await (failed ? inbox.ReleaseAsync(activity, CancellationToken.None) : inbox.DoneAsync(activity, CancellationToken.None));
        }
        catch (Exception outage)
        {
            Log.InboxUnavailable(log, outage, activity.Id, activity.ChannelId);
        }
    }

    private InvokeResponse Busy(Activity activity)
    {
        Log.ConversationBusy(log, activity.Id, activity.ChannelId);
        return Answers.Error(429, "Throttled", "too many turns of this conversation are waiting");
    }
}
