namespace CrmBot.Language;

/// <summary>Where a text names customers.</summary>
internal static class CustomerSpots
{
    // The beginning of a Han name says which is meant from this length on.
    private const int HanBeginning = 3;

    // A Latin word with which more names begin is no short name of one of them.
    private const int MostOfOneWord = 8;

    /// <returns>In the order of the text, none over another.</returns>
    public static List<Spot> Find(FlatText flat, NameIndex index, string speaker)
    {
        var spots = new List<Spot>();
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            if (flat.Tokens[token].Text[0] == '\'')
            {
                continue;
            }

            var (whole, beginning) = NameWalk.At(flat, token, index, l => l.NameRows);
            if (beginning is not null && Short(flat, beginning, speaker) is { } shortName)
            {
                spots.Add(shortName);
            }

            if (whole is not null && Aligned(flat, whole) is { } aligned && Looks.LikeCustomer(flat, aligned.From, aligned.To, aligned.Who.Any(k => k.Is.OwnerId == speaker)))
            {
                spots.Add(aligned);
            }
        }

        spots.AddRange(OwnSounds.Find(flat, index, speaker, spots));
        return Spot.Longest(spots);
    }

    /// <summary>Those whose words end where the text's do: "a w" is not AW.</summary>
    private static Spot? Aligned(FlatText flat, Spot spot)
    {
        var inner = new List<int>();
        for (var token = flat.TokenAt(spot.From) + 1; token < flat.Tokens.Count && flat.At(token) < spot.To; token++)
        {
            var (before, after) = (flat.Tokens[token - 1], flat.Tokens[token]);
            if (before.Kind == TokenKind.Word && after.Kind == TokenKind.Word && Math.Min(before.Length, after.Length) < 3)
            {
                inner.Add(flat.At(token) - spot.From);
            }
        }

        if (inner.Count == 0)
        {
            return spot;
        }

        var who = spot.Who.Where(k => inner.TrueForAll(at => at < 64 && (k.Layer.Names[k.Key].Words >> at & 1) != 0)).ToList();
        return who.Count == 0 ? null : spot with { Who = who };
    }

    /// <summary>The beginning of a name, where it is unmistakable.</summary>
    private static Spot? Short(FlatText flat, Spot spot, string speaker)
    {
        var letters = flat.Letters.AsSpan(spot.From, spot.Length);
        if (letters.ContainsAnyInRange('\u3400', '\u9FFF'))
        {
            var own = spot.Who.Count == 1 && spot.Who[0].Is.OwnerId == speaker;
            var start = flat.StartOf(spot.From);
            return spot.Who.Count == 1
                && (spot.Length > Math.Max(HanBeginning - 1, Places.LengthAt(letters) + 1) || (own && Places.LengthAt(letters) == 0 && Looks.Stressed(flat, spot.From, spot.To)))
                && !ChineseWords.CrossesBefore(flat.Folded, start) && !ChineseWords.Crosses(flat.Folded, start, flat.EndOf(spot.To))
                && !ChineseWords.CrossesBehind(flat.Folded, flat.EndOf(spot.To))
                ? spot : null;
        }

        var who = spot.Who.Where(k => spot.Length < 64 && (k.Layer.Names[k.Key].Words >> spot.Length & 1) != 0).ToList();
        var single = flat.TokenAt(spot.From) == flat.TokenAt(spot.To - 1);
        return who.Count is > 0 and <= MostOfOneWord && !(single && EnglishWords.IsCommon(letters)) && !Looks.PartOfOtherName(flat, spot.To)
            && Looks.LikeCustomer(flat, spot.From, spot.To, who.Exists(k => k.Is.OwnerId == speaker))
            ? spot with { Who = who } : null;
    }
}
