namespace CrmBot.Language;

/// <summary>
/// Reads what a rep tells of a contact with a customer. Pure, deterministic and offline; the words it knows stand in
/// <c>phrases/captures/</c>, the days in <c>phrases/dates/</c>, and every field says which words it came from.
/// </summary>
public static class CaptureReader
{
    /// <summary>A longer text is not read, in UTF-16 units: what a person tells is shorter.</summary>
    public const int Longest = 8000;

    /// <summary>What the text tells; null when it tells nothing of a customer (a question, a command, small talk). Never throws for any text.</summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static Capture? Read(string text, CaptureContext context)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
        {
            return null;
        }

        text = Openings.Blanked(text);
        var names = NameSpotter.Read(text, context);
        var sentence = new Sentence(text, context, names.Mentions);
        var sections = Headings.Split(text);
        var capture = sections.Count > 0 ? new SectionReader(context, names).Read(text, sections) : new SentenceReader(sentence, context, names).Read();
        return !Statement.Is(sentence, capture) ? null
            : sections.Count > 0 ? capture
            : capture with { Aside = AsideRules.Of(sentence, capture, context.SpeakerId) };
    }
}
