namespace CrmBot.Language;

/// <summary>
/// A text of which nobody can tell whom it is about: names, figures that are somebody's, ways to reach people and codes are covered
/// up, and so is every word that is not known to be an everyday one. Pure. Source: moonshot M22.
/// </summary>
public sealed class Anonymous
{
    /// <summary>Letters that must be left of a text to learn from; a Han character counts two.</summary>
    private const int Enough = 24;

    /// <summary>The share of a text that may be words nobody knows; beyond it what is left says little.</summary>
    private const double MostUnknown = 0.34;

    private readonly IReadOnlyList<(string Text, MaskKind? Mask)> pieces;

    private Anonymous(IReadOnlyList<(string Text, MaskKind? Mask)> pieces, bool isFit) => (this.pieces, IsFit) = (pieces, isFit);

    /// <summary>Whether it may be shown: enough of it is left, and there is no doubt.</summary>
    public bool IsFit { get; }

    /// <summary>Never throws for any text.</summary>
    public static Anonymous Of(string text, KnownNames known)
    {
        var plain = PlainText.Of(text);
        var masks = new Masks(plain);
        var flat = new FlatText(plain);
        ReachMasks.Cover(masks);
        NameMasks.Cover(masks, flat, known);
        NumberMasks.Cover(masks);
        LatinMasks.Cover(masks, flat, known);
        HanMasks.Cover(masks);
        masks.CoverRest();
        return new Anonymous(masks.Pieces(), masks.Kept() >= Enough && masks.ShareOf(MaskKind.Name) <= MostUnknown && !flat.IsShouted);
    }

    /// <summary>The text with a word of the reader's in the place of what is covered.</summary>
    public string Say(Func<MaskKind, string> word) => string.Concat(pieces.Select(p => p.Mask is { } mask ? word(mask) : p.Text)).Trim();
}
