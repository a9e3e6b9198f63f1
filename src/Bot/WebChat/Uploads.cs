using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmBot.Bot.Files;
using Microsoft.AspNetCore.Http.Features;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Files that a person at the page sends: a message in parts, the activity and the files. A file is held only while the bot hears of the
/// message; the history keeps its name.
/// </summary>
internal sealed class Uploads(DirectLine direct, Admission admission, OwnAddress own)
{
    private const int MostFiles = 3;
    private const int Overhead = 64 * 1024;

    private readonly ConcurrentDictionary<string, IFormFile> held = new(StringComparer.Ordinal);

    public async Task PostAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context, context.Request.RouteValues["conversation"] as string) is not { } conversation
            || await FormAsync(context) is not { } form)
        {
            return;
        }

        if (await ActivityAsync(form) is not { } activity || form.Files.Where(f => f.Name != "activity").ToList() is not { Count: > 0 and <= MostFiles } files)
        {
            await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadArgument", $"An upload is an activity and 1 to {MostFiles} files.");
            return;
        }

        var given = files.ToDictionary(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), f => f, StringComparer.Ordinal);
        foreach (var (id, file) in given)
        {
            held[id] = file;
        }

        try
        {
            activity["attachments"] = new JsonArray([.. files.Select(f => Told(f, null))]);
            var forBot = new JsonArray([.. given.Select(g => Told(g.Value, new Uri(own.Base, "/v3/directline/attachments/" + g.Key).ToString()))]);
            await direct.SayAsync(context, conversation, activity, forBot);
        }
        finally
        {
            foreach (var id in given.Keys)
            {
                held.TryRemove(id, out _);
            }
        }
    }

    /// <summary>A file, for the bot. Its id is random and lives as long as the turn that it came with.</summary>
    public async Task GetAsync(HttpContext context)
    {
        if (!held.TryGetValue(context.Request.RouteValues["attachment"] as string ?? "", out var file))
        {
            await Wire.ErrorAsync(context, StatusCodes.Status404NotFound, "NotFound", "There is no such attachment.");
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Length;
        await using var content = file.OpenReadStream();
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static JsonObject Told(IFormFile file, string? address)
    {
        var told = new JsonObject { ["contentType"] = string.IsNullOrEmpty(file.ContentType) ? "application/octet-stream" : file.ContentType, ["name"] = Path.GetFileName(file.FileName) };
        if (address is not null)
        {
            told["contentUrl"] = address;
        }

        return told;
    }

    /// <summary>Null after it has answered that the body is unfit.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        const int Most = FileLimits.Bytes + Overhead;
        try
        {
            if (context.Request.HasFormContentType && !(context.Request.ContentLength > Most))
            {
                return await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = Most, ValueLengthLimit = Wire.MaxBody }, context.RequestAborted);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
        }

        await Wire.ErrorAsync(context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"An upload is a form in parts of at most {FileLimits.Bytes} bytes.");
        return null;
    }

    private static async Task<JsonObject?> ActivityAsync(IFormCollection form)
    {
        // Web Chat sends it as a file part; without one the message is only the files.
        if (form.Files.GetFile("activity") is not { } part)
        {
            return new JsonObject { ["type"] = "message" };
        }

        try
        {
            await using var content = part.OpenReadStream();
            return part.Length <= Wire.MaxBody && await JsonNode.ParseAsync(content) is JsonObject activity && Wire.Text(activity, "type") == "message" ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
