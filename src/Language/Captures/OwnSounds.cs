namespace CrmBot.Language;

/// <summary>The speaker's own customers written as they sound: "hdjm" or "huadongjingmi". Of all customers any few letters would be one.</summary>
internal static class OwnSounds
{
    private const int FewestLetters = 3;
    private const int MostLetters = 24;

    // Initials of no more than the beginning of a name, and full pinyin of so many characters of it.
    private const int InitialsOfBeginning = 4;
    private const int SyllablesOfBeginning = 3;

    private const int MostOwn = 2048;

    public static IEnumerable<Spot> Find(FlatText flat, NameIndex index, string speaker, List<Spot> found)
    {
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            for (var last = Math.Min(token + 2, flat.Tokens.Count - 1); last >= token; last--)
            {
                var (from, to) = (flat.At(token), flat.At(last + 1));
                if (to <= flat.LimitOf(token) && MayBe(flat, token, last) && !found.Exists(s => s.From < to && from < s.To)
                    && Own(flat.Letters.AsSpan(from, to - from), token == last, index, speaker) is { Count: > 0 } who)
                {
                    yield return new Spot(from, to, NameFit.Pinyin, who);
                    token = last;
                    break;
                }
            }
        }
    }

    private static bool MayBe(FlatText flat, int first, int last)
    {
        var length = 0;
        for (var i = first; i <= last; i++)
        {
            var word = flat.Tokens[i].Text;
            length += word.Length;
            if (!char.IsAsciiLetterLower(word[0]) || EnglishWords.IsCommon(word) || word.AsSpan().ContainsAnyExceptInRange('a', 'z') || (last > first && !Readings.IsSyllable(word.AsSpan(0, Math.Min(2, word.Length))) && word.Length < 4))
            {
                return false;
            }
        }

        return length is >= FewestLetters and <= MostLetters;
    }

    private static List<Known> Own(ReadOnlySpan<char> letters, bool single, NameIndex index, string speaker)
    {
        var who = new List<Known>();
        foreach (var layer in index.Layers)
        {
            var own = layer.Own(speaker);
            foreach (var entry in own[..Math.Min(own.Length, MostOwn)])
            {
                if (layer.IsGone(entry))
                {
                    continue;
                }

                foreach (var key in layer.Names.KeysOf(entry))
                {
                    if (Sounds(letters, single, layer.Names[key], layer.Names.TextOf(layer.Names[key])))
                    {
                        who.Add(new Known(layer, entry, key, NameFit.Pinyin));
                        break;
                    }
                }
            }
        }

        return who;
    }

    private static bool Sounds(ReadOnlySpan<char> letters, bool single, in NameTable.Key key, ReadOnlySpan<char> name)
    {
        var readings = Readings.Of(name[0]);
        if (readings.IsEmpty || !StartsAny(readings, letters[0]))
        {
            return false;
        }

        if (single && (letters.Length == key.Cut || letters.Length == key.Length || (letters.Length >= InitialsOfBeginning && letters.Length < key.Length)) && AreInitials(letters, name))
        {
            return true;
        }

        return PinyinTable.Read(letters, name) is var read && read > 1 && (read == key.Cut || read == key.Length || read >= SyllablesOfBeginning);
    }

    private static bool AreInitials(ReadOnlySpan<char> letters, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] != name[i] && !StartsAny(Readings.Of(name[i]), letters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StartsAny(ReadOnlySpan<string> readings, char letter)
    {
        foreach (var reading in readings)
        {
            if (reading[0] == letter)
            {
                return true;
            }
        }

        return false;
    }
}
