namespace CrmBot.Language;

/// <summary>One file of <c>phrases/</c> as written.</summary>
internal sealed record PhraseConcept(string File, string Name, IReadOnlyList<PhraseLanguage> Languages);

internal sealed record PhraseLanguage(string Code, IReadOnlyList<PhrasePattern> Patterns, IReadOnlyList<PhraseExample> Examples);

/// <param name="Values">What a sentence of this pattern fixes without saying it.</param>
internal sealed record PhrasePattern(string Text, IReadOnlyDictionary<string, string> Values, int Line)
{
    public bool SameValues(IReadOnlyDictionary<string, string> other) =>
        other.Count == Values.Count && Values.All(v => other.TryGetValue(v.Key, out var value) && value == v.Value);
}

/// <param name="Values">Null: not looked at.</param>
internal sealed record PhraseExample(
    string Text,
    IReadOnlyDictionary<string, string> Slots,
    IReadOnlyDictionary<string, string>? Values,
    int Line);
