using System.Runtime.CompilerServices;
using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>The real cards and the real routes, and the C# that stands between them.</summary>
internal static class Shelf
{
    public static string Root { get; } = FindRoot();

    /// <summary>The cards that people get.</summary>
    public static CardFolder Real { get; } = CardFolder.Load(Path.Combine(Root, "cards"));

    public static CardShelf Cards => Real.Cards;

    /// <summary>Every capability's routes. Mapping only notes them, so the capabilities need no stores.</summary>
    public static Routes Routes { get; } = new(
        from type in typeof(ICapability).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICapability))
        orderby type.FullName
        select (ICapability)RuntimeHelpers.GetUninitializedObject(type));

    /// <summary>Every C# file of the bot: path from <c>src/Bot</c>, with slashes, and text.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources { get; } =
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src", "Bot"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(Path.Combine(Root, "src", "Bot"), f).Replace('\\', '/'), File.ReadAllText(f))),
    ];

    public static IReadOnlyList<string> CardNames => [.. Cards.Cards];

    /// <summary>The samples of a card, by name.</summary>
    public static IReadOnlyList<(string Name, JsonElement Data)> Samples(string card) => Real.Samples(card);

    /// <summary>The code folder of a capability: <c>FollowUps</c> of <c>follow-ups</c>.</summary>
    public static string CodeFolder(string capability) =>
        string.Concat(capability.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>What is wrong, one a line; a test passes when there is none.</summary>
    public static void Nothing(IEnumerable<string> faults)
    {
        var found = faults.Distinct(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        return folder.FullName;
    }
}
