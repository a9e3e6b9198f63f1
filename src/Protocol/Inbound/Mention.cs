using System.Text;

namespace CrmBot.Protocol;

/// <summary>Somebody named in the text of an activity; the text holds <paramref name="Span"/> literally.</summary>
internal readonly record struct Mention(string MentionedId, string? Span)
{
    public static string? Strip(string? text, IReadOnlyList<Mention> mentions, string ownId)
    {
        if (text is null)
        {
            return null;
        }

        for (var i = 0; i < mentions.Count; i++)
        {
            if (ownId.Length > 0 && mentions[i].MentionedId == ownId && mentions[i].Span is { Length: > 0 } span)
            {
                text = Without(text, span);
            }
        }

        return text.Trim();
    }

    // Takes one of the two spaces around a span in the middle with it.
    private static string Without(string text, string span)
    {
        var at = text.IndexOf(span, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var rest = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = text.IndexOf(span, from, StringComparison.Ordinal))
        {
            rest.Append(text, from, at - from);
            from = at + span.Length;
            if (from < text.Length && char.IsWhiteSpace(text[from]) && (rest.Length == 0 || char.IsWhiteSpace(rest[^1])))
            {
                from++;
            }
        }

        return rest.Append(text, from, text.Length - from).ToString();
    }
}
