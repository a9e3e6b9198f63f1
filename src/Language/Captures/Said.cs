namespace CrmBot.Language;

/// <summary>Something that was read out of a sentence, with the words that it was read from.</summary>
/// <param name="Start">First UTF-16 unit of those words in the sentence.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Guessed">Not said in so many words: a person should look at it before it is kept.</param>
public sealed record Said<T>(T Value, int Start, int Length, bool Guessed = false);
