using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Learning;

/// <summary>Examples that were made up, for whoever has none of colleagues yet; they are always marked as such. Source: checklist H7.</summary>
internal static class BuiltIn
{
    /// <summary>At most as many as are asked for; where none is about it, those of other matters.</summary>
    public static IReadOnlyList<Example> Of(Words words, Wanted wanted, int take)
    {
        Example[] all =
        [
            Made(ObjectionCategory.Price, Stage.Intent, words["madePrice"], words["madePriceNext"]),
            Made(ObjectionCategory.Timing, Stage.Intent, words["madeTiming"], words["madeTimingNext"]),
            Made(ObjectionCategory.Trust, Stage.Deal, words["madeTrust"], words["madeTrustNext"]),
            Made(ObjectionCategory.Competitor, Stage.Intent, words["madeCompetitor"], words["madeCompetitorNext"]),
            Made(ObjectionCategory.Feature, Stage.Mature, words["madeFeature"], words["madeFeatureNext"]),
            Made(ObjectionCategory.Process, Stage.Deal, words["madeProcess"], words["madeProcessNext"]),
        ];
        return
        [
            .. all.Where(e => (wanted.About is null || e.About == wanted.About) && (wanted.Stage is null || e.Stage == wanted.Stage))
                .Concat(all.Where(e => wanted.About is not null && e.About == wanted.About)).Distinct().DefaultIfEmpty(all[0]).Take(take),
        ];

        static Example Made(ObjectionCategory about, Stage stage, string text, string next) =>
            new(about, stage, text, next, [Virtue.Need, Virtue.Objection, Virtue.Figures, Virtue.Step], "", 0);
    }
}
