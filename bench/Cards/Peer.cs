using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Bench;

/// <summary>The npm engine in its own process.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    public static Peer Start(string repository)
    {
        if (!File.Exists(Path.Combine(repository, "node_modules", "adaptivecards-templating", "package.json")))
        {
            throw new InvalidOperationException("The npm packages are not installed: run ./test.sh once, or npm ci.");
        }

        return new Peer(Process.Start(new ProcessStartInfo("node", [Path.Combine(repository, "bench", "Cards", "peer.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!);
    }

    /// <summary>The expanded card.</summary>
    public async Task<JsonNode?> PrepareAsync(Case one) => (await AskAsync(new JsonObject
    {
        ["name"] = one.Name,
        ["template"] = JsonNode.Parse(one.Template),
        ["root"] = one.Root(),
        ["host"] = JsonNode.Parse(one.Host.GetRawText()),
    }))["card"];

    /// <summary>Microseconds a card: expanded, and expanded and written as JSON text.</summary>
    public async Task<(double Expand, double Text)> MeasureAsync(Case one, int milliseconds)
    {
        var answer = await AskAsync(new JsonObject { ["name"] = one.Name, ["milliseconds"] = milliseconds });
        return ((double)answer["expand"]!, (double)answer["text"]!);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<JsonObject> AskAsync(JsonObject question)
    {
        await process.StandardInput.WriteLineAsync(question.ToJsonString());
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The npm engine has ended.");
        return JsonNode.Parse(line)!.AsObject();
    }
}
