using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>Something that a customer promised and that is due.</summary>
/// <param name="Question">Asks whether it has come.</param>
/// <param name="Under">The customer, and the contact where the record names one.</param>
/// <param name="Cover">Who waits for it, when it is not the reader; else empty.</param>
internal sealed record PromisedModel(
    string Customer, string Step, int Ver, string Question, string What, string Under, string Due, bool Late, string Cover, string Note, string LastWhen, string LastText,
    string AskTitle, string TomorrowTitle, string MondayTitle, string Earliest);

/// <summary>The card of a promise of the customer's: nothing to be done, but to be looked at.</summary>
internal static class PromisedCards
{
    public static Answer.Card Of(Turn turn, CustomerFile file, Step step, Shown how, string cover, Func<SnoozeChoice, string, string> title)
    {
        var (words, say) = (turn.Words("reminders"), turn.Say);
        var source = file.Recent.FirstOrDefault(r => r.Id == step.SourceId);
        var today = Zones.DayOf(turn.Now, step.Zone);
        var model = new PromisedModel(
            file.Head.Id, step.Id, step.Ver, words[step.DueDay < today ? "promisedLate" : "promisedToday"], step.What,
            string.IsNullOrEmpty(source?.ContactName) ? file.Head.Name : $"{file.Head.Name} · {source.ContactName}",
            say.DayAndDistance(step, turn.Now), step.DueDay < today, cover, how.Note,
            source is null ? "" : $"{say.Day(Zones.DayOf(source.ContactedAt, turn.Me.Zone), turn.Today)} · {say.Code(source.Channel)}",
            source is null ? "" : Wording.Short(source.Summary, 200),
            words.Format("askTitle", ("day", say.Day(Promises.AskOn(step, turn.Now, turn.Company.Find(step.OwnerId)), turn.Today))),
            title(SnoozeChoice.Tomorrow, "tomorrow"), title(SnoozeChoice.NextMonday, "nextMonday"), CardDay.Text(today.AddDays(1)));
        return Answer.Of(
            "reminders/promised", model, PromisedCardJson.Default.PromisedModel, words.Format("promisedNotice", ("what", step.What), ("customer", file.Head.Name))) with
        { Quotes = [.. Quoted.By(source), .. Quoted.By(step)] };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PromisedModel))]
internal sealed partial class PromisedCardJson : JsonSerializerContext;
