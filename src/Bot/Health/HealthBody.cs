using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmBot.Bot.Health;

/// <summary><c>{"status":"ready","store":"answering",...}</c>: our own words, never those of an exception.</summary>
internal static class HealthBody
{
    public static Task WriteAsync(HttpContext context, string status, HealthReport report)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            foreach (var (name, entry) in report.Entries)
            {
                // What a check says by itself; one that threw has said nothing, and its exception speaks of paths and hosts.
                json.WriteString(name, entry.Exception is null ? entry.Description : "failing");
            }

            json.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
