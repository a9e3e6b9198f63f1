using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>One inbound request: cap, trust, parse, trust again, turn, answer.</summary>
internal sealed class ActivityEndpoint(ITurnHandler bot, InboundTrust trust, IOptions<ProtocolOptions> options, ILogger<ActivityEndpoint> log)
{
    private readonly ProtocolOptions _options = options.Value;
    private readonly ConversationGate _gate = new(options.Value.MaxTurnsWaiting);

    public ConversationGate Gate => _gate;

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await RefuseAsync(context, 405, "MethodNotAllowed", "only POST is allowed");
        }
        else if (!MediaTypes.IsJson(context.Request))
        {
            await RefuseAsync(context, 415, "UnsupportedMediaType", "the body must be application/json in UTF-8, not compressed");
        }
        else if (context.Request.ContentLength > _options.MaxBodyBytes)
        {
            await RefuseAsync(context, 413, "MessageSizeTooBig", "the body is too large");
        }
        else if (!trust.IsOn)
        {
            await ReadAsync(context, null);
        }
        else
        {
            // Before the body: a stranger shall not make the bot read and parse.
            var outcome = await trust.CheckAsync(context.Request.Headers.Authorization);
            await (outcome is TrustOutcome.Trusted caller ? ReadAsync(context, caller) : RefuseAsync(context, outcome));
        }
    }

    private async Task ReadAsync(HttpContext context, TrustOutcome.Trusted? caller)
    {
        ActivityParse? parse;
        try
        {
            parse = await RequestBody.ParseAsync(context.Request.BodyReader, _options.MaxBodyBytes);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            Log.RequestBrokeOff(log);
            context.Response.StatusCode = 400;
            return;
        }

        if (caller is not null && parse is ActivityParse.Ok spoken && trust.Admit(caller, spoken.Activity) is not TrustOutcome.Trusted and var refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        switch (parse)
        {
            case ActivityParse.Ok { Activity: { DeliveryMode: "expectReplies", Type: not ActivityTypes.Invoke } }:
                // Its sender reads answers from this response only, so answers sent elsewhere would be lost silently.
                await RefuseAsync(context, 400, "DeliveryModeNotSupported", "expectReplies is not supported");
                break;
            case ActivityParse.Ok ok:
                await TurnAsync(context, ok.Activity);
                break;
            case ActivityParse.Malformed fault:
                await RefuseAsync(context, 400, "BadSyntax", fault.Why);
                break;
            default:
                await RefuseAsync(context, 413, "MessageSizeTooBig", "the body is too large");
                break;
        }
    }

    private async Task TurnAsync(HttpContext context, Activity activity)
    {
        var conversation = new ConversationGate.Key(activity.ChannelId, activity.Conversation.Id);
        if (!await _gate.EnterAsync(conversation, _options.TurnLimit))
        {
            Log.ConversationBusy(log, activity.Id, activity.ChannelId);
            await AnswerAsync(context, Answers.Error(429, "Throttled", "too many turns of this conversation are waiting"));
            return;
        }

        InvokeResponse? answer;
        using var limit = new CancellationTokenSource(_options.TurnLimit);
        try
        {
            answer = await bot.OnTurnAsync(activity, limit.Token);
            answer = activity.Type == ActivityTypes.Invoke ? answer ?? InvokeResponse.NotImplemented : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TurnRanOut(log, activity.Type, activity.Id, activity.ChannelId);
            answer = Answers.Failed(activity);
        }
        catch (Exception fault)
        {
            Log.TurnFailed(log, fault, activity.Type, activity.Id, activity.ChannelId);
            answer = Answers.Failed(activity);
        }
        finally
        {
            _gate.Leave(conversation);
        }

        await AnswerAsync(context, answer ?? InvokeResponse.Empty());
    }

    private Task RefuseAsync(HttpContext context, int status, string code, string why)
    {
        Log.RequestRefused(log, status, why);
        return AnswerAsync(context, Answers.Error(status, code, why));
    }

    private Task RefuseAsync(HttpContext context, TrustOutcome outcome)
    {
        var refusal = Refusal.Of(outcome);
        Log.CallerRefused(log, refusal.Status, refusal.Reason);
        if (refusal.Status == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return AnswerAsync(context, Answers.Error(refusal.Status, refusal.Code, refusal.Told));
    }

    private static Task AnswerAsync(HttpContext context, InvokeResponse answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentLength = answer.Body.Length;
        if (answer.Body.IsEmpty || HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.BodyWriter.WriteAsync(answer.Body).AsTask();
    }
}
