using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>What an order changes in a manifest, and what its schema does not say. The manifest keeps to its schema already.</summary>
internal static partial class ManifestParts
{
    /// <summary>The files with the strings of other languages, each once.</summary>
    public static IReadOnlyList<string> Languages(JsonObject manifest, List<string> faults)
    {
        var info = manifest["localizationInfo"];
        var files = new List<string>();
        if ((string?)info?["defaultLanguageFile"] is { } common)
        {
            files.Add(common);
        }

        files.AddRange(info?["additionalLanguages"]?.AsArray().Select(l => (string)l!["file"]!) ?? []);
        return [.. files.Distinct(StringComparer.Ordinal).Where(f => IsAtRoot(f, faults))];
    }

    /// <summary>Puts the order into the manifest and into every language.</summary>
    public static void Fill(JsonObject manifest, IEnumerable<JsonObject> languages, PackageOrder order, List<string> faults)
    {
        var (id, host) = (order.AppId.ToLowerInvariant(), order.Host.ToLowerInvariant());
        manifest["id"] = id;
        if (manifest["bots"] is JsonArray { Count: > 0 } bots)
        {
            bots[0]!["botId"] = id;
        }
        else
        {
            faults.Add("manifest.json: bots is missing, so the app would have no bot.");
        }

        var domains = manifest["validDomains"] as JsonArray ?? [];
        if (!domains.Any(d => (string?)d == host))
        {
            domains.Insert(0, host);
        }

        manifest["validDomains"] = domains.Parent is null ? domains : domains.DeepClone();
        manifest["version"] = order.Version ?? (string?)manifest["version"];
        var developer = manifest["developer"]!;
        developer["name"] = order.Developer ?? (string?)developer["name"];
        developer["websiteUrl"] = order.Website ?? $"https://{host}/";
        developer["privacyUrl"] = order.Privacy ?? $"https://{host}/";
        developer["termsOfUseUrl"] = order.Terms ?? $"https://{host}/";
        if (order.Name is { } name)
        {
            manifest["name"] = new JsonObject { ["short"] = name, ["full"] = name };
            foreach (var language in languages)
            {
                (language["name.short"], language["name.full"]) = (name, name);
            }
        }
    }

    /// <summary>The schema takes any text for a version.</summary>
    public static IEnumerable<string> VersionFaults(JsonObject manifest)
    {
        if ((string?)manifest["version"] is { } version && !SemanticVersion().IsMatch(version))
        {
            yield return $"The version '{version}' must be three numbers with dots between them, such as 1.0.0.";
        }
    }

    /// <summary>A package has no folders.</summary>
    public static bool IsAtRoot(string file, List<string> faults)
    {
        if (PlainName().IsMatch(file))
        {
            return true;
        }

        faults.Add($"manifest.json names the file '{file}': it must lie beside the manifest, and its name have letters, digits, '.', '-' and '_' only.");
        return false;
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\z", RegexOptions.ExplicitCapture | RegexOptions.ECMAScript, 1000)]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\z", RegexOptions.None, 1000)]
    private static partial Regex PlainName();
}
