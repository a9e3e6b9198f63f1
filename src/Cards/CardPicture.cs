namespace CrmBot.Cards;

/// <summary>What is known of a card from its template and samples; the contract tests of the bot hold it against routes and forms.</summary>
/// <param name="Name">Capability and file: <c>follow-ups/form</c>.</param>
/// <param name="Verbs">The verbs of all its actions, over all samples.</param>
/// <param name="Inputs">Per verb the ids of the inputs that are sent with it, over all samples.</param>
/// <param name="DataKeys">Per verb the keys that its action's data carries, without <c>verb</c>, over all samples.</param>
/// <param name="UsedWords">The text keys that the template uses.</param>
/// <param name="Samples">The names of its samples.</param>
public sealed record CardPicture(
    string Name,
    IReadOnlySet<string> Verbs,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Inputs,
    IReadOnlyDictionary<string, IReadOnlySet<string>> DataKeys,
    IReadOnlySet<string> UsedWords,
    IReadOnlyCollection<string> Samples);
