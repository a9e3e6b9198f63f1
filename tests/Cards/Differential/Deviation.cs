namespace CrmBot.Cards.Tests.Differential;

/// <summary>What a template holds in which the engines differ on purpose; src/Cards/README.md gives the reasons. Differences of
/// single functions are not here: the peer answers with them set right, too.</summary>
internal enum Deviation
{
    /// <summary>A list as an item of an array stays a list, and a null a null.</summary>
    ListsInArrays,

    /// <summary>A literal alone keeps its type.</summary>
    LiteralAlone,
}
