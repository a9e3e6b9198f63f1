using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>
/// A language file names texts of the manifest by their place (<c>bots[0].commandLists[0].commands[1].title</c>). A name that
/// leads nowhere says nothing to anybody, and a text without its name is read in the wrong language.
/// </summary>
internal static class LanguageKeys
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Faults(JsonObject manifest, string file, JsonObject language, ManifestSchema schema)
    {
        var places = Places(manifest, "").ToHashSet(StringComparer.Ordinal);
        var keys = language.Select(l => l.Key).Where(k => k is not ("$schema" or "localizationKeys")).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys.Where(k => !places.Contains(k)))
        {
            yield return $"{file}: {key} leads to no text of manifest.json.";
        }

        // What can be said in another language is what the schema of language files names.
        var patterns = (schema.Text["patternProperties"] as JsonObject ?? []).Select(p => new Regex(p.Key, RegexOptions.CultureInvariant, Longest)).ToList();
        var names = schema.Text["properties"] as JsonObject ?? [];
        foreach (var place in places.Where(p => !keys.Contains(p) && (names.ContainsKey(p) || patterns.Exists(r => r.IsMatch(p))) && p != "$schema"))
        {
            yield return $"{file}: {place} of manifest.json is not said in this language.";
        }

        if (VersionOf(language) is not { } version || version != (string?)manifest["manifestVersion"])
        {
            yield return $"{file}: $schema must be of the manifest's version, {manifest["manifestVersion"]}.";
        }
    }

    /// <summary><c>1.19</c> of <c>…/teams/v1.19/…</c>.</summary>
    private static string? VersionOf(JsonObject language) =>
        ((string?)language["$schema"])?.Split('/').FirstOrDefault(s => s.StartsWith("v1.", StringComparison.Ordinal))?[1..];

    private static IEnumerable<string> Places(JsonNode? node, string at) => node switch
    {
        JsonObject members => members.SelectMany(m => Places(m.Value, at.Length == 0 ? m.Key : $"{at}.{m.Key}")),
        JsonArray list => list.SelectMany((m, i) => Places(m, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"))),
        JsonValue value when value.TryGetValue<string>(out _) => [at],
        _ => [],
    };
}
