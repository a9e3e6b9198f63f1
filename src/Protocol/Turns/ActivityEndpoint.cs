using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>One inbound request: cap, trust, parse, trust again, turn, answer.</summary>
internal sealed class ActivityEndpoint(TurnRunner turns, InboundTrust trust, IOptions<ProtocolOptions> options, TimeProvider time, ILogger<ActivityEndpoint> log)
{
    private readonly ProtocolOptions _options = options.Value;

    public ConversationGate Gate => turns.Gate;

    public Task HandleAsync(HttpContext context)
    {
        var arrived = time.GetTimestamp();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return RefuseAsync(context, 405, "MethodNotAllowed", "only POST is allowed");
        }

        if (!MediaTypes.IsJson(context.Request))
        {
            return RefuseAsync(context, 415, "UnsupportedMediaType", "the body must be application/json in UTF-8, not compressed");
        }

        if (context.Request.ContentLength > _options.MaxBodyBytes)
        {
            return RefuseAsync(context, 413, "MessageSizeTooBig", "the body is too large");
        }

        if (!trust.IsOn)
        {
            return ReadAsync(context, null, arrived);
        }

        // Before the body: a stranger shall not make the bot read and parse.
        var check = trust.CheckAsync(context.Request.Headers.Authorization);
        return check.IsCompletedSuccessfully ? CheckedAsync(context, check.Result, arrived) : WaitAsync(context, check, arrived);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<TrustOutcome> check, long arrived) =>
        await CheckedAsync(context, await check, arrived);

    private Task CheckedAsync(HttpContext context, TrustOutcome outcome, long arrived) =>
        outcome is TrustOutcome.Trusted caller ? ReadAsync(context, caller, arrived) : RefuseAsync(context, outcome);

    private async Task ReadAsync(HttpContext context, TrustOutcome.Trusted? caller, long arrived)
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
                await AnswerAsync(context, await turns.RunAsync(ok.Activity, arrived));
                break;
            case ActivityParse.Malformed fault:
                await RefuseAsync(context, 400, "BadSyntax", fault.Why);
                break;
            default:
                await RefuseAsync(context, 413, "MessageSizeTooBig", "the body is too large");
                break;
        }
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
