using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>What a step takes, where a text says it under a word for it: <c>资源:演示机一台</c>, <c>resources: half a day of presales</c>.</summary>
public static partial class ResourcesSaid
{
    /// <summary>In the order of the text.</summary>
    /// <returns>Where each stands, and what it is.</returns>
    public static IReadOnlyList<(int Start, string What)> In(string text) =>
        [.. Label().Matches(text).Select(m => (m.Index, What: m.Groups["what"].Value.Trim())).Where(m => m.What.Length > 0)];

    [GeneratedRegex(@"((所需|需要的?)?(资源|資源)|(?<![A-Za-z])(it takes|resources?( needed)?))\s*[:：]\s*(?<what>[^;；。\n)）]+?)(?=[;；。\n)）]|\.(\s|$)|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Label();
}
