using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Help;

/// <summary>
/// What can be said. <c>Customer</c> is one that the asker may ask about, else a word that stands for any. <c>Folded</c> shows what is needed on the
/// first day, the rest after a tap.
/// </summary>
internal sealed record HelpModel(string Title, string Intro, bool Manager, bool Admin, string Customer, bool Folded);

/// <summary>"Show all" of a text that was cut.</summary>
internal sealed record RestForm(
    [property: JsonConverter(typeof(LooseString))] string? Asked,
    [property: JsonConverter(typeof(LooseString))] string? Nth,
    [property: JsonConverter(typeof(LooseString))] string? From);

/// <summary>Welcome, what I can do, and an answer to whatever was not understood.</summary>
internal sealed class HelpCapability(IndexStore index) : ICapability
{
    /// <summary>People who are looked at for an example.</summary>
    private const int MostAsked = 10;

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
        return CardAsync(turn, SpeakerDirectory.IsNameless(turn.Me) ? words["welcomeNameless"] : words.Format("welcomeTitle", ("name", turn.Me.Name)), words["welcomeIntro"], true, ct);
    }

    private Task<Reply> Help(Turn turn, Meaning meaning, CancellationToken ct) =>
        CardAsync(turn, turn.Words("help")["helpTitle"], turn.Words("help")["helpIntro"], false, ct);

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

    private async Task<Reply> CardAsync(Turn turn, string title, string intro, bool folded, CancellationToken ct)
    {
        var model = new HelpModel(title, intro, IsManager(turn), turn.Me.Role == Role.Admin, await ExampleAsync(turn, ct) ?? turn.Words("help")["anyCustomer"], folded);
        return Reply.Say(Answer.Of("help/help", model, HelpJson.Default.HelpModel, title) with { Suggestions = Starters(turn) });
    }

    /// <summary>A customer of the asker, else of someone who reports to them; null when none of them has one.</summary>
    private async Task<string?> ExampleAsync(Turn turn, CancellationToken ct)
    {
        foreach (var person in Sight.People(turn.Me, turn.Company).OrderBy(p => p.Id == turn.Me.Id ? 0 : 1).Take(MostAsked))
        {
            if ((await index.OfPersonAsync(turn.Tenant, person.Id, ct)).OrderBy(s => s.Part).ThenBy(s => s.CustomerId, StringComparer.Ordinal).FirstOrDefault() is { } stake)
            {
                return stake.CustomerName;
            }
        }

        return null;
    }

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
