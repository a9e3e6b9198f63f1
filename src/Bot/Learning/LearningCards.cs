using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Learning;

/// <summary>An example on a card. Lines without content are empty.</summary>
/// <param name="Kind">What it is about, and the stage of the customer.</param>
/// <param name="Why">What makes it good.</param>
internal sealed record ExampleRow(string Kind, string Text, string Next, string Why);

/// <summary>Examples. <c>Note</c> says honestly where there are none of colleagues, or that these were made up; empty for neither.</summary>
/// <param name="About">What is chosen, for the inputs; <c>any</c> for no choice.</param>
/// <param name="Industry">Goes along with the buttons.</param>
internal sealed record ExamplesModel(
    string Title, string Subtitle, string Note, IReadOnlyList<ExampleRow> Examples, string Small, string About, string Stage, string Industry, bool Choose);

internal static class LearningCards
{
    public const int Most = 3;

    /// <summary>The choice that leaves it open; it is no code.</summary>
    private const string Any = "any";

    /// <param name="made">Whether the examples are built in ones.</param>
    public static Answer.Card Examples(Turn turn, Wanted wanted, IReadOnlyList<Example> examples, bool made)
    {
        var words = turn.Words("learning");
        var subtitle = string.Join(" · ", new[]
        {
            wanted.About is { } about ? words.Format("aboutObjection", ("category", turn.Say.Code(about))) : "",
            wanted.Stage is { } stage ? turn.Say.Code(stage) : "",
            wanted.Industry ?? "",
        }.Where(s => s.Length > 0));
        var model = new ExamplesModel(
            words["examplesTitle"], subtitle, made ? words["noneYet"] : "", [.. examples.Select(e => Row(turn, e, made))], made ? words["madeUp"] : words["hiddenNames"],
            wanted.About?.ToString() ?? Any, wanted.Stage?.ToString() ?? Any, wanted.Industry ?? "", true);
        return Answer.Of("learning/examples", model, LearningCardJson.Default.ExamplesModel, words["examplesTitle"]) with { Quotes = From(examples) };
    }

    /// <summary>The one of the week.</summary>
    public static Answer.Card OfWeek(Turn turn, Example example, bool made)
    {
        var words = turn.Words("learning");
        var model = new ExamplesModel(
            words["weekTitle"], "", made ? words["noneYet"] : "", [Row(turn, example, made)], made ? words["madeUp"] : words["hiddenNames"], Any, Any, "", false);
        return Answer.Of("learning/examples", model, LearningCardJson.Default.ExamplesModel, words["weekTitle"]) with { Quotes = From([example]) };
    }

    /// <summary>A text without names is still the author's: it goes with the record.</summary>
    private static IReadOnlyList<string> From(IEnumerable<Example> examples) => [.. examples.Select(e => e.RecordId).OfType<string>()];

    private static ExampleRow Row(Turn turn, Example example, bool made)
    {
        var words = turn.Words("learning");
        var kind = example.About is { } about
            ? words.Format("kindOf", ("category", turn.Say.Code(about)), ("stage", turn.Say.Code(example.Stage)))
            : turn.Say.Code(example.Stage);
        return new ExampleRow(
            made ? words.Format("madeKind", ("kind", kind)) : kind, example.Text,
            example.Next, string.Join(words["separator"], example.Virtues.Select(v => Said(words, v))));
    }

    private static string Said(Words words, Virtue virtue) => words[virtue switch
    {
        Virtue.Need => "hasNeed",
        Virtue.Objection => "hasObjection",
        Virtue.Figures => "hasFigures",
        Virtue.Step => "hasStep",
        Virtue.Done => "stepDone",
        Virtue.Moved => "movedOn",
        _ => "wasResolved",
    }];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExamplesModel))]
[JsonSerializable(typeof(QualityModel))]
internal sealed partial class LearningCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ExamplesForm))]
internal sealed partial class LearningJson : JsonSerializerContext;
