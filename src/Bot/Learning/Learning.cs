using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Learning;

/// <summary>Other examples: what they are about and of which stage; <c>any</c> for no choice.</summary>
internal sealed record ExamplesForm(string? About, string? Stage, string? Industry);

/// <summary>Learning from each other: good summaries of colleagues without a name in them, one of them each week, and whether one's own may be among them.</summary>
internal sealed class LearningCapability(Library library, ExampleReader reader, PeopleStore people, QualityAsked quality) : ICapability
{
    /// <summary>Candidates that the example of a week is chosen from.</summary>
    private const int OfWeekMost = 12;

    public string Name => "learning";

    public void Map(Routes routes) => routes
        .Text("best_practice", Examples)
        .Text("example_of_week", OfWeek)
        .Text("examples_mine", Mine)
        .Text("my_quality", (turn, _, ct) => quality.MineAsync(turn, ct))
        .Text("team_quality", (turn, _, ct) => quality.TeamAsync(turn, ct))
        .Card("learning/examples", LearningJson.Default.ExamplesForm, Others);

    private Task<Reply> Examples(Turn turn, Meaning meaning, CancellationToken ct) => ShowAsync(
        turn, new Wanted(Codes.Read<ObjectionCategory>(meaning.Values.GetValueOrDefault("category")), Codes.Read<Stage>(meaning.Values.GetValueOrDefault("stage")), meaning["place"]), false, ct);

    private Task<Reply> Others(Turn turn, ExamplesForm form, CancellationToken ct) => ShowAsync(
        turn, new Wanted(Codes.Read<ObjectionCategory>(form.About), Codes.Read<Stage>(form.Stage), string.IsNullOrWhiteSpace(form.Industry) ? null : Wording.Short(form.Industry, 40)), true, ct);

    private async Task<Reply> ShowAsync(Turn turn, Wanted wanted, bool inPlace, CancellationToken ct)
    {
        var found = await reader.FindAsync(turn, await library.BestAsync(turn, ct), wanted, LearningCards.Most, ct);
        var card = LearningCards.Examples(turn, wanted, found.Count > 0 ? found : BuiltIn.Of(turn.Words("learning"), wanted, LearningCards.Most), found.Count == 0);
        return inPlace ? Reply.Replace(card) : Reply.Say(card);
    }

    /// <summary>The same for everybody and all week: by the candidates as the week began, in an order that the week decides.</summary>
    private async Task<Reply> OfWeek(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var monday = Quality.MondayOf(turn.Today);
        var best = (await library.BestAsync(turn, monday, ct)).Take(OfWeekMost)
            .OrderBy(c => Ids.Hash(turn.Tenant, monday.ToString("O"), c.Filing.Id), StringComparer.Ordinal);
        foreach (var candidate in best.Where(c => Library.IsShared(turn.Company, c.Filing.PersonId)))
        {
            if (await reader.ReadAsync(turn, candidate, new Wanted(null, null, null), ct) is { } example)
            {
                return Reply.Say(LearningCards.OfWeek(turn, example, false));
            }
        }

        return Reply.Say(LearningCards.OfWeek(turn, BuiltIn.Of(turn.Words("learning"), new Wanted(null, null, null), 1)[0], true));
    }

    private async Task<Reply> Mine(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var off = meaning.Values.GetValueOrDefault("state") == "off";
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { NoExamples = off ? true : null }, ct);
        return Reply.Say(Answer.Text(turn.Words("learning")[off ? "keptPrivate" : "sharedAgain"]));
    }
}
