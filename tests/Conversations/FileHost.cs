using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmBot.Conversations.Tests;

/// <summary>Where Teams keeps files that people send: gives each at an address of its own.</summary>
internal sealed class FileHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    private FileHost(WebApplication app) => this.app = app;

    public static async Task<FileHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var made = new FileHost(host);
        host.MapGet("/files/{name}", (string name) => made.files.TryGetValue(name, out var bytes) ? Results.Bytes(bytes) : Results.NotFound());
        host.MapGet("/moved/{name}", (string name) => Results.Redirect($"/files/{name}"));
        await host.StartAsync();
        return made;
    }

    /// <summary>The address that a file can be fetched from.</summary>
    public string Keep(byte[] content)
    {
        var name = $"f{files.Count + 1}";
        files[name] = content;
        return $"{app.Urls.First()}/files/{name}";
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
