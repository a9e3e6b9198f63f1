using CrmBot.Bot.Gallery;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Gallery;

public sealed class GalleryTests : IDisposable
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("crmbot-gallery").FullName;

    [Fact]
    public async Task Without_the_renderer_it_says_what_to_install()
    {
        var outcome = await GalleryPage.MakeAsync(Shelf.Cards, _root, CancellationToken.None);

        Assert.Contains("npm ci", Assert.IsType<GalleryOutcome.NoRenderer>(outcome).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_holds_every_sample_in_its_own_language_and_asks_for_nothing()
    {
        var made = await MadeAsync();

        Assert.Equal(Shelf.CardNames.Count, made.Cards);
        Assert.Equal(Shelf.CardNames.Sum(card => Shelf.Cards[card].Samples.Count), made.Samples);
        foreach (var sample in Shelf.Cards["customers/mine"].Samples)
        {
            Assert.Contains($"\"card\":\"customers/mine\",\"sample\":\"{sample}\",\"language\":\"{CardShelf.Languages.Single(l => l[..2] == sample[..2])}\"", made.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("src=", made.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", made.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", made.Html.Split("<main>")[0].Split("<style>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_script_or_a_card_ends_the_script()
    {
        var made = await MadeAsync("if ('</script>') {}");

        Assert.Equal(5, made.Html.Split("</script").Length - 1);
        Assert.Contains("<\\/script>", made.Html, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);

    private async Task<GalleryOutcome.Made> MadeAsync(string script = "renderer()")
    {
        foreach (var file in (string[])["adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/markdown-it.min.js"])
        {
            var path = Path.Combine(_root, "node_modules", file);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, script);
        }

        return Assert.IsType<GalleryOutcome.Made>(await GalleryPage.MakeAsync(Shelf.Cards, _root, CancellationToken.None));
    }
}
