using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>Every edition of a record.</summary>
internal sealed record HistoryModel(string Customer, string FollowUp, string Title, string Told, IReadOnlyList<EditionView> Editions, string More);

/// <summary>Who made an edition and when, and what is not as it was in the one before.</summary>
internal sealed record EditionView(string When, string What, IReadOnlyList<FactLine> Changes);

/// <summary>Who changed a record, when, and what: from the first edition to the latest.</summary>
internal sealed class Histories(LastActs acts, CustomerStore customers, HistoryStore history)
{
    private const int MostEditions = 8;

    public async Task<Reply> LastAsync(Turn turn, CancellationToken ct) => await acts.RecordAsync(turn, ct) is var (file, record)
        ? Reply.Say(await ShownAsync(turn, file, record.Id, ct))
        : Reply.Say(Answer.Text(turn.Words("records")["noneFiled"]));

    public async Task<Reply> ShowAsync(Turn turn, RecordForm form, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is { } file
            ? Reply.Say(await ShownAsync(turn, file, Ids.Given(form.FollowUp), ct))
            : Reply.Say(Answer.Text(turn.Words("records")["gone"]));

    private async Task<Answer> ShownAsync(Turn turn, CustomerFile file, string followUpId, CancellationToken ct)
    {
        var words = turn.Words("records");
        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return CustomerCards.Refusal(turn, file.Head);
        }

        var editions = await history.EditionsAsync(turn.Tenant, file.Head.Id, followUpId, ct);
        if (editions.Count == 0)
        {
            return Answer.Text(words["gone"]);
        }

        var title = words.Format("historyTitle", ("customer", file.Head.Name));
        var views = editions.Take(MostEditions).Select((e, n) => View(turn, file, e, n + 1 < editions.Count ? editions[n + 1] : null)).ToList();
        var model = new HistoryModel(
            file.Head.Id, followUpId, title, RecordCards.Told(turn, editions[0].It), views,
            editions.Count > MostEditions ? words.Format("moreEditions", ("count", editions.Count - MostEditions)) : "");
        return Answer.Of("records/history", model, HistoryJson.Default.HistoryModel, title);
    }

    private static EditionView View(Turn turn, CustomerFile file, Edition edition, Edition? before)
    {
        var words = turn.Words("records");
        var by = turn.Company.NameOf(edition.By?.ById ?? edition.It.AuthorId);
        var changes = before is null ? [] : RecordFields.Between(turn, before.It, edition.It).Select(c => new FactLine(c.Label, words.Format("fromTo", ("before", c.Before), ("after", c.After)))).ToList();
        changes.AddRange(Steps(turn, file, edition.By, first: before is null));
        return new EditionView(
            turn.Say.By(by, edition.By?.At ?? edition.It.FiledAt, turn.Me.Zone, turn.Today),
            words[before is null ? "editionFirst" : edition.By?.What == "edit-undone" ? "editionUndone" : changes.Count == 0 ? "editionSame" : "editionEdited"],
            changes);
    }

    // The words of a step are those of today; its days are what they were.
    private static IEnumerable<FactLine> Steps(Turn turn, CustomerFile file, Operation? done, bool first)
    {
        var words = turn.Words("records");
        foreach (var move in done?.Steps ?? [])
        {
            var step = file.Steps.FirstOrDefault(s => s.Id == move.StepId);
            var what = step is { What.Length: > 0 } ? Wording.Short(step.What, 60) : words["alongStep"];
            string Day(DateTimeOffset? at) => at is { } due ? turn.Say.Day(Zones.DayOf(due, step?.Zone ?? turn.Me.Zone), turn.Today) : words["nothing"];
            var line = move switch
            {
                { Before: null } => Day(move.Due),
                { After: StepState.Cancelled, Before: StepState.Open } => words["stepTakenOut"],
                _ when move.DueBefore != move.Due => words.Format("fromTo", ("before", Day(move.DueBefore)), ("after", Day(move.Due))),
                _ when move.OwnerBefore is { } owner && owner != move.Owner => words.Format("fromTo", ("before", turn.Company.NameOf(owner)), ("after", turn.Company.NameOf(move.Owner))),
                _ => "",
            };
            if (line.Length > 0)
            {
                yield return new FactLine(move.Before is null && !first ? words.Format("stepAdded", ("what", what)) : what, line);
            }
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HistoryModel))]
internal sealed partial class HistoryJson : JsonSerializerContext;
