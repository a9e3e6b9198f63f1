using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Language;

namespace CrmBot.Bot.Help;

internal sealed record HelpModel(string Title, string Intro, bool Manager);

/// <summary>"Show all" of a text that was cut.</summary>
internal sealed record RestForm(
    [property: JsonConverter(typeof(LooseString))] string? Asked,
    [property: JsonConverter(typeof(LooseString))] string? Nth,
    [property: JsonConverter(typeof(LooseString))] string? From);

/// <summary>Welcome, what I can do, and an answer to whatever was not understood.</summary>
internal sealed class HelpCapability : ICapability
{
    public string Name => "help";

    public void Map(Routes routes) => routes
        .Text("welcome", Welcome)
        .Text("help", Help)
        .Text("smalltalk", SmallTalk)
        .Text("cancel", Cancel)
        .Text("out_of_scope", OutOfScope)
        .Text("unknown", Unknown)
        .Card("help/rest", HelpJson.Default.RestForm, Rest);

    private Task<Reply> Welcome(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("help");
        return Card(turn, SpeakerDirectory.IsNameless(turn.Me) ? words["welcomeNameless"] : words.Format("welcomeTitle", ("name", turn.Me.Name)), words["welcomeIntro"]);
    }

    private Task<Reply> Help(Turn turn, Meaning meaning, CancellationToken ct) =>
        Card(turn, turn.Words("help")["helpTitle"], turn.Words("help")["helpIntro"]);

    private Task<Reply> SmallTalk(Turn turn, Meaning meaning, CancellationToken ct) => Text(turn, "smallTalk");

    private Task<Reply> Cancel(Turn turn, Meaning meaning, CancellationToken ct) => Text(turn, "nothingToCancel");

    private Task<Reply> OutOfScope(Turn turn, Meaning meaning, CancellationToken ct) => Text(turn, "outOfScope");

    private Task<Reply> Unknown(Turn turn, Meaning meaning, CancellationToken ct) => Text(turn, "notUnderstood");

    private static Task<Reply> Rest(Turn turn, RestForm form, CancellationToken ct) => Task.FromResult(
        int.TryParse(form.Nth, NumberStyles.None, CultureInfo.InvariantCulture, out var nth)
        && int.TryParse(form.From, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? Reply.GoOn(new Again(form.Asked ?? "", nth, from))
            : Reply.Say(Answer.Text(turn.Words("help")["unreadableCard"])));

    private static Task<Reply> Text(Turn turn, string key) => Task.FromResult(Reply.Say(Answer.Text(turn.Words("help")[key], Starters(turn))));

    private static Task<Reply> Card(Turn turn, string title, string intro) => Task.FromResult(Reply.Say(
        Answer.Of("help/help", new HelpModel(title, intro, IsManager(turn)), HelpJson.Default.HelpModel, title) with { Suggestions = Starters(turn) }));

    private static IReadOnlyList<string> Starters(Turn turn)
    {
        var words = turn.Words("help");
        return IsManager(turn)
            ? [words["sayOverdue"], words["sayToday"], words["sayHelp"]]
            : [words["sayToday"], words["sayFollowUp"], words["sayMine"], words["sayHelp"]];
    }

    private static bool IsManager(Turn turn) => turn.Company.ReportsOf(turn.Me.Id).Count > 0;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HelpModel))]
[JsonSerializable(typeof(RestForm))]
internal sealed partial class HelpJson : JsonSerializerContext;
