using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>A form that was begun, as a line of the list.</summary>
/// <param name="Kept">When something was typed last, and until when it is kept.</param>
internal sealed record DraftRow(string Draft, string Title, string Line, string Kept);

/// <param name="More">How many are not shown; empty for none.</param>
internal sealed record DraftsModel(string Title, IReadOnlyList<DraftRow> Rows, string More);

/// <summary>Forms in which something was typed and that were not filed: kept on every device, for 30 days.</summary>
internal sealed class SavedDrafts(DraftStore drafts, CustomerStore customers, TimeProvider machine)
{
    private const int MostShown = 8;
    private const int LongestLine = 60;

    /// <summary>The list as it stands.</summary>
    public async Task<Answer.Card> ListAsync(Turn turn, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        var kept = (await drafts.AllAsync(turn.Tenant, turn.Me.Id, ct))
            .Where(d => d is { Kind: FollowUpForms.Kind, SavedAt: not null, Content: not null } && Left(d) > TimeSpan.Zero)
            .OrderByDescending(d => d.SavedAt).ToList();
        var open = new List<(Draft Draft, CustomerFile? File)>();
        foreach (var draft in kept)
        {
            if (draft.CustomerId is not { } customer)
            {
                open.Add((draft, null));
            }
            else if (await customers.ReceiptAsync(turn.Tenant, customer, draft.Id, ct) is null)
            {
                open.Add((draft, await customers.LoadAsync(turn.Tenant, customer, ct)));
            }
        }

        var title = open.Count == 0 ? words["draftsNone"] : words.Format("draftsTitle", ("count", open.Count));
        var more = open.Count > MostShown ? words.Format("draftsMore", ("count", open.Count - MostShown)) : "";
        var model = new DraftsModel(title, [.. open.Take(MostShown).Select(o => Row(turn, o.Draft, o.File))], more);
        return Answer.Of("follow-ups/drafts", model, DraftCardJson.Default.DraftsModel, title) with { About = [.. open.Select(o => o.File?.Head.Id).OfType<string>()] };
    }

    /// <summary>The local day until which a draft that is kept now stays.</summary>
    public string Until(Turn turn, Draft draft) => turn.Say.Day(Zones.DayOf(turn.Now + Left(draft), turn.Me.Zone), turn.Today);

    private DraftRow Row(Turn turn, Draft draft, CustomerFile? file)
    {
        var words = turn.Words("follow-ups");
        var form = Prefill.Of(draft)!.Form;
        var name = file?.Head.Name ?? FollowUpForm.Said(form.CustomerName) ?? words["draftNoCustomer"];
        var text = FollowUpForm.Said(form.Summary) ?? form.Steps().Select(s => FollowUpForm.Said(s.What)).FirstOrDefault(s => s is not null) ?? words["draftNoText"];
        var saved = turn.Say.Moment(draft.SavedAt!.Value, turn.Me.Zone, turn.Today);
        return new DraftRow(
            draft.Id, draft.FollowUpId is null ? name : words.Format("draftOfEdit", ("customer", name)), Wording.Short(text, LongestLine),
            words.Format(Left(draft) <= TimeSpan.FromDays(DraftWarnings.Ahead) ? "draftKeptLate" : "draftKept", ("moment", saved), ("day", Until(turn, draft))));
    }

    /// <summary>By the machine's time, in which it is removed.</summary>
    private TimeSpan Left(Draft draft) => DraftWarnings.Left(draft, machine.GetUtcNow());
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DraftsModel))]
internal sealed partial class DraftCardJson : JsonSerializerContext;
