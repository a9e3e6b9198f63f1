using Microsoft.Extensions.FileProviders;

namespace CrmBot.Bot.WebChat;

/// <summary>The page's own files, from <c>wwwroot</c> beside the program, whatever folder it was started in.</summary>
internal static class Page
{
    // Web Chat writes style elements, draws pictures from data and blob addresses, and reads a file to send from a blob; nothing may come
    // from elsewhere.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self' blob: ws://localhost:* ws://127.0.0.1:*; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>True for a path that belongs to the page or its routes, and to nobody else.</summary>
    public static bool Owns(PathString path)
    {
        return path == "/" || path == "/index.html" || path == "/favicon.svg"
            || IsUnder("/page") || IsUnder("/lib") || IsUnder("/v3/directline") || IsUnder("/web/connector");

        bool IsUnder(string folder) => path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase);
    }

    public static void UsePageFiles(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!System.IO.Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = static file =>
            {
                var headers = file.Context.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                // Asked for again each time and answered 304: a new build shows at once.
                headers.CacheControl = "no-cache";
            },
        });
    }
}
