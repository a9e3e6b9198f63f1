using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Duplicates;

/// <summary>One of the two, as the person may see it.</summary>
internal sealed record Side(string Customer, string Name, IReadOnlyList<Fact> Facts);

internal sealed record Fact(string Title, string Value);

internal sealed record CompareModel(string Title, Side One, Side Other, string KeepOne, string KeepOther, string Hint, string Order);

internal sealed record ConfirmMergeModel(string Title, IReadOnlyList<string> Lines, string Loser, string Winner, string Order);

/// <param name="Order">Names this one order: the same card pressed twice is one merge.</param>
internal sealed record JoinForm(string? Loser, string? Winner, string? Order);

internal sealed record LeaveForm(string? Order);

internal static class DuplicatesCards
{
    public static Answer.Card Compare(Turn turn, CustomerFile one, int oneFiled, CustomerFile other, int otherFiled)
    {
        var words = turn.Words("duplicates");
        var title = words["compareTitle"];
        var sees = Sight.Content(turn.Me, one, turn.Company) && Sight.Content(turn.Me, other, turn.Company);
        var model = new CompareModel(
            title, SideOf(turn, one, oneFiled), SideOf(turn, other, otherFiled),
            words.Format("keep", ("name", one.Head.Name)), words.Format("keep", ("name", other.Head.Name)),
            words[sees ? "compareHint" : "adminHint"], turn.DraftId);
        return Answer.Of("duplicates/compare", model, DuplicatesCardJson.Default.CompareModel, title);
    }

    public static Answer.Card Confirm(Turn turn, CustomerFile loser, CustomerFile winner)
    {
        var words = turn.Words("duplicates");
        var title = words.Format("confirmTitle", ("loser", loser.Head.Name), ("winner", winner.Head.Name));
        List<string> lines =
        [
            words.Format("stays", ("winner", winner.Head.Name), ("owner", turn.Company.NameOf(winner.Head.OwnerId))),
            words.Format("found", ("loser", loser.Head.Name)),
            words["moves"],
        ];
        if (loser.Head.OwnerId != winner.Head.OwnerId)
        {
            lines.Add(words.Format("helps", ("owner", turn.Company.NameOf(loser.Head.OwnerId))));
        }

        var model = new ConfirmMergeModel(title, lines, loser.Head.Id, winner.Head.Id, turn.DraftId);
        return Answer.Of("duplicates/confirm", model, DuplicatesCardJson.Default.ConfirmMergeModel, title);
    }

    private static Side SideOf(Turn turn, CustomerFile file, int filed)
    {
        var words = turn.Words("duplicates");
        List<Fact> facts =
        [
            new(words["factName"], file.Head.Name),
            new(words["factOwner"], turn.Company.NameOf(file.Head.OwnerId)),
            new(words["factLastContact"], file.Head.LastContact is { } day ? turn.Say.Day(day, turn.Today) : words["never"]),
        ];
        if (Sight.Content(turn.Me, file, turn.Company))
        {
            facts.Add(new(words["factSteps"], $"{file.OpenSteps.Count()}"));
            facts.Add(new(words["factFiled"], $"{filed}"));
        }

        return new Side(file.Head.Id, file.Head.Name, facts);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CompareModel))]
[JsonSerializable(typeof(ConfirmMergeModel))]
internal sealed partial class DuplicatesCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(JoinForm))]
[JsonSerializable(typeof(LeaveForm))]
internal sealed partial class DuplicatesJson : JsonSerializerContext;
