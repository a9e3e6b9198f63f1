using System.Text.Json;

namespace CrmBot.Cards.Tests;

/// <summary>A shelf whose digest was kept: nothing is proved again while nothing has changed, and everything as soon as something has.</summary>
public sealed class KnownShelfTests : IDisposable
{
    private readonly CardFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_known_shelf_has_the_same_cards_and_words()
    {
        var proved = folder.Load();
        var known = folder.LoadKnown(proved.Digest);

        Assert.Equal(proved.Cards, known.Cards);
        Assert.Equal(proved.Capabilities, known.Capabilities);
        Assert.Equal(proved["visits/form"].UsedWords, known["visits/form"].UsedWords);
        Assert.Equal(proved.Words("visits", "en-US").Keys, known.Words("visits", "en-US").Keys);
        Assert.Equal(
            proved.RenderSample("visits/form", "coached", "zh-CN").ToArray(), known.RenderSample("visits/form", "coached", "zh-CN").ToArray());
        Assert.Throws<KeyNotFoundException>(() => known["visits/absent"]);
        Assert.Throws<KeyNotFoundException>(() => known["absent/form"]);
        Assert.Throws<KeyNotFoundException>(() => known["visits"]);
    }

    [Fact]
    public void What_is_known_is_compiled_when_it_is_first_needed()
    {
        folder.Change("visits/form.json", "plain(customer)", "plain(custmer)");

        var known = folder.LoadKnown(folder.Digest());

        Assert.Contains("custmer", Assert.Throws<CardFaultException>(() => known["visits/form"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_compiled_later_is_what_stood_there_at_the_load()
    {
        var known = folder.LoadKnown(folder.Digest());
        folder.Change("visits/text.en-US.json", "Submit", "Send");

        Assert.Equal("Submit", known.Words("visits", "en-US")["submit"]);
    }

    [Theory]
    [InlineData("visits/form.json")]
    [InlineData("visits/text.en-US.json")]
    [InlineData("visits/sample.json")]
    [InlineData("_shared/text.zh-CN.json")]
    public void A_changed_file_is_proved_with_all_others(string file)
    {
        var digest = folder.Load().Digest;
        folder.Write(file, "[]");

        Assert.NotEmpty(Assert.Throws<CardFaultException>(() => folder.LoadKnown(digest)).Faults);
    }

    [Fact]
    public void A_file_more_less_or_of_another_name_is_a_change()
    {
        var digest = folder.Load().Digest;

        folder.Write("visits/more.json", "{}");
        var more = folder.Digest();
        folder.Delete("visits/more.json").Write("visits/else.json", "{}");

        Assert.Equal(3, new[] { digest, more, folder.Digest() }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Another_sample_of_the_host_is_a_change()
    {
        using var folderOfHost = new CardFolder();
        var files = ShelfFiles.Read(folderOfHost.Root);

        Assert.NotEqual(files.Digest(null), files.Digest(JsonElement.Parse("""{"card":"c"}""")));
    }
}
