using System.Collections.Frozen;

namespace CrmBot.Cards;

/// <summary>Every function and operator that a template may use.</summary>
internal static class Library
{
    private static readonly FrozenDictionary<string, Function> Functions =
        new[]
        {
            Arithmetic.Functions, Logic.Functions, Texts.Functions, Formats.Functions,
            Lists.Functions, Picking.Functions, Looping.Functions, Objects.Functions, Times.Functions, OurOwn.Functions,
        }
        .SelectMany(set => set.ByName)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static Function? Find(string name) => Functions.GetValueOrDefault(name);

    /// <summary>The known name nearest to a misspelt one, or null when none is near.</summary>
    public static string? Nearest(string name) => Spelling.Nearest(name, Functions.Keys);
}
