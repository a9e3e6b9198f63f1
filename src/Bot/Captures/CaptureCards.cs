using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>What was read of a statement, to be kept with one tap.</summary>
/// <param name="NeedsChannel">The channel was not said: the card asks.</param>
/// <param name="Others">Customers that the same words could mean.</param>
/// <param name="Said">The statement itself.</param>
/// <param name="Words">From which words each part was read.</param>
internal sealed record CaptureModel(
    string Draft, string Name, string Line, IReadOnlyList<FactLine> Facts, IReadOnlyList<CaptureStep> Steps, bool NeedsChannel,
    IReadOnlyList<OtherCustomer> Others, string Said, IReadOnlyList<FactLine> Words);

/// <summary>A customer that the words could mean too.</summary>
internal sealed record OtherCustomer(string Customer, string Title);

/// <param name="Ask">What is to be asked about its day; empty for nothing.</param>
internal sealed record CaptureStep(string Kind, string What, string Due, string Ask, IReadOnlyList<DayChip> Chips);

/// <summary>A day that one tap takes for a step.</summary>
/// <param name="Sure"><c>true</c> for the day as it stands, although it is a free one.</param>
internal sealed record DayChip(string Title, string Step, string Day, string Sure);

/// <summary>The customer is not known yet.</summary>
/// <param name="Note">Why another is to be chosen; empty for none.</param>
/// <param name="Create">The title of the button that makes a new customer; empty for none.</param>
/// <param name="Name">What was looked for last.</param>
internal sealed record AskModel(string Draft, string Title, string Note, string Said, IReadOnlyList<PickRow> Rows, string Create, string Name);

/// <summary>The cards of a statement. What stands on them is made from the draft, so that they are the same after a restart.</summary>
internal static class CaptureCards
{
    private const int LongestSaid = 600;
    private const int LongestFact = 200;

    public static Answer.Card Read(Turn turn, Draft draft, Prefill prefill, CustomerFile file, IReadOnlyList<PickRow> others)
    {
        var (words, head) = (turn.Words("captures"), file.Head);
        var line = turn.Words("customers").Format("line", ("stage", turn.Say.Code(head.Stage)), ("status", turn.Say.Code(head.Status)), ("tier", head.Tier));
        var model = new CaptureModel(
            draft.Id, head.Name, Guessed(prefill, "customer") ? words.Format("guessedCustomer", ("line", line)) : line,
            CaptureFacts.Of(turn, prefill), CaptureDays.Steps(turn, prefill), FollowUpForm.Said(prefill.Form.Channel) is null,
            [.. others.Select(o => new OtherCustomer(o.Customer, words.Format("takeOther", ("name", Narrow(o.Name)))))], Wording.Short(draft.Said ?? prefill.Form.Summary ?? "", LongestSaid), CaptureFacts.Words(turn, prefill));
        return Answer.Of("captures/read", model, CaptureCardJson.Default.CaptureModel, words.Format("notice", ("customer", head.Name))) with { About = [head.Id] };
    }

    /// <summary>A button does not break its line: as much of a name as a narrow card is wide.</summary>
    internal static string Narrow(string name) => Wording.Short(name, name.Any(c => c >= '\u2E80') ? 16 : 28);

    /// <param name="title">The question.</param>
    /// <param name="name">What was looked for and belongs to nobody: it can be made a customer. Null for nothing.</param>
    /// <param name="about">Ids of customers that the note names.</param>
    public static Answer.Card Ask(Turn turn, Draft draft, string title, string note, IReadOnlyList<PickRow> rows, string? name, IReadOnlyList<string> about)
    {
        var words = turn.Words("captures");
        var model = new AskModel(
            draft.Id, title, note, Wording.Short(draft.Said ?? "", LongestSaid), rows,
            string.IsNullOrWhiteSpace(name) ? "" : words.Format("create", ("name", Wording.Short(name, 20))), name ?? "");
        return Answer.Of("captures/ask", model, CaptureCardJson.Default.AskModel, title) with { About = about };
    }

    public static bool Guessed(Prefill prefill, string part) => prefill.Marks.Any(m => m.Part == part && m.Guessed);

    public static string Fact(string text) => Wording.Short(text, LongestFact);
}

/// <summary>A card's button; the channel where the card asks for it.</summary>
internal sealed record SaveForm(string? Draft, string? Channel);

/// <summary>Another day for one of the steps.</summary>
/// <param name="Step">Its row, from 1.</param>
internal sealed record DayForm(string? Draft, string? Step, string? Day, string? Sure);

/// <param name="Name">What stands in the field for another name; it is not what was chosen.</param>
internal sealed record ChosenForm(string? Draft, string? Customer, string? Name);

internal sealed record NamedForm(string? Draft, string? Name);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CaptureModel))]
[JsonSerializable(typeof(AskModel))]
[JsonSerializable(typeof(AsideModel))]
internal sealed partial class CaptureCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(SaveForm))]
[JsonSerializable(typeof(DayForm))]
[JsonSerializable(typeof(ChosenForm))]
[JsonSerializable(typeof(NamedForm))]
[JsonSerializable(typeof(DraftForm))]
internal sealed partial class CaptureJson : JsonSerializerContext;
