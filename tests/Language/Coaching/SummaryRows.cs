using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>A summary with how it is to be judged.</summary>
internal sealed record SummaryRow(string Id, string Label, string Lang, string Text, IReadOnlyList<string> Reasons);

/// <summary>Reads files of summaries and scores the coach on them as their README says.</summary>
internal static class SummaryRows
{
    /// <summary>The day of the rows: Wednesday 10 September 2025 in Shanghai, afternoon.</summary>
    public static DateContext Wednesday { get; } = new(new DateTimeOffset(2025, 9, 10, 9, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN");

    public static IReadOnlyList<SummaryRow> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. json.RootElement.GetProperty("quality").EnumerateArray().Select(r => new SummaryRow(
                r.GetProperty("id").GetString()!, r.GetProperty("label").GetString()!, r.GetProperty("lang").GetString()!, r.GetProperty("text").GetString()!,
                [.. r.GetProperty("reasons").EnumerateArray().Select(x => x.GetString()!)])),
        ];
    }

    /// <summary>What is wrong with the answer to a row; null when it is right.</summary>
    public static string? Fault(SummaryRow row, DateContext? dates = null)
    {
        var review = Coach.Review(SummaryReader.Read(row.Text, dates ?? Wednesday).Evidence);
        var named = review.Reasons.Select(Code).ToList();
        return review.Shallow != (row.Label == "shallow") ? $"{row.Id} is {row.Label}, not {review.Score} {string.Join(' ', named)}: {row.Text}"
            : review.Shallow && !row.Reasons.Intersect(named).Any() ? $"{row.Id} lacks all of its reasons, has {string.Join(' ', named)}: {row.Text}"
            : null;
    }

    private static string Code(ShallowReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
