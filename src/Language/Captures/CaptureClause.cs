namespace CrmBot.Language;

/// <summary>A stretch of a sentence between two stops, with everything that was found in it.</summary>
/// <param name="From">First token.</param>
/// <param name="To">Behind the last token.</param>
internal sealed record CaptureClause(Sentence Of, int From, int To, bool Conditional)
{
    public int Start => Of.Tokens[From].Start;

    public int End => Of.Tokens[To - 1].End;

    public string Text => Of.Text[Start..End];

    public IReadOnlyList<DateFind> Dates { get; } = [.. Of.Dates.Where(d => d.Start >= Of.Tokens[From].Start && d.Start < Of.Tokens[To - 1].End)];

    public IReadOnlyList<NameMention> Names { get; } = [.. Of.Names.Where(n => n.Start >= Of.Tokens[From].Start && n.Start < Of.Tokens[To - 1].End)];

    public IEnumerable<CaptureCue> Cues(string field) => Of.Cues(field).Where(c => c.From >= From && c.To <= To);

    public CaptureCue? First(string field, string? code = null) => Cues(field).FirstOrDefault(c => code is null || c.Is == code);

    public bool Has(string field, string? code = null) => First(field, code) is not null;

    public int StartOf(CaptureCue cue) => Of.Tokens[cue.From].Start;

    public int EndOf(CaptureCue cue) => Of.Tokens[cue.To - 1].End;

    /// <summary>The words between two places without some stretches, as one text.</summary>
    public string Without(int from, int to, IEnumerable<(int Start, int End)> stretches)
    {
        var text = new System.Text.StringBuilder();
        var at = from;
        foreach (var (start, end) in stretches.Where(s => s.End > from && s.Start < to).OrderBy(s => s.Start))
        {
            if (start > at)
            {
                text.Append(Of.Text, at, start - at).Append(' ');
            }

            at = Math.Max(at, end);
        }

        if (at < to)
        {
            text.Append(Of.Text, at, to - at);
        }

        return Words.Tidy(text.ToString());
    }
}
