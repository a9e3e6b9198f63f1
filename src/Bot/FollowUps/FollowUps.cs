using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>A rep writes down what happened at a customer.</summary>
internal sealed partial class FollowUpsCapability(
    CustomerFinder finder, CustomerStore customers, DraftStore drafts, FollowUpForms forms, FollowUpFiling filing, Remembering remembering, CustomerSearch search,
    BegunForms begun) : ICapability
{
    public string Name => "follow-ups";

    public void Map(Routes routes) => routes
        .Text("start_summary", Start)
        .Card("follow-ups/open", FollowUpJson.Default.OpenForm, Open)
        .Text("my_drafts", (turn, _, ct) => begun.ListAsync(turn, ct))
        .Search(CustomerSearch.Dataset, (turn, request, ct) => search.FindAsync(turn, request, ct))
        .Card("follow-ups/submit", FollowUpJson.Default.SubmitForm, (turn, form, ct) => OnAsync(turn, form, draft => filing.FileAsync(turn, draft, form, ct), ct))
        .Card("follow-ups/choose", FollowUpJson.Default.ChooseForm, (turn, form, ct) => OnAsync(turn, form, draft => begun.ChooseAsync(turn, draft, form, ct), ct))
        .Card("follow-ups/draft", FollowUpJson.Default.FollowUpForm, (turn, form, ct) => OnAsync(turn, form, draft => begun.SaveAsync(turn, draft, form, ct), ct))
        .Card("follow-ups/dialog", FollowUpJson.Default.FollowUpForm, (turn, form, ct) => OnAsync(turn, form, draft => begun.DialogAsync(turn, draft, form, ct), ct))
        .Card("follow-ups/continue", FollowUpJson.Default.ContinueForm, (turn, form, ct) => begun.ContinueAsync(turn, form, ct))
        .Card("follow-ups/drop", FollowUpJson.Default.DraftForm, (turn, form, ct) => begun.DropAsync(turn, form, ct))
        .Card("follow-ups/edit", FollowUpJson.Default.RecordForm, Edit)
        .Card("follow-ups/keep", FollowUpJson.Default.KeepForm, (turn, form, ct) => remembering.AnswerAsync(turn, form, ct))
        .Card("follow-ups/cancel", FollowUpJson.Default.DraftForm, Cancel);

    private async Task<Reply> Start(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (meaning.Slots.FirstOrDefault(s => s.Name == "customer") is not { } slot)
        {
            return Reply.Say(await forms.NewAsync(turn, null, null, ct, meaning["text"]));
        }

        return await finder.FindAsync(turn.Tenant, turn.Me, slot.Text, ct) switch
        {
            Meant.One one => await OpenAsync(turn, one.Customer.CustomerId, ct),
            Meant.Several several => Reply.Say(CustomerCards.Pick(turn, slot.Text, several.Customers, "follow-ups/open")),
            // 记一下:客户想再便宜点: what nobody is called like is what was to be written down.
            Meant.Nobody { Near: [] } when WritesDown().IsMatch(turn.Asked ?? "") => Reply.Say(await forms.NewAsync(turn, null, null, ct, slot.Text)),
            Meant.Nobody nobody => Reply.Say(CustomerCards.NotFound(turn, slot.Text, nobody.Near, "follow-ups/open")),
            _ => Reply.Nothing,
        };
    }

    [GeneratedRegex("^.{0,12}?(?:[记記][一下录錄]|\\b(?:log|note|record)\\b)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WritesDown();

    /// <summary>The form of that customer; without one, the form that lets the person choose.</summary>
    private async Task<Reply> Open(Turn turn, OpenForm form, CancellationToken ct) => string.IsNullOrEmpty(form.Customer)
        ? Reply.Say(await forms.NewAsync(turn, null, null, ct))
        : await OpenAsync(turn, Ids.Given(form.Customer), ct);

    private async Task<Reply> OpenAsync(Turn turn, string customerId, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, customerId, ct);
        if (file is null)
        {
            return Reply.Say(Answer.Text(turn.Words("follow-ups")["customerGone"]));
        }

        return Sight.Content(turn.Me, file, turn.Company)
            ? Reply.Say(await forms.NewAsync(turn, file, null, ct))
            : Reply.Say(CustomerCards.Refusal(turn, file.Head));
    }

    /// <summary>Acts on the form's draft; what was typed into a form that has none any more comes back in a new one.</summary>
    private async Task<Reply> OnAsync(Turn turn, FollowUpForm form, Func<Draft, Task<Reply>> act, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: FollowUpForms.Kind })
        {
            var (rescue, own) = await forms.RescueAsync(turn, form, ct);
            return Reply.Say(FollowUpCards.Again(turn, rescue, form, null, own, [Problem.Whole(turn.Words("follow-ups")["notYourForm"])], null));
        }

        return await act(draft);
    }

    private async Task<Reply> Edit(Turn turn, RecordForm form, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        if (file is null)
        {
            return Reply.Say(Answer.Text(words["customerGone"]));
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        var record = await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(form.FollowUp), ct);
        return record is null
            ? Reply.Say(Answer.Text(words["recordGone"]))
            : Reply.Say(await forms.EditAsync(turn, file, record, ct));
    }

    private async Task<Reply> Cancel(Turn turn, DraftForm form, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        return draft is { Kind: FollowUpForms.Kind }
            ? await filing.CancelAsync(turn, draft, ct)
            : Reply.Replace(FollowUpCards.Closed(turn.Words("follow-ups")["cancelled"], turn.ByMe));
    }
}
