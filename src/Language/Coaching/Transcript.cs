using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Tells a conversation written down word by word, and a diary of the day, from a summary.</summary>
internal static partial class Transcript
{
    /// <summary>Turns of a conversation: a speaker and a colon, with the same speaker again later.</summary>
    public static int Turns(string folded) =>
        Speaker().Matches(folded).GroupBy(m => m.Groups["who"].Value, StringComparer.Ordinal).Sum(g => g.Count() is > 1 and var turns ? turns : 0);

    /// <summary>Times of the day without a day, and words of a journey.</summary>
    public static int Stations(List<Clause> clauses, IReadOnlyList<DateFind> dates)
    {
        var words = clauses.Sum(c => c.Marks.Count(m => (m.Cues & Cue.Log) != Cue.None));
        return words < 2 ? 0 : words + dates.Count(d => !d.HasDay);
    }

    [GeneratedRegex(@"(?:^|[\s,。.;!?""])(?<who>[\p{L}]{1,12}):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Speaker();
}
