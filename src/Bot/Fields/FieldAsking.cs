using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Fields;

/// <summary>Between what an administrator types and a field.</summary>
internal static class FieldAsking
{
    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n'];
    private static readonly char[] Bars = ['|', '｜'];

    public static (FieldAsked Asked, IReadOnlyList<Problem> Faults) Of(Turn turn, SavedForm form, FieldBook book)
    {
        var id = Ids.Given(form.Field);
        var (chinese, english) = Both(form.Chinese, form.English);
        var kind = Codes.Read<FieldKind>(form.Kind) ?? book.Find(id)?.Kind;
        var asked = new FieldAsked(
            id, chinese, english, kind ?? FieldKind.Text, form.Required == "true",
            [.. (form.Choices ?? "").Split('\n').Select(line => Choice(id, line)).OfType<FieldChoice>()],
            [.. Parts(form.Stages).Select(Codes.Read<Stage>).OfType<Stage>()], [.. Parts(form.Industries).DistinctBy(FieldDefinition.Fold)]);
        return (asked, kind is null ? [new Problem("kind", turn.Words("fields")["needKind"])] : []);
    }

    /// <summary>A stored field as it stands in the form.</summary>
    public static SavedForm FormOf(Turn turn, FieldDefinition field, int rev) => new(
        field.Id, rev.ToString(CultureInfo.InvariantCulture), field.Chinese, field.English == field.Chinese ? "" : field.English, field.Required ? "true" : "false",
        string.Join('\n', field.Choices.Where(c => !c.Retired).Select(c => c.Chinese == c.English ? c.Chinese : $"{c.Chinese} | {c.English}")),
        string.Join(',', field.Stages), string.Join(turn.Words("fields")["separator"], field.Industries), field.Kind.ToString());

    public static Problem Fault(Turn turn, FieldDecision.No no)
    {
        var words = turn.Words("fields");
        return no.Why switch
        {
            FieldFault.NoName => new Problem("chinese", words["needName"]),
            FieldFault.LongName => new Problem("chinese", words.Format("longName", ("most", FieldEdits.LongestName))),
            FieldFault.NameTaken => new Problem("chinese", words.Format("nameTaken", ("name", no.Word))),
            FieldFault.NoChoices => new Problem("choices", words["needChoices"]),
            FieldFault.TooManyChoices => new Problem("choices", words.Format("manyChoices", ("most", FieldEdits.MostChoices))),
            FieldFault.LongChoice => new Problem("choices", words.Format("longChoice", ("name", Wording.Short(no.Word, 20)), ("most", FieldEdits.LongestName))),
            FieldFault.ChoiceTwice => new Problem("choices", words.Format("choiceTwice", ("name", no.Word))),
            FieldFault.ManyIndustries => new Problem("industries", words.Format("manyIndustries", ("most", FieldEdits.MostIndustries), ("longest", FieldEdits.LongestName))),
            FieldFault.TooManyFields => Problem.Whole(words.Format("manyFields", ("most", FieldEdits.MostFields))),
            FieldFault.TooLarge => Problem.Whole(words["tooLarge"]),
            _ => Problem.Whole(words["noField"]),
        };
    }

    /// <summary>A name that is given in one language stands for both.</summary>
    private static (string Chinese, string English) Both(string? chinese, string? english)
    {
        var (one, other) = (chinese?.Trim() ?? "", english?.Trim() ?? "");
        return (one.Length > 0 ? one : other, other.Length > 0 ? other : one);
    }

    /// <summary>Null for an empty line. The id is made of the names, so that the same line typed twice is one choice.</summary>
    private static FieldChoice? Choice(string fieldId, string line)
    {
        var at = line.IndexOfAny(Bars);
        var (chinese, english) = at < 0 ? Both(line, null) : Both(line[..at], line[(at + 1)..]);
        return chinese.Length == 0 ? null : new FieldChoice(Ids.Hash(fieldId, chinese, english), chinese, english);
    }

    private static IEnumerable<string> Parts(string? text) => (text ?? "").Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
