using System.Text;
using System.Text.Json.Nodes;
using CrmBot.Bot.Files;

namespace CrmBot.Conversations.Tests;

/// <summary>Files as people send and take them.</summary>
internal static class MovingFiles
{
    public static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    public static byte[] Xlsx(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        using (var writer = TableWriter.To(file, FileFormat.Xlsx))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        return file.ToArray();
    }

    public static IReadOnlyList<IReadOnlyList<string>> Rows(byte[] content)
    {
        using var file = new MemoryStream(content);
        return [.. TableFile.Rows(file, TableFile.FormatOf(file)).Select(r => r.Cells)];
    }

    /// <summary>Sends a file as Teams does in a 1:1 chat.</summary>
    public static Task<Heard> SendsAsync(this Speaker speaker, FileHost host, string name, byte[] content) => speaker.SendsAsync(name, host.Keep(content));

    public static Task<Heard> SendsAsync(this Speaker speaker, string name, string address) => speaker.TellAsync(new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(
            new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
                ["contentUrl"] = "https://contoso-my.sharepoint.com/personal/" + name,
                ["name"] = name,
                ["content"] = new JsonObject { ["downloadUrl"] = address, ["uniqueId"] = "1150D938", ["fileType"] = Path.GetExtension(name).TrimStart('.') },
            },
            new JsonObject { ["contentType"] = "text/html", ["content"] = "<p></p>" }),
    });

    /// <summary>What a card's link leads to.</summary>
    public static async Task<byte[]> TakesAsync(this IBotSide bot, CardSeen card, string title)
    {
        using var answer = await bot.Http.GetAsync(Link(card, title));
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public static string Link(CardSeen card, string title) =>
        card.Json.GetProperty("actions").EnumerateArray().First(a => a.GetProperty("title").GetString()!.Contains(title, StringComparison.Ordinal)).GetProperty("url").GetString()!;

    /// <summary>Waits for the report, past every change of the card that shows how far it is; those are handed out.</summary>
    public static async Task<(CardSeen Report, IReadOnlyList<string> Progress)> HearsReportAsync(this Speaker speaker, Heard? pressed = null)
    {
        // A small file may be taken in before the press is answered.
        if (pressed?.Messages.LastOrDefault(m => m is { Update: false, Card: not null }) is { Card: { } already })
        {
            return (already, []);
        }

        var progress = new List<string>();
        for (; ; )
        {
            var heard = await speaker.HearsAsync();
            if (!heard.Update && heard.Card is { } card)
            {
                return (card, progress);
            }

            progress.Add(heard.Read);
        }
    }
}
