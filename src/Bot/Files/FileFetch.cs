using System.Net;
using CrmBot.Protocol;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Files;

/// <summary>A file that somebody sent.</summary>
internal abstract record Fetched
{
    private Fetched() { }

    /// <param name="Content">Seekable, at its beginning; deleted when it is closed.</param>
    internal sealed record Here(Stream Content) : Fetched;

    internal sealed record TooLarge : Fetched;

    /// <param name="Why">For the log: never the address, which is a key to the file.</param>
    internal sealed record Failed(string Why) : Fetched;
}

/// <summary>
/// Fetches what people send, from where the channel keeps it. The address comes from outside, so it leads only to hosts of the settings
/// and is not followed elsewhere: else the bot could be made to ask machines that only it reaches.
/// </summary>
internal sealed class FileFetch(IOptions<FilesOptions> options, IOptions<ProtocolOptions> protocol, TimeProvider machine) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = new NotForThisMachine(HttpClient.DefaultProxy),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Whether files may come from there.</summary>
    public bool Allows(Uri from) => from.IsLoopback
        ? protocol.Value.AllowLoopback && from.Scheme is "http" or "https"
        : from.Scheme == "https" && from.IsDefaultPort && from.UserInfo.Length == 0
            && options.Value.AllHosts.Any(h => from.IdnHost.EndsWith(h, StringComparison.OrdinalIgnoreCase));

    public async Task<Fetched> FetchAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var from) || !Allows(from))
        {
            return new Fetched.Failed("HostNotAllowed");
        }

        using var late = new CancellationTokenSource(options.Value.FetchLimit, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var answer = await http.GetAsync(from, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.StatusCode != HttpStatusCode.OK ? new Fetched.Failed($"Status{(int)answer.StatusCode}")
                : answer.Content.Headers.ContentLength > FileLimits.Bytes ? new Fetched.TooLarge()
                : await KeepAsync(await answer.Content.ReadAsStreamAsync(either.Token), either.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new Fetched.Failed(fault.GetType().Name);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>A file of this machine that is gone when it is closed, also when the process dies.</summary>
    public static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), "crmbot-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private static async Task<Fetched> KeepAsync(Stream content, CancellationToken ct)
    {
        var file = Temporary();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                if (file.Length + read > FileLimits.Bytes)
                {
                    await file.DisposeAsync();
                    return new Fetched.TooLarge();
                }

                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return new Fetched.Here(file);
    }

    // The environment's proxy knows nothing of this machine's ports.
    private sealed class NotForThisMachine(IWebProxy inner) : IWebProxy
    {
        public ICredentials? Credentials { get => inner.Credentials; set => inner.Credentials = value; }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : inner.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
    }
}
