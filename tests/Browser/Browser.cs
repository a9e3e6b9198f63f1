using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>One Chromium for a test, in which nothing outside this machine can be reached.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Addresses outside this machine that a page asked for.</summary>
    public ConcurrentQueue<string> AskedOutside { get; } = new();

    /// <summary>Errors that pages wrote to their console or threw.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public static async Task<Browser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A window with a memory of its own.</summary>
    public async Task<ChatPage> OpenAsync(Uri address, string person, int width = 1100, int height = 860, bool dark = false)
    {
        var page = await NewPageAsync(width, height, dark);
        await page.GotoAsync(new Uri(address, "/#" + person).ToString());
        return new ChatPage(page);
    }

    /// <summary>A window with a file of this machine in it.</summary>
    public async Task<IPage> OpenFileAsync(string file, string fragment, int width, int height)
    {
        var page = await NewPageAsync(width, height, dark: false);
        await page.GotoAsync(new Uri(file) + (fragment.Length > 0 ? "#" + fragment : ""));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task<IPage> NewPageAsync(int width, int height, bool dark)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "zh-CN",
        });
        await context.RouteAsync("**/*", route =>
        {
            var uri = new Uri(route.Request.Url);
            if (uri.IsLoopback || uri.Scheme is "data" or "blob")
            {
                return route.ContinueAsync();
            }

            AskedOutside.Enqueue(route.Request.Url);
            return route.AbortAsync();
        });

        var page = await context.NewPageAsync();
        page.WebSocket += (_, socket) =>
        {
            if (!new Uri(socket.Url).IsLoopback)
            {
                AskedOutside.Enqueue(socket.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
        return page;
    }
}
