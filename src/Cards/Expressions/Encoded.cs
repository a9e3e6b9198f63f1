namespace CrmBot.Cards;

/// <summary>A text that no data changes, encoded once: a word, a literal of an expression.</summary>
internal sealed class Encoded(string text)
{
    public string Text => text;

    /// <summary>The text as it stands between the quotes of a JSON string.</summary>
    public byte[] Inside { get; } = JsonText.Quoted(text)[1..^1];
}
