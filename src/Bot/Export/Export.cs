using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Export;

internal sealed record ExportChoice(string What, string Name, string Line);

internal sealed record ChooseModel(string Title, IReadOnlyList<ExportChoice> Rows);

internal sealed record LinkModel(string Title, string Subtitle, string Customers, string Csv, string Xlsx);

internal sealed record MakeForm(string? What);

internal sealed record WholeForm(string? Customer);

/// <summary>Moving data out: a link to a file of what the asker has sight of, made anew whenever it is followed.</summary>
internal sealed class ExportCapability(Exporter exporter, ExportingWhole whole, FileLinks links) : ICapability
{
    public string Name => "export";

    public void Map(Routes routes) => routes
        .Text("export", Asked)
        .Text("privacy_export", AskedWhole)
        .Card("export/make", ExportFormJson.Default.MakeForm, Make)
        .Card(ExportingWhole.Verb, ExportFormJson.Default.WholeForm, Whole);

    private Task<Reply> Asked(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("export");
        return meaning.Values.GetValueOrDefault("what") is { } what && KindSaid(what) is { } kind
            ? LinkAsync(turn, kind, meaning.Values.GetValueOrDefault("range"), ct)
            : Task.FromResult(Reply.Say(Answer.Of(
                "export/choose",
                new ChooseModel(words["chooseTitle"], [.. Enum.GetValues<TableKind>().Select(k => new ExportChoice(Exporter.CodeOf(k), words[WordOf(k)], words[LineOf(k)]))]),
                ExportCardJson.Default.ChooseModel,
                words["chooseTitle"])));
    }

    private Task<Reply> AskedWhole(Turn turn, Meaning meaning, CancellationToken ct) => whole.AskAsync(turn, meaning, ct);

    private async Task<Reply> Whole(Turn turn, WholeForm form, CancellationToken ct) => Reply.Say(await whole.CustomerAsync(turn, Ids.Given(form.Customer), ct));

    private Task<Reply> Make(Turn turn, MakeForm form, CancellationToken ct) => Exporter.KindOf(form.What ?? "") is { } kind
        ? LinkAsync(turn, kind, null, ct)
        : Task.FromResult(Reply.Say(Answer.Text(turn.Words("help")["unreadableCard"])));

    private async Task<Reply> LinkAsync(Turn turn, TableKind kind, string? range, CancellationToken ct)
    {
        var words = turn.Words("export");
        var (from, to) = ExportRange.Of(range, turn.Today);
        var count = (await exporter.InSightAsync(turn.Tenant, turn.Me, turn.Company, ct)).Count;
        if (count == 0)
        {
            return Reply.Say(Answer.Text(words["nothing"]));
        }

        var ticket = new FileTicket(turn.Tenant, turn.Me.Id, Exporter.CodeOf(kind), FileFormat.Csv, from, to, null, default);
        if (await links.LinkAsync(ticket, ct) is not { } csv || await links.LinkAsync(ticket with { Format = FileFormat.Xlsx }, ct) is not { } xlsx)
        {
            return Reply.Say(Answer.Text(words["noAddress"]));
        }

        var title = words.Format("linkTitle", ("what", words[WordOf(kind)]));
        var subtitle = from is { } first && to is { } last
            ? words.Format("span", ("from", turn.Say.Day(first, turn.Today)), ("to", turn.Say.Day(last, turn.Today)))
            : words["all"];
        return Reply.Say(Answer.Of(
            "export/link", new LinkModel(title, subtitle, words.Format("customers", ("count", count)), csv, xlsx), ExportCardJson.Default.LinkModel, title));
    }

    private static TableKind? KindSaid(string what) => what switch
    {
        "customers" => TableKind.Customers,
        "contacts" => TableKind.Contacts,
        "orders" => TableKind.Orders,
        "summaries" => TableKind.FollowUps,
        _ => null,
    };

    private static string WordOf(TableKind kind) => kind switch
    {
        TableKind.Customers => "whatCustomers",
        TableKind.Contacts => "whatContacts",
        TableKind.Orders => "whatOrders",
        _ => "whatFollowUps",
    };

    private static string LineOf(TableKind kind) => kind switch
    {
        TableKind.Customers => "lineCustomers",
        TableKind.Contacts => "lineContacts",
        TableKind.Orders => "lineOrders",
        _ => "lineFollowUps",
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChooseModel))]
[JsonSerializable(typeof(LinkModel))]
internal sealed partial class ExportCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(MakeForm))]
[JsonSerializable(typeof(WholeForm))]
internal sealed partial class ExportFormJson : JsonSerializerContext;
