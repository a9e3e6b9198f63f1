using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>A statement that tells of no contact, to be kept with one tap.</summary>
/// <param name="Rows">What is to be remembered, or done.</param>
/// <param name="Keep">The title of the button that keeps it.</param>
internal sealed record AsideModel(
    string Draft, string Kind, string Title, string Line, IReadOnlyList<CaptureStep> Rows, IReadOnlyList<OtherCustomer> Others, string Keep, string No);

/// <summary>The card of a statement in which nothing has happened. It is made from the draft, so that it is the same after a restart.</summary>
internal static class AsideCards
{
    public static Answer.Card Offer(Turn turn, Draft draft, Prefill prefill, Aside aside, CustomerFile file, IReadOnlyList<PickRow> others)
    {
        var (words, head) = (turn.Words("captures"), file.Head);
        var isPerson = aside == Aside.Person;
        var about = isPerson && (FollowUpForm.Said(prefill.Form.Contact) ?? prefill.Moments[0].Of) is { } contact ? contact : head.Name;
        var title = words.Format(isPerson ? "rememberThis" : "planThis", ("name", Wording.Short(about, 40)));
        var line = CaptureCards.Guessed(prefill, "customer") ? words.Format("guessedCustomer", ("line", head.Name)) : head.Name;
        var model = new AsideModel(
            draft.Id, words[isPerson ? "kindPerson" : "kindPlan"], title, line, isPerson ? Moments(turn, draft, prefill, file) : CaptureDays.Steps(turn, prefill),
            [.. others.Select(o => new OtherCustomer(o.Customer, words.Format("takeOther", ("name", CaptureCards.Narrow(o.Name)))))],
            words[isPerson ? "remember" : "setPlan"], words[isPerson ? "notNeeded" : "cancel"]);
        return Answer.Of("captures/aside", model, CaptureCardJson.Default.AsideModel, title) with { About = [head.Id] };
    }

    private static IReadOnlyList<CaptureStep> Moments(Turn turn, Draft draft, Prefill prefill, CustomerFile file) =>
    [
        .. prefill.Moments.Select(m => new CaptureStep(
            turn.Say.Code(m.Kind), MomentWords.Text(m), MomentWords.WhenOf(turn, file, Ids.From(draft.Id, Filing.RecordKind), m), "", [])),
    ];
}
