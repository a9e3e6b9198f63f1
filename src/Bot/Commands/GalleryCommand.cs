using System.CommandLine;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Gallery;
using CrmBot.Bot.Start;
using CrmBot.Cards;

namespace CrmBot.Bot.Commands;

/// <summary><c>cards</c>: writes every card with its samples as one HTML page, to be looked at.</summary>
internal static class GalleryCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "file to write; artifacts/cards.html of the repository when left out" };

    /// <summary>Makes it what the command does when none of its own commands is named.</summary>
    public static Command On(Command cards)
    {
        cards.Add(Out);
        cards.SetAction(static async (parsed, ct) => await WriteAsync(parsed, ct));
        return cards;
    }

    private static async Task<int> WriteAsync(ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var file = Path.GetFullPath(parsed.GetValue(Out) ?? Path.Combine(Engine.Root(), "artifacts", "cards.html"));
        try
        {
            var shelf = CardShelf.Load(Path.Combine(AppContext.BaseDirectory, "cards"), Speaker.Host("sample"));
            switch (await GalleryPage.MakeAsync(shelf, Engine.Root(), ct))
            {
                case GalleryOutcome.Made made:
                    System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    await File.WriteAllTextAsync(file, made.Html, ct);
                    await output.WriteLineAsync($"Wrote {file}: {made.Cards} cards with {made.Samples} samples.");
                    return 0;
                case GalleryOutcome.NoRenderer no:
                    await error.WriteLineAsync(no.Sentence);
                    return 1;
                default:
                    return 1;
            }
        }
        catch (Exception fault) when (fault is CardFaultException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The page could not be written: {fault.Message}");
            return 1;
        }
    }
}
