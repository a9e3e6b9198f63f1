using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>What a person sees and does on the chat page.</summary>
public sealed class ChatPage(IPage page)
{
    private const float Patience = 20_000;

    public IPage Page => page;

    private ILocator Cards => page.Locator(".ac-adaptiveCard");

    /// <summary>Everyone in the list, as it names them.</summary>
    public async Task<IReadOnlyList<string>> PersonasAsync()
    {
        await Assertions.Expect(page.Locator("#who")).ToBeEnabledAsync(new() { Timeout = Patience });
        return await page.Locator("#who option").AllInnerTextsAsync();
    }

    public async Task PickPersonaAsync(string name)
    {
        var option = page.Locator("#who option", new() { HasTextString = name });
        await page.Locator("#who").SelectOptionAsync(await option.GetAttributeAsync("value") ?? name);
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^" + Regex.Escape(name), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await ReadyAsync();
    }

    /// <summary>Waits until the person can write.</summary>
    public async Task ReadyAsync()
    {
        await Assertions.Expect(page.Locator("#chat")).ToHaveAttributeAsync("aria-busy", "false", new() { Timeout = Patience });
        await Assertions.Expect(Box).ToBeEditableAsync(new() { Timeout = Patience });
    }

    public async Task SayAsync(string text)
    {
        await ReadyAsync();
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(text, new() { Exact = true }).Last).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    /// <summary>Chooses a file by the page's own button, and sends it where the page waits for that.</summary>
    public async Task UploadAsync(string name, string text)
    {
        await ReadyAsync();
        await page.Locator("#chat input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await Box.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(name).First).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    /// <summary>The newest card that holds the text, once it is there.</summary>
    public async Task<ILocator> WaitForCardContainingAsync(string text)
    {
        var card = Cards.Filter(new() { HasTextString = text }).Last;
        await Assertions.Expect(card).ToBeVisibleAsync(new() { Timeout = Patience });
        return card;
    }

    /// <summary>Waits for a card that holds both texts.</summary>
    public Task WaitForCardAsync(string text, string other) => Assertions.Expect(
        Cards.Filter(new() { HasTextString = text }).Filter(new() { HasTextString = other }).Last).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>True when a card that holds both texts is there within three seconds.</summary>
    public async Task<bool> HasCardAsync(string text, string other)
    {
        try
        {
            await Cards.Filter(new() { HasTextString = text }).Filter(new() { HasTextString = other }).Last.WaitForAsync(new() { Timeout = 3000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Fills a field of the newest card that has it: text, day (yyyy-MM-dd), time (HH:mm) or a choice by its title.</summary>
    public async Task FillAsync(string label, string value)
    {
        var field = Cards.GetByLabel(label).Last;
        await Assertions.Expect(field).ToBeVisibleAsync(new() { Timeout = Patience });
        if (await field.EvaluateAsync<string>("f => f.tagName") == "SELECT")
        {
            await field.SelectOptionAsync(new SelectOptionValue { Label = value });
        }
        else
        {
            await field.FillAsync(value);
        }
    }

    /// <summary>Ticks the newest box of a card with this title.</summary>
    public Task TickAsync(string title) => Cards.GetByRole(AriaRole.Checkbox, new() { Name = title }).Last.CheckAsync(new() { Timeout = Patience });

    /// <summary>Says something that is answered by a card with links; what the link of this title leads to, as text.</summary>
    public async Task<string> FollowAsync(string text, string title)
    {
        // The page opens a link in a window of its own; here it is only noted.
        await page.EvaluateAsync("() => { window.opened = []; window.open = address => { window.opened.push(address); return null; }; }");
        var before = await Cards.CountAsync();
        await SayAsync(text);
        await Assertions.Expect(Cards).ToHaveCountAsync(before + 1, new() { Timeout = Patience });
        await Cards.Last.Locator("button, a").Filter(new() { HasTextString = title }).Last.ClickAsync(new() { Timeout = Patience });
        var address = await page.EvaluateAsync<string>("() => window.opened[0]");
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(address));
    }

    /// <summary>Presses the newest button of a card with this title.</summary>
    public async Task PressAsync(string title)
    {
        var button = Cards.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last;
        await button.ScrollIntoViewIfNeededAsync();
        await button.ClickAsync();
    }

    /// <summary>Presses the latest line of a list that holds a text; false when there is none.</summary>
    public async Task<bool> OpenLineAsync(string text)
    {
        var lines = Cards.Locator(".ac-columnSet.ac-selectable").Filter(new() { HasTextString = text });
        if (await lines.CountAsync() == 0)
        {
            return false;
        }

        await lines.Last.ScrollIntoViewIfNeededAsync();
        await lines.Last.ClickAsync();
        return true;
    }

    /// <summary>Moves people's time to the next due item; answers with the time then shown.</summary>
    public async Task<string> MoveClockToNextDueAsync()
    {
        var now = page.Locator("#now");
        var before = await now.InnerTextAsync();
        await page.Locator("#next").ClickAsync(new() { Timeout = Patience });
        await Assertions.Expect(now).Not.ToHaveTextAsync(before, new() { Timeout = Patience });
        return await now.InnerTextAsync();
    }

    public Task<string> TimeShownAsync() => page.Locator("#now").InnerTextAsync();

    /// <summary>Writes <c>artifacts/screens/{name}.png</c>, to be looked at.</summary>
    public async Task ScreenshotAsync(string name)
    {
        // For the eye only: the transcript glides to its end and the connection notice fades.
        await page.WaitForTimeoutAsync(1500);
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(artifacts, "screens", name + ".png") });
    }

    private ILocator Box => page.Locator("#chat form textarea, #chat form input[type=text]").First;
}
