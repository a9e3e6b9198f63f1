using CrmBot.Bot.Conversation;
using CrmBot.Bot.Learning;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reviews;

/// <summary>A label and what stands below it.</summary>
internal sealed record PackLine(string Title, string Value);

internal sealed record PackCustomer(string Customer, string Name, string Line);

/// <summary>
/// What a meeting looks back at. Objections, needs and questions stand open, the rest is folded. <c>Who</c>, <c>First</c> and <c>Last</c> say
/// what was asked; <c>Example</c> is empty where nobody's can be shown.
/// </summary>
internal sealed record PackModel(
    string Title, string Subtitle, string ObjectionsTitle, IReadOnlyList<PackLine> Objections, string NeedsTitle, IReadOnlyList<PackLine> Needs, IReadOnlyList<PackLine> Questions,
    string EndedTitle, IReadOnlyList<PackCustomer> Ended, IReadOnlyList<PackLine> Figures, string Gaps, string PromisesTitle, IReadOnlyList<PackCustomer> Promises, string Example,
    string Who, string First, string Last, string Limit);

internal sealed record PackFileModel(string Title, string Subtitle, string Csv, string Xlsx);

/// <summary>The same pack as a file: of whom, and its first and last day.</summary>
internal sealed record PackForm(string? Who, string? First, string? Last);

internal static class PackCards
{
    private const int MostLines = 5;
    private const int MostNeeds = 3;
    private const int Longest = 120;

    /// <param name="example">A good summary of a colleague; null for none.</param>
    public static Answer.Card Of(Turn turn, Scope scope, Pack pack, Example? example)
    {
        var words = turn.Words("reviews");
        var subtitle = $"{PeriodSaid.NameSoFar(turn, pack.Period)} · {scope.Text}";
        var (ours, theirs) = (pack.Promises.Count(p => p.Step.By == OwedBy.Us), pack.Promises.Count(p => p.Step.By == OwedBy.Customer));
        var model = new PackModel(
            words["packTitle"], subtitle,
            pack.Objections.Count == 0 ? words["noObjections"] : words.Format("objectionsTitle", ("open", pack.Objections.Sum(o => o.Open)), ("resolved", pack.Objections.Sum(o => o.Resolved))),
            [.. pack.Objections.Take(MostLines).Select(o => new PackLine($"{turn.Say.Code(o.Category)} · {Counts(words, o)}", Said(words, o.Example)))],
            pack.Needs.Count == 0 ? words["noNeeds"] : words.Format("needsTitle", ("count", pack.Needs.Count)),
            [.. pack.Needs.Take(MostNeeds).Select(n => new PackLine(turn.Say.Day(Zones.DayOf(n.At, turn.Me.Zone), turn.Today), Said(words, n)))],
            [.. pack.Questions.Select((q, n) => new PackLine(words.Format("questionNumber", ("number", n + 1)), Question(turn, q)))],
            words.Format("endedTitle", ("won", pack.Won.Count), ("lost", pack.Lost.Count)),
            [.. pack.Won.Take(MostLines).Select(e => Ended(words, e, "wonLine", "wonLineNone")), .. pack.Lost.Take(MostLines).Select(e => Ended(words, e, "lostLine", "lostLineNone"))],
            [
                new PackLine(words["effective"], words.Format("packRate", ("now", RateCards.Of(words, pack.Now)), ("before", RateCards.Of(words, pack.Before)))),
                new PackLine(words["shallow"], words.Format("packShallow", ("shallow", pack.Now.Shallow), ("filed", pack.Now.Filed), ("shallowBefore", pack.Before.Shallow), ("filedBefore", pack.Before.Filed))),
            ],
            pack.GapCount == 0 ? "" : words.Format("packGaps", ("count", pack.GapCount)),
            words.Format("promisesTitle", ("ours", ours), ("theirs", theirs)),
            [.. pack.Promises.Take(MostLines).Select(p => new PackCustomer(p.File.Head.Id, p.File.Head.Name, words.Format(p.Step.By == OwedBy.Us ? "ourPromise" : "theirPromise", ("what", Wording.Short(p.Step.What, Longest)), ("late", turn.Say.Distance(p.Step, turn.Now)))))],
            example?.Text ?? "", scope.Code, CardDay.Text(pack.Period.First), CardDay.Text(pack.Period.Last),
            Limit(words, pack));
        return Answer.Of("reviews/pack", model, ReviewCardJson.Default.PackModel, $"{model.Title} · {subtitle}") with
        {
            Quotes =
            [
                .. pack.Objections.Take(MostLines).Select(o => o.Example).Concat(pack.Needs.Take(MostNeeds))
                    .Concat(pack.Won.Take(MostLines).Concat(pack.Lost.Take(MostLines)).Select(e => e.Stood).OfType<Heard>())
                    .Select(h => h.SourceId).Append(example?.RecordId).OfType<string>().Concat(Quoted.By(pack.Promises.Take(MostLines).Select(p => p.Step))).Distinct(StringComparer.Ordinal),
            ],
            About = [.. pack.Objections.Select(o => o.Example.CustomerId).Concat(pack.Needs.Take(MostNeeds).Select(n => n.CustomerId)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>How many customers were read, and of how many.</summary>
    public static string Limit(Words words, Pack pack) => words.Format(pack.Looked < pack.Of ? "packLimit" : "packLooked", ("looked", pack.Looked), ("of", pack.Of));

    public static string Counts(Words words, ObjectionSum sum) => words.Format("objectionCounts", ("open", sum.Open), ("begun", sum.Begun), ("resolved", sum.Resolved));

    private static string Said(Words words, Heard heard) => words.Format("heard", ("sentence", Wording.Short(heard.Sentence, Longest)), ("customer", heard.CustomerName));

    private static PackCustomer Ended(Words words, Ended ended, string key, string none) => new(
        ended.File.Head.Id, ended.File.Head.Name,
        ended.Stood is { } stood ? words.Format(key, ("sentence", Wording.Short(stood.Sentence, Longest))) : words[none]);

    private static string Question(Turn turn, ReviewQuestion question)
    {
        var words = turn.Words("reviews");
        return question switch
        {
            ReviewQuestion.OpenObjection q => words.Format("askObjection", ("category", turn.Say.Code(q.Category)), ("count", q.Open)),
            ReviewQuestion.Lost q => words.Format("askLost", ("count", q.Count)),
            ReviewQuestion.Won q => words.Format("askWon", ("count", q.Count)),
            ReviewQuestion.LessEffective q => words.Format("askRate", ("now", q.Now), ("before", q.Before)),
            ReviewQuestion.Promises q => words.Format("askPromises", ("count", q.Late)),
            ReviewQuestion.LeftAlone q => words.Format("askGaps", ("count", q.Count)),
            _ => throw new InvalidOperationException($"There are no words for {question.GetType().Name}."),
        };
    }
}
