using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CrmBot.Shape.Tests;

/// <summary>One capability has one name: its folder in src/Bot, its folder in cards, the first part of its verbs.</summary>
public sealed partial class CapabilityTests
{
    private static readonly IReadOnlyList<(Type Type, string Name)> Capabilities = Find();

    [Fact]
    public void Every_capability_has_its_folder_of_cards_and_every_folder_its_capability() =>
        Assert.Equal(Repository.Folders("cards").Where(f => f != "_shared"), Capabilities.Select(c => c.Name));

    [Fact]
    public void A_capability_lives_in_the_code_folder_of_its_name() =>
        Repository.Nothing(
            from c in Capabilities
            let folder = Pascal(c.Name)
            where c.Type.Namespace != $"CrmBot.Bot.{folder}" || !Repository.Read($"src/Bot/{folder}/{folder}.cs").Contains($"class {c.Type.Name}", StringComparison.Ordinal)
            select $"the capability '{c.Name}' is not {c.Type.Name} in src/Bot/{folder}/{folder}.cs");

    [Fact]
    public void Verbs_and_cards_in_a_capability_s_cards_name_a_capability() =>
        Repository.Nothing(
            from file in Repository.Tracked
            where file.StartsWith("cards/", StringComparison.Ordinal)
            from Match verb in Verb().Matches(Repository.Read(file))
            let name = verb.Groups["name"].Value
            where Capabilities.All(c => c.Name != name)
            select $"{file} has the verb {verb.Groups["verb"].Value}, and there is no capability '{name}'");

    [Fact]
    public void Every_capability_is_in_the_table_of_contents()
    {
        var registered = Registration().Matches(Repository.Read("src/Bot/Program.cs")).Select(m => m.Groups["type"].Value);
        Assert.Equal(Capabilities.Select(c => c.Type.Name).Order(StringComparer.Ordinal), registered.Order(StringComparer.Ordinal));
    }

    /// <summary>The capabilities as the bot's own types; a name is a constant, so an empty object knows it.</summary>
    private static List<(Type, string)> Find()
    {
        var bot = Assembly.Load("CrmBot.Bot");
        var capability = bot.GetType("CrmBot.Bot.Conversation.ICapability", throwOnError: true)!;
        var name = capability.GetProperty("Name")!;
        return
        [
            .. from type in bot.GetTypes()
               where type is { IsClass: true, IsAbstract: false } && capability.IsAssignableFrom(type)
               let said = (string)name.GetValue(RuntimeHelpers.GetUninitializedObject(type))!
               orderby said
               select (type, said),
        ];
    }

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    [GeneratedRegex("""
        "verb":\s*"(?<verb>(?<name>[^/"$]*)/?[^"$]*)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"AddSingleton<ICapability, (?<type>\w+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Registration();
}
