using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Audit;

/// <summary>A change of a day; <c>Customer</c> is empty where there is nothing left to open.</summary>
internal sealed record DayRow(string Customer, string Name, string Line, string Time);

/// <summary>What was done on a day, a page of it. Days are <c>yyyy-MM-dd</c>; <c>After</c> is empty on the last there is.</summary>
internal sealed record DayModel(
    string Title, string Subtitle, string Day, IReadOnlyList<DayRow> Rows, string Next, string Empty,
    string Before, string BeforeTitle, string After, string AfterTitle);

internal sealed record HistoryRow(string When, string Text);

/// <summary>What was done to a customer, a page of it.</summary>
internal sealed record HistoryModel(string Customer, string Title, string Subtitle, IReadOnlyList<HistoryRow> Rows, string Next);

/// <param name="Next">Where the page begins; empty for the first.</param>
internal sealed record DayForm(string? Day, string? Next);

/// <param name="Next">Where the page begins; empty for the first.</param>
internal sealed record HistoryForm(string? Customer, string? Next);

/// <summary>The cards of who did what when. They show names and codes of operations, no content.</summary>
internal static class AuditCards
{
    /// <param name="turn">Who asks.</param>
    /// <param name="day">A day of the asker's zone.</param>
    /// <param name="page">What was done on it.</param>
    /// <param name="names">Of every customer on the page; null for one that was erased.</param>
    public static Answer.Card Day(Turn turn, DateOnly day, Page<AuditChange> page, IReadOnlyDictionary<string, string?> names)
    {
        var (words, say) = (turn.Words("audit"), turn.Say);
        var title = words.Format("dayTitle", ("day", say.Day(day, turn.Today)));
        var (before, after) = (day.AddDays(-1), day.AddDays(1));
        var isLast = after > turn.Today;
        var model = new DayModel(
            title, say.Ago(day, turn.Today), CardDay.Text(day),
            [
                .. page.Items.Select(c => new DayRow(
                    names[c.CustomerId] is null ? "" : c.CustomerId, names[c.CustomerId] ?? words[c.CustomerId == FieldStore.Subject ? "fields" : c.What == "person-erased" ? "erasedPerson" : "erasedCustomer"],
                    words.Format("line", ("what", Done(turn, c)), ("by", By(turn, c.ById))),
                    say.Time(TimeOnly.FromDateTime(Zones.LocalOf(c.At, turn.Me.Zone))))),
            ],
            page.Next ?? "", page.Items.Count == 0 ? words["noneThatDay"] : "",
            CardDay.Text(before), words.Format("before", ("day", say.Day(before, turn.Today))),
            isLast ? "" : CardDay.Text(after), isLast ? "" : words.Format("after", ("day", say.Day(after, turn.Today))));
        return Answer.Of("audit/day", model, AuditCardJson.Default.DayModel, title);
    }

    public static Answer.Card History(Turn turn, Customer head, Page<AuditChange> page)
    {
        var words = turn.Words("audit");
        var title = words.Format("historyTitle", ("customer", head.Name));
        var model = new HistoryModel(
            head.Id, title, words.Format("ownedBy", ("owner", turn.Company.NameOf(head.OwnerId))),
            [.. page.Items.Select(c => new HistoryRow(turn.Say.By(By(turn, c.ById), c.At, turn.Me.Zone, turn.Today), Done(turn, c)))],
            page.Next ?? "");
        return Answer.Of("audit/history", model, AuditCardJson.Default.HistoryModel, title);
    }

    /// <summary>What a code of an operation is called; an unknown code is called as it is.</summary>
    public static string What(Words words, string code) => code switch
    {
        "created" => words["created"],
        "filed" => words["filed"],
        "edited" => words["edited"],
        "undone" => words["undone"],
        "edit-undone" => words["editUndone"],
        "step-reopened" => words["stepReopened"],
        "deleted" => words["deleted"],
        "helper-added" => words["helperAdded"],
        "imported" => words["imported"],
        "cared" => words["cared"],
        "ordered" => words["ordered"],
        "scored" => words["scored"],
        "reassigned" => words["reassigned"],
        "handed-over" => words["handedOver"],
        "reminder-set" => words["reminderSet"],
        "moment-kept" => words["momentKept"],
        "promise-chased" => words["promiseChased"],
        "item-resolved" => words["itemResolved"],
        "item-reopened" => words["itemReopened"],
        "help-asked" => words["helpAsked"],
        "help-accepted" => words["helpAccepted"],
        "help-answered" => words["helpAnswered"],
        "help-declined" => words["helpDeclined"],
        "moment-forgotten" => words["momentForgotten"],
        "step-set" => words["stepSet"],
        "step-done" => words["stepDone"],
        "step-cancelled" => words["stepCancelled"],
        Steps.LapsedCode => words["stepLapsed"],
        "step-snoozed" => words["stepSnoozed"],
        "step-handed" => words["stepHanded"],
        "status-set" => words["statusSet"],
        "tier-set" => words["tierSet"],
        "tags-set" => words["tagsSet"],
        "details-edited" => words["detailsEdited"],
        "contact-added" => words["contactAdded"],
        "contact-edited" => words["contactEdited"],
        "contact-left" => words["contactLeft"],
        "contact-removed" => words["contactRemoved"],
        "helper-removed" => words["helperRemoved"],
        "merge-begun" => words["mergeBegun"],
        "merge-ended" => words["mergeEnded"],
        "merged" => words["merged"],
        "merged-in" => words["mergedIn"],
        "contact-erased" => words["contactErased"],
        "person-erased" => words["personErased"],
        "erased" => words["erased"],
        "field-added" => words["fieldAdded"],
        "field-changed" => words["fieldChanged"],
        "field-moved" => words["fieldMoved"],
        "field-retired" => words["fieldRetired"],
        "field-restored" => words["fieldRestored"],
        _ => code,
    };

    /// <summary>The operation, with whose the customer was and is where that changed.</summary>
    private static string Done(Turn turn, AuditChange change)
    {
        var words = turn.Words("audit");
        var what = What(words, change.What);
        return change is { OwnerBefore: { Length: > 0 } from, Owner: { Length: > 0 } to } && from != to
            ? words.Format("moved", ("what", what), ("from", turn.Company.NameOf(from)), ("to", turn.Company.NameOf(to)))
            : what;
    }

    private static string By(Turn turn, string id) => id == Operation.ByItself ? turn.Words("audit")["byItself"] : turn.Company.NameOf(id);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DayModel))]
[JsonSerializable(typeof(HistoryModel))]
internal sealed partial class AuditCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(DayForm))]
[JsonSerializable(typeof(HistoryForm))]
internal sealed partial class AuditJson : JsonSerializerContext;
