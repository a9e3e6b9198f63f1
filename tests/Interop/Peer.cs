using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace CrmBot.Interop.Tests;

/// <summary>A small program around Microsoft's JavaScript SDK. It answers questions, tells news, and ends when its input does.</summary>
internal sealed class Peer : IAsyncDisposable
{
    // An upper bound for a machine under load; an answer takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly Channel<JsonObject> _news = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _questions;

    private Peer(Process process) => _process = process;

    /// <summary>Throws a sentence that says what to do when Node.js or its packages are not there.</summary>
    public static Peer Start(string program, params string[] arguments)
    {
        var root = Root();
        if (!File.Exists(Path.Combine(root, "node_modules", "botbuilder", "package.json")))
        {
            throw new InvalidOperationException("The peers of the interop tests are not installed: run ./test.sh once, or npm ci.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(root, "tests", "Interop", "peers", program + ".js"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var peer = new Peer(process);
        process.OutputDataReceived += (_, line) => peer.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => peer._complaints.Enqueue(line.Data ?? "");
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("The interop tests need Node.js: install it, then run ./test.sh.", e);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return peer;
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        return folder.FullName;
    }

    public async Task<JsonObject> AskAsync(JsonObject question)
    {
        var number = Interlocked.Increment(ref _questions);
        var answered = _asked[number] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        question["ask"] = number;
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(question.ToJsonString());
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }

        var answer = await InTimeAsync(ct => answered.Task.WaitAsync(ct), question.ToJsonString());
        Assert.True(answer["fault"] is null, (string?)answer["fault"]);
        return answer;
    }

    /// <summary>The next news that has this member; what comes before it is passed over.</summary>
    public Task<JsonObject> NewsAsync(string member, Func<JsonObject, bool>? which = null) => InTimeAsync(
        async ct =>
        {
            while (true)
            {
                var news = await _news.Reader.ReadAsync(ct);
                Assert.True(news["turnFault"] is null, (string?)news["turnFault"]);
                if (news[member] is not null && (which is null || which(news)))
                {
                    return news;
                }
            }
        },
        member);

    /// <summary>Where a peer that is a server listens.</summary>
    public async Task<Uri> AddressAsync() => new($"http://127.0.0.1:{(int)(await NewsAsync("listening"))["listening"]!}");

    /// <summary>Ends it by ending its input; whoever asks it afterwards finds nobody.</summary>
    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await LeaveAsync();
        }

        _process.Dispose();
        _writing.Dispose();
    }

    private async Task<JsonObject> InTimeAsync(Func<CancellationToken, Task<JsonObject>> wait, string what)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            return await wait(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"The peer did not answer: {what}\nIt complained:\n{string.Join('\n', _complaints)}", e);
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _news.Writer.TryComplete();
            foreach (var asked in _asked.Values)
            {
                asked.TrySetCanceled();
            }
        }
        else if (line.StartsWith('{') && JsonNode.Parse(line) is JsonObject said)
        {
            if (said["ask"] is { } number && _asked.TryRemove((int)number, out var asked))
            {
                asked.SetResult(said);
            }
            else
            {
                _news.Writer.TryWrite(said);
            }
        }
    }
}
