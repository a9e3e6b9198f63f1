using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmBot.Shape.Tests;

/// <summary>What must never be committed: secrets, the paths of one machine, where one machine gets its packages, half a merge.</summary>
public sealed partial class TrackedFileTests
{
    private static readonly string[] Pictures = [".png", ".jpg", ".ico", ".woff2", ".zip"];

    [Fact]
    public void Settings_hold_no_secret() =>
        Repository.Nothing(
            from file in Repository.Tracked
            where Path.GetFileName(file).StartsWith("appsettings", StringComparison.Ordinal)
            from fault in Secrets(file)
            select fault);

    [Fact]
    public void Nothing_depends_on_one_machine_or_on_where_it_gets_its_packages() =>
        Repository.Nothing(
            from file in Repository.Tracked
            where !Pictures.Contains(Path.GetExtension(file), StringComparer.Ordinal)
            let text = Repository.Read(file)
            from Match match in MachinePath().Matches(text).Concat(PackageHost().Matches(text))
            select $"{file}: {match.Value}");

    [Fact]
    public void No_merge_is_left_half_done() =>
        Repository.Nothing(
            from file in Repository.Tracked
            where !Pictures.Contains(Path.GetExtension(file), StringComparer.Ordinal)
            from Match mark in ConflictMark().Matches(Repository.Read(file))
            select $"{file}: {mark.Value}");

    private static List<string> Secrets(string file)
    {
        using var settings = Repository.Json(file);
        var faults = new List<string>();
        Walk(settings.RootElement, "");
        return faults;

        void Walk(JsonElement node, string path)
        {
            switch (node.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in node.EnumerateObject())
                    {
                        Walk(property.Value, $"{path}:{property.Name}");
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in node.EnumerateArray())
                    {
                        Walk(item, path);
                    }

                    break;
                case JsonValueKind.String when node.GetString() is { Length: > 0 } value && (SecretName().IsMatch(path) || SecretValue().IsMatch(value)):
                    faults.Add($"{file}{path} looks like a secret");
                    break;
            }
        }
    }

    [GeneratedRegex(@"(password|secret|key|token|connectionstring|sas)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName();

    // Parts of connection strings, tokens with three parts, and long runs without a space or slash.
    [GeneratedRegex(@"AccountKey=|SharedAccess|sig=|^ey[\w-]+\.ey|^[\w+/=~.-]{32,}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretValue();

    [GeneratedRegex(@"^(<{7}|>{7}) .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConflictMark();

    // Written in pieces, so that this file does not hold what it looks for.
    [GeneratedRegex(@"(?<![\w.$}~*-])/(h" + @"ome|r" + @"oot|U" + @"sers|w" + @"ork|m" + @"nt|tm" + @"p)/\w|\b[A-Z]:\\\\?\w", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"n" + @"uget\.org|n" + @"pmjs\.|py" + @"pi\.|arti" + @"factory|j" + @"frog\.|\breg" + @"istry\.[a-z]|pk" + @"gs\.[a-z]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageHost();
}
