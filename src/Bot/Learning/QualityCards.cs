using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Learning;

internal sealed record QualityLine(string Title, string Value);

/// <summary>How summaries were, week by week or person by person. <c>Empty</c> and <c>Hint</c> stand where none was filed.</summary>
internal sealed record QualityModel(string Title, string Subtitle, IReadOnlyList<QualityLine> Lines, string Tip, string TipTitle, string Empty, string Hint);

/// <summary>Counts and shares with what they are of; nobody is put above another. Source: checklist A24 and H5.</summary>
internal static class QualityCards
{
    private const int MostPeople = 20;

    /// <summary>Points for one block of the bar.</summary>
    private const int Block = 20;

    public static Answer.Card Mine(Turn turn, Quality quality)
    {
        var words = turn.Words("learning");
        var title = words["qualityTitle"];
        return quality.Filed == 0
            ? Card(new QualityModel(title, words["private"], [], "", "", words["noFilings"], words["noFilingsHint"]))
            : Card(new QualityModel(
                title, $"{Sum(words, quality)} · {words["private"]}",
                [.. quality.Weeks.Select(w => new QualityLine(w.Monday.ToString(words["weekPattern"], CultureInfo.GetCultureInfo(turn.Say.Language)), Line(words, w)))],
                Tip(words, quality.Lacks), words["tipTitle"], "", ""));
    }

    /// <param name="people">In the order of their names.</param>
    public static Answer.Card Team(Turn turn, IReadOnlyList<(Person Person, Quality Quality)> people, Quality all)
    {
        var words = turn.Words("learning");
        var shown = people.Take(MostPeople).Select(p => new QualityLine(p.Person.Name, Line(words, p.Quality)));
        var left = people.Count - MostPeople;
        return Card(new QualityModel(
            words["teamQualityTitle"], words.Format("teamScope", ("people", people.Count), ("filed", all.Filed), ("shallow", all.Shallow), ("share", Share(all))),
            [.. shown, .. left > 0 ? [new QualityLine(words.Format("morePeople", ("count", left)), "")] : Array.Empty<QualityLine>()],
            all.Filed == 0 ? "" : Tip(words, all.Lacks), words["tipTitle"], all.Filed == 0 ? words["noFilings"] : "", ""));
    }

    private static string Line(Words words, QualityWeek week) => week switch
    {
        { Filed: 0 } => words["weekNone"],
        { Average: { } average } => words.Format("weekLine", ("bar", new string('▇', Math.Max(1, (int)Math.Round(average / Block)))), ("score", Rounded(average)), ("filed", week.Filed), ("shallow", week.Shallow)),
        _ => words.Format("weekUnscored", ("filed", week.Filed), ("shallow", week.Shallow)),
    };

    private static string Line(Words words, Quality quality)
    {
        var scored = quality.Weeks.Sum(w => w.Scored);
        return quality.Filed == 0 ? words["personNone"]
            : scored == 0 ? words.Format("personUnscored", ("shallow", quality.Shallow), ("filed", quality.Filed))
            : words.Format("personLine", ("shallow", quality.Shallow), ("filed", quality.Filed), ("score", Rounded(quality.Weeks.Sum(w => (w.Average ?? 0) * w.Scored) / scored)));
    }

    private static string Sum(Words words, Quality quality) =>
        words.Format("eightWeeks", ("filed", quality.Filed), ("shallow", quality.Shallow), ("share", Share(quality)));

    private static string Share(Quality quality) => Rounded(quality.Filed == 0 ? 0 : 100.0 * quality.Shallow / quality.Filed);

    private static string Rounded(double value) => Math.Round(value, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);

    private static string Tip(Words words, ShallowReason? lacks) => words[lacks switch
    {
        null => "tipGood",
        ShallowReason.PassiveWait => "tipWait",
        ShallowReason.NoNextStep => "tipStep",
        ShallowReason.NoDue => "tipDay",
        ShallowReason.VerbatimLog => "tipGist",
        ShallowReason.Duplicate => "tipNews",
        ShallowReason.Contradiction => "tipWhich",
        ShallowReason.NoNeed or ShallowReason.GreetingOnly or ShallowReason.FeelingOnly => "tipNeed",
        _ => "tipFigures",
    }];

    private static Answer.Card Card(QualityModel model) =>
        Answer.Of("learning/quality", model, LearningCardJson.Default.QualityModel, $"{model.Title} · {model.Subtitle}");
}
