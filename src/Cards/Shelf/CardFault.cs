namespace CrmBot.Cards;

/// <summary>A fault in a file of a card folder.</summary>
/// <param name="File">The file, as a path under the folder of all cards: <c>follow-ups/form.json</c>.</param>
/// <param name="Line">From 1; 0 when the fault is of the whole file.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Sentence">What is wrong. Never quotes data.</param>
public sealed record CardFault(string File, int Line, int Column, string Sentence)
{
    /// <summary>The fault as editors understand it: <c>cards/x/form.json(12,8): sentence</c>.</summary>
    public override string ToString() => Line == 0 ? $"cards/{File}: {Sentence}" : $"cards/{File}({Line},{Column}): {Sentence}";
}
