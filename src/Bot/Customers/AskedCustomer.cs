using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Which of several was meant by a sentence.</summary>
/// <param name="Draft">Holds the sentence.</param>
internal sealed record WhichForm(string? Customer, string? Draft);

/// <summary>Candidates for the customer of a sentence; choosing one answers the sentence.</summary>
internal sealed record WhichModel(string Title, string Draft, IReadOnlyList<PickRow> Rows, string Create, string Said);

/// <summary>
/// A sentence about one customer: who is meant is found or asked, sight is decided, and then the sentence is answered. Asked back, the
/// sentence is kept, so that a choice needs one tap and nothing is said twice.
/// </summary>
internal sealed class AskedCustomer(CustomerFinder finder, CustomerStore customers, DraftStore drafts)
{
    private const string Kind = "which";

    /// <param name="act">What the sentence leads to for a customer in sight.</param>
    /// <param name="meaning">Its slot <c>customer</c> names the customer; without one it is the one that is spoken of.</param>
    public Task<Reply> ThenAsync(Turn turn, Meaning meaning, Func<CustomerFile, Task<Reply>> act, CancellationToken ct) =>
        ThenAsync(turn, meaning["customer"], act, file => Reply.Say(CustomerCards.Refusal(turn, file.Head)), ct);

    /// <param name="refuse">What is said of a customer out of sight: it may say no more than everyone in the tenant knows.</param>
    /// <param name="said">The customer's name as said; null for the one that is spoken of.</param>
    public async Task<Reply> ThenAsync(Turn turn, string? said, Func<CustomerFile, Task<Reply>> act, Func<CustomerFile, Reply> refuse, CancellationToken ct)
    {
        var words = turn.Words("customers");
        said ??= words["thisCustomer"];
        switch (await finder.FindAsync(turn.Tenant, turn.Me, said, ct))
        {
            case Meant.One one:
                var reply = await OfAsync(turn, one.Customer.CustomerId, act, refuse, ct);
                return one.AlsoCalledSo.Count == 0 ? reply
                    : reply with { Messages = [.. reply.Messages, await WhichAsync(turn, words.Format("orWhich", ("name", said)), said, one.AlsoCalledSo, false, ct)] };
            case Meant.Several several:
                return Reply.Say(await WhichAsync(turn, words.Format("whichOne", ("name", said)), said, several.Customers, false, ct));
            case Meant.Nobody when ThisOne.IsSaid(said):
                return Reply.Say(Answer.Text(words["ofWhom"]));
            case Meant.Nobody { Near: [] }:
                return Reply.Say(Answer.Text(words.Format("notFound", ("name", said)), words.Format("createSentence", ("name", said))));
            case Meant.Nobody nobody:
                return Reply.Say(await WhichAsync(turn, words.Format("notFoundNear", ("name", said)), said, nobody.Near, true, ct));
            default:
                return Reply.Nothing;
        }
    }

    /// <summary>The same for a button, which carries the customer's id.</summary>
    public Task<Reply> OfAsync(Turn turn, string? customerId, Func<CustomerFile, Task<Reply>> act, CancellationToken ct) =>
        OfAsync(turn, customerId, act, file => Reply.Say(CustomerCards.Refusal(turn, file.Head)), ct);

    /// <summary>The sentence as if it had named the one that was chosen.</summary>
    public async Task<Reply> ChosenAsync(Turn turn, WhichForm form, CancellationToken ct)
    {
        var words = turn.Words("customers");
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is not { } file)
        {
            return Reply.Say(Answer.Text(words["gone"]));
        }

        return draft is { Kind: Kind, Said: { } sentence, Content: { } name } && sentence.Replace(name, words["thisCustomer"], StringComparison.Ordinal) is var again && again != sentence
            ? Reply.Ask(again)
            : Reply.Say(Sight.Content(turn.Me, file, turn.Company) ? CustomerCards.Status(turn, file) : CustomerCards.Refusal(turn, file.Head));
    }

    private async Task<Reply> OfAsync(Turn turn, string? customerId, Func<CustomerFile, Task<Reply>> act, Func<CustomerFile, Reply> refuse, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, Ids.Given(customerId), ct) switch
        {
            null => Reply.Say(Answer.Text(turn.Words("customers")["gone"])),
            var file when Sight.Content(turn.Me, file, turn.Company) => await act(file),
            var file => refuse(file),
        };

    private async Task<Answer> WhichAsync(Turn turn, string title, string said, IReadOnlyList<CustomerName> names, bool create, CancellationToken ct)
    {
        var words = turn.Words("customers");
        await drafts.PutAsync(turn.Tenant, new Draft(turn.DraftId, turn.Me.Id, Kind, null, null, null, 0, false, null) { Said = turn.Asked, Content = said }, ct);
        var model = new WhichModel(
            title, turn.DraftId, CustomerCards.Rows(turn, names), create ? words.Format("createNamed", ("name", Wording.Short(said, 20))) : "", said);
        return Answer.Of("customers/which", model, CustomerCardJson.Default.WhichModel, title);
    }
}
