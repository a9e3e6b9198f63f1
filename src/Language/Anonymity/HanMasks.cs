namespace CrmBot.Language;

/// <summary>Covers Han characters that make up no everyday word.</summary>
internal static class HanMasks
{
    public static void Cover(Masks masks)
    {
        var folded = string.Create(masks.Text.Length, masks.Text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Fold.Char(source[i]);
            }
        });
        for (int at = 0, end; at < folded.Length; at = Math.Max(end, at + 1))
        {
            for (end = at; end < folded.Length && Fold.IsHan(folded[end]) && !masks.IsCovered(end);)
            {
                end++;
            }

            var unknown = PlainHan.Unknown(folded.AsSpan(at..end));
            for (var i = 0; i < unknown.Length; i++)
            {
                if (!unknown[i])
                {
                    continue;
                }

                var place = Places.LengthAt(folded.AsSpan((at + i)..end));
                var length = Math.Max(1, place);
                masks.Cover(at + i, at + i + length, place > 0 ? MaskKind.Place : MaskKind.Name);
                i += length - 1;
            }
        }
    }
}
