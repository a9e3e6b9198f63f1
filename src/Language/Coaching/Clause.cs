namespace CrmBot.Language;

/// <summary>A word that is known, in the order of the text.</summary>
internal readonly record struct CueMark(int Start, int End, Cue Cues);

/// <summary>What stands between two marks of punctuation.</summary>
/// <param name="Sentence">Which sentence it belongs to, from 0.</param>
internal sealed record Clause(int Start, int End, int Sentence)
{
    /// <summary>Everything that its words tell.</summary>
    public Cue Cues { get; set; }

    public List<CueMark> Marks { get; } = [];

    public List<DateFind> Dates { get; } = [];

    /// <summary>Weight of words that are not known; see <see cref="Domain.Evidence.Content"/>.</summary>
    public int Content { get; set; }

    public int Figures { get; set; }

    public int Names { get; set; }

    /// <summary>Says nothing about the customer whatever else stands in it.</summary>
    public bool IsFiller =>
        !Has(Cue.Need | Cue.Objection) && Has(Cue.Feeling | Cue.Greeting | Cue.Log | Cue.Placeholder | Cue.Same);

    public bool Has(Cue any) => (Cues & any) != Cue.None;
}
