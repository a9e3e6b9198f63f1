using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>npm <c>adaptivecards-templating</c> in a process of its own, which ends when its input does.</summary>
internal sealed class TemplatingPeer : IAsyncDisposable
{
    private readonly Process _process;

    private TemplatingPeer(Process process) => _process = process;

    /// <summary>Throws a sentence that says what to do when Node.js or the packages are not there.</summary>
    public static TemplatingPeer Start()
    {
        var root = Repository.Root;
        if (!File.Exists(Path.Combine(root, "node_modules", "adaptivecards-templating", "package.json")))
        {
            throw new InvalidOperationException("The npm engine that the cards are compared with is not installed: run ./test.sh once, or npm ci.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(root, "tests", "Cards", "peers", "templating.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["TZ"] = "UTC", ["LANG"] = "en_US.UTF-8" },
        };
        try
        {
            return new TemplatingPeer(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("The comparison of cards needs Node.js: install it, then run ./test.sh.", e);
        }
    }

    /// <summary>What it makes of each question, in order.</summary>
    public async Task<IReadOnlyList<JsonObject>> ExpandAsync(IEnumerable<JsonObject> questions)
    {
        var count = 0;
        var asking = Task.Run(async () =>
        {
            foreach (var question in questions)
            {
                await _process.StandardInput.WriteLineAsync(question.ToJsonString());
                count++;
            }

            await _process.StandardInput.FlushAsync();
            _process.StandardInput.Close();
        });
        var answers = new List<JsonObject>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            answers.Add(JsonNode.Parse(line)!.AsObject());
        }

        await asking;
        return answers.Count == count
            ? answers
            : throw new InvalidOperationException($"The npm engine answered {answers.Count} of {count} questions.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
