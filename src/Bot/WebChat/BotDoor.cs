using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>What the bot answered. Status 0: it could not be reached or did not answer in time.</summary>
internal readonly record struct BotAnswer(int Status, string Body)
{
    public bool Accepted => Status is >= 200 and < 300;
}

/// <summary>The page's only way to the bot: <c>POST /api/messages</c> on loopback, like any other channel.</summary>
internal sealed class BotDoor(OwnAddress own, TimeProvider time, ILogger<BotDoor> log) : IDisposable
{
    /// <summary>The tenant of everyone at the page.</summary>
    public const string Tenant = "demo";

    public const string BotId = "crmbot";
    public const string BotName = "CrmBot";

    // Longer than any turn, so that a slow turn is the bot's to report and not cut off here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<BotAnswer> PostAsync(string conversation, ChatUser user, JsonObject activity, CancellationToken ct)
    {
        var addressed = Address(conversation, user, activity);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var body = new StringContent(addressed.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var response = await _http.PostAsync(new Uri(own.Base, "/api/messages"), body, either.Token);
            var answer = new BotAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
            if (!answer.Accepted)
            {
                log.BotRefused(conversation, answer.Status);
            }

            return answer;
        }
        catch (HttpRequestException e)
        {
            log.BotUnreachable(conversation, e);
            return default;
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.BotUnreachable(conversation, e);
            return default;
        }
    }

    public void Dispose() => _http.Dispose();

    private JsonObject Address(string conversation, ChatUser user, JsonObject activity)
    {
        var addressed = (JsonObject)activity.DeepClone();
        var now = time.GetUtcNow();
        addressed["channelId"] = "directline";
        addressed["id"] ??= string.Create(CultureInfo.InvariantCulture, $"{conversation}|t{now.UtcTicks}");
        addressed["timestamp"] ??= now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        addressed["serviceUrl"] = own.Connector;
        addressed["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal", ["tenantId"] = Tenant };
        addressed["from"] = new JsonObject { ["id"] = user.Id, ["name"] = user.Name ?? user.Id, ["role"] = "user" };
        addressed["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = BotName, ["role"] = "bot" };

        var channelData = addressed["channelData"] as JsonObject ?? [];
        channelData["tenant"] = new JsonObject { ["id"] = Tenant };
        addressed["channelData"] = channelData.Parent is null ? channelData : channelData.DeepClone();

        if (user.Locale is not null)
        {
            addressed["locale"] = user.Locale;
        }

        // The browser's zone is the machine's; the person's own zone, where known, wins.
        if (user.Zone is not null)
        {
            addressed["localTimezone"] = user.Zone;
            addressed.Remove("localTimestamp");
        }

        return addressed;
    }
}
