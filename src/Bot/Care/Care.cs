using CrmBot.Bot.Contacts;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Care;

/// <summary>What is remembered of contacts as people, and how it is forgotten.</summary>
internal sealed class CareCapability(Remembered remembered, Forgetting forgetting, Ahead ahead, CustomerFinder finder, AskedCustomer asked) : ICapability
{
    public string Name => "care";

    public void Map(Routes routes) => routes
        .Text("contact_profile", Profile)
        .Text("forget", (turn, meaning, ct) => forgetting.AskAsync(turn, meaning, ct))
        .Text("care_upcoming", (turn, meaning, ct) => ahead.AskAsync(turn, meaning, ct))
        .Card("care/ahead", CareJson.Default.AheadForm, (turn, form, ct) => ahead.GoOnAsync(turn, form, ct))
        .Card("care/show", CareJson.Default.ContactForm, Show)
        .Card("care/ask", CareJson.Default.MomentForm, (turn, form, ct) => forgetting.ShowAsync(turn, form, ct))
        .Card("care/forget", CareJson.Default.ForgetForm, (turn, form, ct) => forgetting.ForgetAsync(turn, form, ct))
        .Card("care/keep", CareJson.Default.MomentForm, (turn, _, _) => Forgetting.KeepAsync(turn));

    private async Task<Reply> Profile(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("care");
        if (meaning["customer"] is not { Length: > 0 } said)
        {
            return Reply.Say(Answer.Text(words["askWho"]));
        }

        return await remembered.CalledAsync(turn, said, ct) switch
        {
            [] when await finder.IsNameAsync(turn.Tenant, turn.Me, said, ct) => await asked.ThenAsync(turn, meaning, file => Task.FromResult(Reply.Say(ContactCards.List(turn, file))), ct),
            [] => Reply.Say(Answer.Text(words.Format("nobody", ("name", said)))),
            [var (file, contact)] => Reply.Say(CareCards.Profile(turn, file, contact)),
            var several => Reply.Say(CareCards.Contacts(turn, said, several)),
        };
    }

    private async Task<Reply> Show(Turn turn, ContactForm form, CancellationToken ct) =>
        await remembered.SeenAsync(turn, Ids.Given(form.Customer), ct) is { } file && file.Contacts.FirstOrDefault(c => c.Id == form.Contact) is { } contact
            ? Reply.Say(CareCards.Profile(turn, file, contact))
            : Reply.Say(Answer.Text(turn.Words("care")["gone"]));
}
