using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Bench;

/// <summary>Whole requests as Teams sends them: many people in many tenants, each in a chat of their own.</summary>
internal static class Teams
{
    public const int Tenants = 64;

    /// <summary>Spread, so that no turn stands in a conversation's queue behind another one.</summary>
    public const int Conversations = 1024;

    /// <param name="tokenOf">The channel's token for a service URL; null: the requests carry none.</param>
    public static byte[][] Requests(Uri far, Func<string, string>? tokenOf)
    {
        using var file = typeof(Teams).Assembly.GetManifestResourceStream("message.json")!;
        var message = JsonNode.Parse(file)!;
        var unescaped = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var requests = new byte[Conversations][];
        for (var i = 0; i < Conversations; i++)
        {
            var tenant = string.Create(CultureInfo.InvariantCulture, $"6f1c9b52-0c1e-4c39-9d0b-{i % Tenants:x12}");
            var serviceUrl = $"{far}apac/{tenant}/";
            message["serviceUrl"] = serviceUrl;
            message["id"] = string.Create(CultureInfo.InvariantCulture, $"17574696{i:d5}");
            message["conversation"]!["tenantId"] = tenant;
            message["conversation"]!["id"] = string.Create(
                CultureInfo.InvariantCulture, $"a:1dQx7Yv2Kp9LmN4tR8sW3zC6bH5jF1gE0uTiOaXyVnPqZrBkMeDcJhSfGlUw_2OvI4TbNkWm{i:d5}YqRzPcXdGsE5LaQ8HuKoJtB");
            message["channelData"]!["tenant"]!["id"] = tenant;
            requests[i] = Request(message.ToJsonString(unescaped), tokenOf?.Invoke(serviceUrl));
        }

        return requests;
    }

    private static byte[] Request(string body, string? token)
    {
        var utf8 = Encoding.UTF8.GetBytes(body);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}User-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\n"
            + $"MS-CV: kJx0vS2mTEeZ1rQy.1.1.1.1234567890.1.0\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {utf8.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. utf8];
    }
}
