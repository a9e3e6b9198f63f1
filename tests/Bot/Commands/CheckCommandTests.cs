using CrmBot.Bot.Commands;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Cards;
using CrmBot.Language;

namespace CrmBot.Bot.Tests.Commands;

/// <summary><c>check</c>, and what a start does with what it kept.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("crmbot-check");
    private readonly Shipped shipped;

    public CheckCommandTests()
    {
        shipped = new(folder.FullName);
        Copy(Path.Combine("cards", "_shared"));
        Copy(Path.Combine("cards", "help"));
        Copy("phrases");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_fault_it_says_of_how_much_and_keeps_only_what_it_is_asked_to()
    {
        var (code, said, complaint) = await RunAsync();
        Assert.Equal((0, ""), (code, complaint));
        Assert.StartsWith("The cards of 1 capabilities and the phrases of ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(shipped.Kept));

        await RunAsync("--keep");
        Assert.Equal(
            [$"cards {shipped.LoadCards().Digest}", $"phrases {shipped.LoadPhrases().Digest}"], await File.ReadAllLinesAsync(shipped.Kept));
    }

    [Fact]
    public async Task A_change_after_the_check_is_proved_by_the_start()
    {
        await RunAsync("--keep");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cards", "help", "text.en-US.json"), "{}");
        File.Copy(Path.Combine(folder.FullName, "phrases", "help.json"), Path.Combine(folder.FullName, "phrases", "help_me.json"));

        Assert.NotEmpty(Assert.Throws<CardFaultException>(shipped.LoadCards).Faults);
        Assert.NotEmpty(Assert.Throws<PhraseFaultException>(shipped.LoadPhrases).Faults);
    }

    [Theory]
    [InlineData("cards/help/text.en-US.json", "help/text.en-US.json(1,")]
    [InlineData("phrases/help.json", "help.json(1)")]
    public async Task A_fault_is_said_and_nothing_is_kept(string file, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), "{");

        var (code, said, complaint) = await RunAsync("--keep");

        Assert.Equal((1, ""), (code, said));
        Assert.Contains(expected, complaint, StringComparison.Ordinal);
        Assert.False(File.Exists(shipped.Kept));
    }

    private async Task<(int Code, string Said, string Complaint)> RunAsync(params string[] options)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CheckCommand.Create(shipped).Parse(options).InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private void Copy(string part)
    {
        var to = System.IO.Directory.CreateDirectory(Path.Combine(folder.FullName, part)).FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(Shelf.Root, part), "*.json"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
