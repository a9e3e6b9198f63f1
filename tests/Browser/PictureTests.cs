namespace CrmBot.Browser.Tests;

/// <summary>Every card with every sample, drawn light and dark, 320 and 480 wide, folded and unfolded.</summary>
public sealed class PictureTests
{
    private const string OneCard = "card=customers/new&theme=light&width=320";

    private static readonly (string Script, string Fault)[] Spoilt =
    [
        ("text.style.whiteSpace = 'nowrap'; text.textContent = 'long '.repeat(80)", "sticks out"),
        ("button.style.whiteSpace = 'nowrap'; button.style.width = '60px'; button.style.overflow = 'hidden'", "is cut at the side"),
        ("text.style.height = '4px'; text.style.overflow = 'hidden'", "is cut below"),
        ("f.querySelector('input').placeholder = 'long '.repeat(80)", "has a hint that is cut"),
        ("f.querySelector('select').style.width = '40px'", "has a choice that is cut"),
        ("text.textContent = '$' + '{name}'", "an expression is left"),
        ("f.dataset.problems = 'Unknown element type: Nope'", "Unknown element type"),
        ("f.querySelector('.frame').replaceChildren()", "nothing is drawn"),
    ];

    /// <summary>Two sheets each time; a picture of each card under <c>./test.sh --all</c>.</summary>
    private static bool All => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all";

    [Fact]
    public async Task Every_card_fits_and_nothing_of_it_is_cut_or_unknown()
    {
        await using var browser = await Browser.LaunchAsync();
        var gallery = await Gallery.OpenAsync(browser);

        Assert.True(await gallery.Pictures.CountAsync() >= gallery.Samples * 4);
        var faults = await gallery.FaultsAsync();
        Assert.True(faults.Length == 0, string.Join('\n', faults.Take(40)));
        Assert.Empty(browser.Errors);
        Assert.Empty(browser.AskedOutside);

        foreach (var sheet in (string[])["theme=light&width=320", "theme=dark&width=480&language=en-US"])
        {
            await gallery.RedrawAsync(sheet);
            await gallery.PhotographAsync(sheet.Replace('&', '-').Replace('=', '-'));
        }

        if (All)
        {
            await gallery.RedrawAsync("");
            Assert.True(await gallery.PhotographEachAsync() >= gallery.Samples * 4);
        }
    }

    [Fact]
    public async Task What_a_person_could_not_read_is_seen()
    {
        await using var browser = await Browser.LaunchAsync();
        var gallery = await Gallery.OpenAsync(browser, OneCard);
        foreach (var (script, fault) in Spoilt)
        {
            Assert.Empty(await gallery.FaultsAsync());
            await gallery.SpoilAsync($"() => {{ const f = document.querySelector('figure[data-open=open]'); const text = f.querySelector('.ac-textBlock'), button = f.querySelector('.ac-pushButton'); {script}; }}");
            var faults = await gallery.FaultsAsync();
            Assert.True(faults.Any(f => f.StartsWith("customers/new", StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal)), $"after {script}: {string.Join('\n', faults)}");
            await gallery.RedrawAsync(OneCard);
        }
    }
}
