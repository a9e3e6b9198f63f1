using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests;

/// <summary>Expands templates in a line of a test.</summary>
internal static class Expansion
{
    public static string Tolerant(string template, string? data = "{}", string? host = null) => Run(template, data, host, strict: false);

    public static string Strict(string template, string? data = "{}", string? host = null) => Run(template, data, host, strict: true);

    /// <summary>The value of one expression, as JSON.</summary>
    public static string Eval(string expression, string data = "{}") =>
        Tolerant(new JsonObject { ["v"] = "${" + expression + "}" }.ToJsonString(), data)[5..^1];

    public static CardFaultException Fault(string template, string data = "{}") =>
        Assert.Throws<CardFaultException>(() => Strict(template, data));

    private static string Run(string template, string? data, string? host, bool strict)
    {
        var output = new ArrayBufferWriter<byte>();
        CardTemplate.Parse(Encoding.UTF8.GetBytes(template)).Render(Parse(data), host is null ? null : Parse(host), output, strict);
        using var check = JsonDocument.Parse(output.WrittenMemory);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonElement Parse(string? json) => json is null ? default : JsonElement.Parse(json);
}
