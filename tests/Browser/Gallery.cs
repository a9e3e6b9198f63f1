using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>The page of all cards, as the command writes it, in a browser.</summary>
internal sealed partial class Gallery
{
    // Everything a person could not read: what does not fit its card, what is cut, what the renderer does not know, what was not filled in.
    private const string Look = """
        () => {
          const faults = [];
          const canvas = document.createElement('canvas').getContext('2d');
          const width = (text, of) => { canvas.font = getComputedStyle(of).font; return canvas.measureText(text).width; };
          for (const figure of document.querySelectorAll('figure')) {
            const d = figure.dataset, frame = figure.querySelector('.frame'), edge = frame.getBoundingClientRect();
            const fault = (what, of) => faults.push(`${d.card} ${d.sample} ${d.theme} ${d.width} ${d.open}: ${what}${of ? ` <${of.className || of.tagName}> "${(of.textContent || of.value || of.placeholder || '').slice(0, 60)}"` : ''}`);
            if (d.problems) fault(d.problems);
            if (frame.innerHTML.includes('${')) fault('an expression is left');
            if (Math.abs(edge.width - Number(d.width)) > 1) fault(`the card is ${edge.width} wide`);
            if (frame.querySelectorAll('.ac-adaptiveCard').length === 0 || frame.innerText.trim() === '') fault('nothing is drawn');
            for (const part of frame.querySelectorAll('*')) {
              const box = part.getBoundingClientRect();
              if (box.width === 0 || box.height === 0) continue;
              if (box.right > edge.right + 1 || box.left < edge.left - 1) fault('sticks out', part);
              const field = ['INPUT', 'TEXTAREA', 'SELECT', 'OPTION'].includes(part.tagName);
              const style = getComputedStyle(part);
              if (!field && style.overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1) fault('is cut at the side', part);
              if (!field && style.overflowY !== 'visible' && part.scrollHeight > part.clientHeight + 1) fault('is cut below', part);
              const room = part.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
              if (part.tagName === 'INPUT' && part.placeholder && width(part.placeholder, part) > room + 1) fault('has a hint that is cut', part);
              if (part.tagName === 'SELECT' && width(part.selectedOptions[0]?.text ?? '', part) > room - 16) fault('has a choice that is cut', part);
            }
            const walk = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const range = document.createRange();
              range.selectNodeContents(walk.currentNode);
              for (const line of range.getClientRects()) {
                if (line.width > 0 && (line.right > edge.right + 1 || line.left < edge.left - 1)) fault('has text that sticks out', walk.currentNode.parentElement);
              }
            }
          }
          return faults;
        }
        """;

    private static readonly string Artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;

    private readonly IPage _page;

    private Gallery(IPage page, int samples) => (_page, Samples) = (page, samples);

    /// <summary>How many samples the command says it wrote.</summary>
    public int Samples { get; }

    public ILocator Pictures => _page.Locator("figure");

    /// <param name="browser">Where it is drawn.</param>
    /// <param name="shown">What is drawn, as the page's own choices: <c>theme=dark&amp;width=320</c>; everything when left out.</param>
    public static async Task<Gallery> OpenAsync(Browser browser, string shown = "")
    {
        var file = Path.Combine(Artifacts, "cards.html");
        var (exit, said) = await RunAsync("cards", "--out", file);
        Assert.True(exit == 0, said);
        var page = await browser.OpenFileAsync(file, shown, 1760, 1000);
        await Assertions.Expect(page.Locator("body")).ToHaveAttributeAsync("data-ready", "true", new() { Timeout = 60_000 });
        return new Gallery(page, int.Parse(Count().Match(said).Groups["count"].Value, CultureInfo.InvariantCulture));
    }

    public Task<string[]> FaultsAsync() => _page.EvaluateAsync<string[]>(Look);

    public Task SpoilAsync(string script) => _page.EvaluateAsync(script);

    /// <summary>Draws everything anew, of what the choices say.</summary>
    public Task RedrawAsync(string shown) =>
        _page.EvaluateAsync("shown => { for (const id in choices) choices[id].value = ''; for (const [id, value] of new URLSearchParams(shown)) choices[id].value = value; show(); }", shown);

    /// <summary>Writes the whole page as <c>artifacts/pictures/{name}.png</c>, to be looked at.</summary>
    public Task PhotographAsync(string name) => _page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Artifacts, "pictures", name + ".png") });

    /// <summary>Writes <c>artifacts/pictures/*.png</c> of every figure; answers how many.</summary>
    public async Task<int> PhotographEachAsync()
    {
        var figures = Pictures;
        var count = await figures.CountAsync();
        for (var i = 0; i < count; i++)
        {
            var figure = figures.Nth(i);
            var name = await figure.EvaluateAsync<string>(
                "f => [f.dataset.card.replace('/', '-'), f.dataset.sample, f.dataset.theme, f.dataset.width, f.dataset.open].filter(p => p).join('-')");
            await figure.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "pictures", name + ".png") });
        }

        return count;
    }

    private static async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Bot", here.Name, "CrmBot.Bot.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"with (?<count>\d+) samples", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();
}
