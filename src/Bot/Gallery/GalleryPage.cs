using System.Text;
using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Start;
using CrmBot.Cards;

namespace CrmBot.Bot.Gallery;

/// <summary>What became of the page.</summary>
internal abstract record GalleryOutcome
{
    private GalleryOutcome() { }

    internal sealed record Made(string Html, int Cards, int Samples) : GalleryOutcome;

    /// <summary>The npm packages that draw the cards are not there.</summary>
    internal sealed record NoRenderer(string Sentence) : GalleryOutcome;
}

/// <summary>
/// Every card with every sample on one page that needs nothing else: the page's own files and the npm packages
/// <c>adaptivecards</c> and <c>markdown-it</c> stand in it. A sample is drawn in the language that its name begins with.
/// </summary>
internal static class GalleryPage
{
    private static readonly string[] Scripts = ["adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/markdown-it.min.js"];

    /// <summary>Own code and style only; whatever a card names, nothing is asked of a server.</summary>
    private const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <param name="shelf">The cards.</param>
    /// <param name="root">The folder with <c>node_modules</c>.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<GalleryOutcome> MakeAsync(CardShelf shelf, string root, CancellationToken ct)
    {
        var scripts = Scripts.Select(s => Path.Combine(root, "node_modules", s)).ToList();
        if (scripts.Find(s => !File.Exists(s)) is not null)
        {
            return new GalleryOutcome.NoRenderer($"The cards are drawn by npm packages that are not installed: run \"npm ci\" in {root} first.");
        }

        var (cards, samples) = Cards(shelf);
        var page = new StringBuilder(await OwnAsync("gallery.html", ct))
            .Replace("/*style*/", await OwnAsync("gallery.css", ct))
            .Replace("/*cards*/", cards)
            .Replace("/*look*/", await OwnAsync("gallery.look.js", ct))
            .Replace("/*page*/", await OwnAsync("gallery.js", ct));
        foreach (var (script, at) in scripts.Select((s, i) => (s, $"/*script{i}*/")))
        {
            page.Replace(at, (await File.ReadAllTextAsync(script, ct)).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase));
        }

        return new GalleryOutcome.Made(page.ToString(), shelf.Cards.Count, samples);
    }

    /// <summary>The page as it is now, or why it cannot be drawn.</summary>
    public static async Task<IResult> ShowAsync(CardShelf shelf, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        return await MakeAsync(shelf, Engine.Root(), ct) switch
        {
            GalleryOutcome.Made made => Results.Content(made.Html, "text/html", Encoding.UTF8),
            GalleryOutcome.NoRenderer no => Results.Text(no.Sentence, statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => Results.NotFound(),
        };
    }

    /// <summary>A list of <c>{ card, sample, language, json }</c>; the writer escapes what would end a script.</summary>
    private static (string Json, int Samples) Cards(CardShelf shelf)
    {
        var count = 0;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var card in shelf.Cards)
            {
                foreach (var sample in shelf[card].Samples)
                {
                    var language = CardShelf.Languages.FirstOrDefault(l => sample.StartsWith(l[..2], StringComparison.Ordinal)) ?? CardShelf.Languages[0];
                    writer.WriteStartObject();
                    writer.WriteString("card", card);
                    writer.WriteString("sample", sample);
                    writer.WriteString("language", language);
                    writer.WritePropertyName("json");
                    using var json = JsonDocument.Parse(shelf.RenderSample(card, sample, language, Speaker.Host("sample")));
                    json.RootElement.WriteTo(writer);
                    writer.WriteEndObject();
                    count++;
                }
            }

            writer.WriteEndArray();
        }

        return (Encoding.UTF8.GetString(buffer.ToArray()), count);
    }

    private static async Task<string> OwnAsync(string name, CancellationToken ct)
    {
        await using var stream = typeof(GalleryPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the program.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
