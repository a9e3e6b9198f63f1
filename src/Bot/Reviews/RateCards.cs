using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reviews;

/// <param name="Before">Of the period before.</param>
internal sealed record PersonRate(Person Person, EffectiveRate Now, EffectiveRate Before);

internal sealed record RateLine(string Title, string Value);

/// <summary>Effective follow-ups with what they are of. <c>Empty</c> and <c>Hint</c> stand where nothing was filed.</summary>
internal sealed record RateModel(string Title, string Subtitle, string Total, string Was, IReadOnlyList<RateLine> Lines, string Rest, string Rule, string Empty, string Hint);

internal static class RateCards
{
    private const int MostPeople = 20;

    /// <summary>Percent for one block of the bar.</summary>
    private const int Block = 20;

    public static Answer.Card Rate(Turn turn, Scope scope, LocalPeriod period, IReadOnlyList<PersonRate> rates)
    {
        var words = turn.Words("reviews");
        var (now, before) = (EffectiveRate.Sum(rates.Select(r => r.Now)), EffectiveRate.Sum(rates.Select(r => r.Before)));
        var title = words["rateTitle"];
        var none = now.Filed + before.Filed == 0;
        var left = rates.Count - MostPeople;
        var model = new RateModel(
            title, $"{PeriodSaid.NameSoFar(turn, period)} · {scope.Text}",
            none ? "" : Of(words, now), none ? "" : words.Format("rateBefore", ("period", PeriodSaid.Name(turn, period.Before())), ("rate", Of(words, before))),
            rates.Count < 2 ? [] :
            [
                .. rates.Take(MostPeople).Select(r => new RateLine(r.Person.Name, words.Format("rateLine", ("bar", Bar(r.Now)), ("now", Of(words, r.Now)), ("before", Of(words, r.Before))))),
                .. left > 0 ? [new RateLine(words.Format("morePeople", ("count", left)), "")] : Array.Empty<RateLine>(),
            ],
            now.Filed == 0 ? "" : words.Format("rateRest", ("shallow", now.Shallow), ("missed", now.NotReached), ("unsaid", now.Unsaid)),
            none ? "" : words["rateRule"], none ? words["rateNone"] : "", none ? words["rateNoneHint"] : "");
        return Answer.Of("reviews/rate", model, ReviewCardJson.Default.RateModel, $"{title} · {model.Subtitle} · {(none ? model.Empty : model.Total)}");
    }

    /// <summary>The count, what it is of, and the share.</summary>
    public static string Of(Words words, EffectiveRate rate) => rate.Percent is { } percent
        ? words.Format("rateOf", ("effective", rate.Effective), ("filed", rate.Filed), ("percent", percent))
        : words["rateOfNone"];

    private static string Bar(EffectiveRate rate) => rate.Percent is { } percent ? new string('▇', Math.Max(1, (percent + (Block / 2)) / Block)) : "";
}
