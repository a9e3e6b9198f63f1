using System.Text.Json;

namespace CrmBot.Language;

/// <summary>Reads one file of phrases; everything unexpected becomes a fault and is passed over.</summary>
internal sealed class PhraseReader(string file, byte[] bytes, List<PhraseFault> faults) : LinedJson(file, bytes, faults)
{
    private static readonly string[] Codes = ["zh-CN", "en-US"];

    public PhraseConcept Concept()
    {
        var reader = new Utf8JsonReader(Bytes);
        reader.Read();
        string? name = null;
        var languages = new List<PhraseLanguage>();
        Members(ref reader, "the file", (ref Utf8JsonReader r, string key) =>
        {
            if (key == "concept")
            {
                name = Text(ref r, key);
            }
            else if (Codes.Contains(key))
            {
                languages.Add(Language(ref r, key));
            }
            else
            {
                Unknown(ref r, key);
            }
        });
        if (reader.Read())
        {
            Fault(ref reader, "nothing may follow the object");
        }

        var expected = Path.GetFileNameWithoutExtension(File);
        if (name != expected)
        {
            Fault(1, $"\"concept\" must be \"{expected}\", as the file is called");
        }

        foreach (var missing in Codes.Except(languages.Select(l => l.Code), StringComparer.Ordinal))
        {
            Fault(1, $"\"{missing}\" is missing");
        }

        return new PhraseConcept(File, expected, languages);
    }

    private PhraseLanguage Language(ref Utf8JsonReader reader, string code)
    {
        var line = Line(ref reader);
        var patterns = new List<PhrasePattern>();
        var examples = new List<PhraseExample>();
        Members(ref reader, code, (ref Utf8JsonReader r, string key) =>
        {
            switch (key)
            {
                case "patterns":
                    Items(ref r, key, (ref Utf8JsonReader item) => patterns.Add(OnePattern(ref item)));
                    break;
                case "examples":
                    Items(ref r, key, (ref Utf8JsonReader item) => examples.Add(Example(ref item)));
                    break;
                default:
                    Unknown(ref r, key);
                    break;
            }
        });
        if (patterns.Count == 0 || examples.Count == 0)
        {
            Fault(line, $"\"{code}\" needs at least one of \"patterns\" and of \"examples\"");
        }

        return new PhraseLanguage(code, patterns, examples);
    }

    private PhrasePattern OnePattern(ref Utf8JsonReader reader)
    {
        var line = Line(ref reader);
        var text = "";
        var values = Phrasebook.NoValues;
        if (reader.TokenType is JsonTokenType.String)
        {
            return new PhrasePattern(reader.GetString()!, values, line);
        }

        Members(ref reader, "a pattern", (ref Utf8JsonReader r, string key) =>
        {
            switch (key)
            {
                case "pattern":
                    text = Text(ref r, key);
                    break;
                case "set":
                    values = Pairs(ref r, key);
                    break;
                default:
                    Unknown(ref r, key);
                    break;
            }
        });
        return new PhrasePattern(text, values, line);
    }

    private PhraseExample Example(ref Utf8JsonReader reader)
    {
        var line = Line(ref reader);
        var text = "";
        var slots = Phrasebook.NoValues;
        IReadOnlyDictionary<string, string>? values = null;
        if (reader.TokenType is JsonTokenType.String)
        {
            return new PhraseExample(reader.GetString()!, slots, values, line);
        }

        Members(ref reader, "an example", (ref Utf8JsonReader r, string key) =>
        {
            switch (key)
            {
                case "text":
                    text = Text(ref r, key);
                    break;
                case "slots":
                    slots = Pairs(ref r, key);
                    break;
                case "set":
                    values = Pairs(ref r, key);
                    break;
                default:
                    Unknown(ref r, key);
                    break;
            }
        });
        return new PhraseExample(text, slots, values, line);
    }
}
