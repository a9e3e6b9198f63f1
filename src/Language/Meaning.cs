namespace CrmBot.Language;

/// <summary>A piece of the person's sentence that fills a <c>{slot}</c> of a pattern.</summary>
/// <param name="Name">The slot's name in the pattern: <c>customer</c>, <c>person</c>, <c>other</c>, <c>place</c>, <c>when</c>, <c>days</c>, <c>tier</c> or <c>text</c>.</param>
/// <param name="Text">As written: script, case and width are the writer's.</param>
/// <param name="Start">First UTF-16 unit in the text given to <see cref="Phrasebook.Understand"/>.</param>
/// <param name="Length">In UTF-16 units.</param>
public sealed record Slot(string Name, string Text, int Start, int Length);

/// <summary>What a sentence asks for.</summary>
/// <param name="Intent">A concept of <c>phrases/</c>, or <see cref="Unknown"/>.</param>
/// <param name="Slots">In the order of the sentence.</param>
/// <param name="Values">What the matched pattern fixes by itself, such as <c>lang</c> = <c>en-US</c>.</param>
/// <param name="Why">The language and pattern that matched. Holds nothing of the person's text, so it may be logged.</param>
public sealed record Meaning(
    string Intent,
    IReadOnlyList<Slot> Slots,
    IReadOnlyDictionary<string, string> Values,
    string Why)
{
    /// <summary>The intent of a sentence that no pattern matches as a whole.</summary>
    public const string Unknown = "unknown";

    /// <summary>The text of the first slot of this name; null when the sentence has none.</summary>
    public string? this[string slot] => Slots.FirstOrDefault(s => s.Name == slot)?.Text;
}
