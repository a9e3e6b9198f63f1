namespace CrmBot.Language;

/// <summary>
/// Customers' names with one letter wrong, for a text that names none rightly: of the speaker's own wherever the letter is, of
/// others where the first half is right.
/// </summary>
internal static class NearNames
{
    private const int ShortestLatin = 6;
    private const int ShortestHan = 4;

    // Shorter, where the wrong character sounds like the right one.
    private const int ShortestAlike = 3;

    // Shorter still, where it is the speaker's own and stands as a company does.
    private const int ShortestStressed = 2;

    // Words of one character: between the halves of a name they make two words of it.
    private const string Between = "的了和是在有与及之个跟就都也要不没去来";

    private const int MostOwn = 2048;
    private const int MostAlike = 16;
    private const int MostMeant = 3;

    public static Spot? Find(FlatText flat, NameIndex index, string speaker, IReadOnlyList<Spot> found)
    {
        var near = Near(flat, Own(flat, index, speaker), found) ?? Near(flat, Others(flat, index), found);
        return near is { Who.Count: <= MostMeant } ? near : null;
    }

    private static Spot? Near(FlatText flat, IEnumerable<(int Token, Known Who, string Name)> tried, IReadOnlyList<Spot> found)
    {
        Spot? best = null;
        foreach (var (token, who, name) in tried)
        {
            if (Fits(flat, token, name) is > 0 and var to && !found.Any(s => s.From < to && flat.At(token) < s.To))
            {
                var spot = new Spot(flat.At(token), to, NameFit.Close, [who]);
                best = best is null || spot.Length > best.Length ? spot
                    : spot.From == best.From && spot.To == best.To && !best.Who.Any(k => k.Is.Id == who.Is.Id) ? best with { Who = [.. best.Who, who] }
                    : best;
            }
        }

        return best;
    }

    private static IEnumerable<(int Token, Known Who, string Name)> Own(FlatText flat, NameIndex index, string speaker)
    {
        var letters = new bool[256];
        foreach (var c in flat.Letters)
        {
            letters[Slot(c)] = true;
        }

        foreach (var layer in index.Layers)
        {
            foreach (var entry in layer.Own(speaker).ToArray().Take(MostOwn).Where(e => !layer.IsGone(e)))
            {
                foreach (var key in layer.Names.KeysOf(entry).ToArray())
                {
                    foreach (var name in Names(layer, key, letters))
                    {
                        for (var token = 0; token < flat.Tokens.Count; token++)
                        {
                            var at = flat.At(token);
                            if (flat.Letters[at] == name[0] || (at + 1 < flat.Letters.Length && flat.Letters[at + 1] == name[1]))
                            {
                                yield return (token, new Known(layer, entry, key, NameFit.Close), name);
                            }
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<(int Token, Known Who, string Name)> Others(FlatText flat, NameIndex index)
    {
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            var (from, limit) = (flat.At(token), flat.LimitOf(token));
            foreach (var layer in limit - from < ShortestHan ? [] : index.Layers)
            {
                var rows = layer.NameRows;
                var range = rows.Beginning(flat.Letters.AsSpan(from, NameRows.Shortest));
                var depth = NameRows.Shortest;
                for (; range.Count > MostAlike && from + depth < limit; depth++)
                {
                    range = rows.Next(range, depth, flat.Letters[from + depth]);
                }

                for (var i = range.From; i < range.To && range.Count <= MostAlike; i++)
                {
                    var name = rows.TextOf(rows[i]).ToString();
                    var entry = layer.Names[rows[i].Key].Entry;
                    if (name.Length <= 2 * Math.Max(depth, flat.Letters.AsSpan(from).CommonPrefixLength(name)) && rows[i].From == 0 && !layer.IsGone(entry))
                    {
                        yield return (token, new Known(layer, entry, rows[i].Key, NameFit.Close), name);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Names(NameLayer layer, int key, bool[] letters)
    {
        var made = layer.Names[key];
        var text = layer.Names.TextOf(made);
        var missing = 0;
        foreach (var c in text[..made.Cut])
        {
            missing += letters[Slot(c)] ? 0 : 1;
        }

        return missing > 1 || made.Cut < ShortestStressed ? [] : [text[..made.Cut].ToString()];
    }

    private static int Slot(char c) => (c * 0x9E3779B1u >> 24) is var slot ? (int)slot & 255 : 0;

    /// <summary>How far the name reaches that is meant there; 0 when it is not.</summary>
    private static int Fits(FlatText flat, int token, string name)
    {
        var (from, limit) = (flat.At(token), flat.LimitOf(token));
        var han = name.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF');
        if (!han && (name.Length < ShortestLatin || flat.Letters[from] != name[0]))
        {
            return 0;
        }

        for (var length = name.Length + 1; length >= name.Length - 1; length--)
        {
            if (length < ShortestStressed || from + length > limit || !flat.IsEnd(from + length))
            {
                continue;
            }

            var said = flat.Letters.AsSpan(from, length);
            if ((han || !said.ContainsAnyInRange('\u2E80', '\uFFFF')) && OneLetter.Apart(said, name) && (han ? Alike(said, name) && (length >= ShortestAlike || (!ChineseWords.Is(said) && Looks.Stressed(flat, from, from + length))) : !IsWord(flat, token, from + length)))
            {
                return from + length;
            }
        }

        return 0;
    }

    private static bool IsWord(FlatText flat, int token, int to) =>
        flat.At(token + 1) == to && (EnglishWords.IsCommon(flat.Tokens[token].Text) || flat.Tokens[token].Kind != TokenKind.Word);

    /// <summary>Han characters are mistaken for others of the same sound; any other character makes another name, unless nearly all is right.</summary>
    private static bool Alike(ReadOnlySpan<char> said, ReadOnlySpan<char> name)
    {
        var at = said.CommonPrefixLength(name);
        if (said.Length == name.Length && at < name.Length && said[(at + 1)..].SequenceEqual(name[(at + 1)..]))
        {
            var other = Readings.Of(said[at]);
            foreach (var reading in Readings.Of(name[at]))
            {
                if (other.Contains(reading))
                {
                    return true;
                }
            }

            return at > 0 && at < name.Length - 1 && name.Length >= ShortestHan;
        }

        var inserted = said.Length > name.Length ? said[at] : name[Math.Min(at, name.Length - 1)];
        return Math.Min(said.Length, name.Length) >= ShortestHan && !Between.Contains(inserted, StringComparison.Ordinal);
    }
}
