namespace CrmBot.Language;

/// <summary>A word that is known, in the order of the text.</summary>
internal readonly record struct CueMark(int Start, int End, CoachCue Cues);

/// <summary>What stands between two marks of punctuation.</summary>
/// <param name="Sentence">Which sentence it belongs to, from 0.</param>
internal sealed record CoachClause(int Start, int End, int Sentence)
{
    /// <summary>Everything that its words tell.</summary>
    public CoachCue Cues { get; set; }

    public List<CueMark> Marks { get; } = [];

    public List<DateFind> Dates { get; } = [];

    /// <summary>Weight of words that are not known; see <see cref="Domain.Evidence.Content"/>.</summary>
    public int Content { get; set; }

    public int Figures { get; set; }

    public int Names { get; set; }

    /// <summary>Says nothing about the customer whatever else stands in it.</summary>
    public bool IsFiller =>
        !Has(CoachCue.Need | CoachCue.Objection) && Has(CoachCue.Feeling | CoachCue.Greeting | CoachCue.Log | CoachCue.Placeholder | CoachCue.Same);

    public bool Has(CoachCue any) => (Cues & any) != 0;
}
