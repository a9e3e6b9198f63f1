using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Requests;

/// <summary>From a sentence that asks for a colleague's help to the step of theirs: shown first, with everything open to change, sent by one tap.</summary>
internal sealed class RequestAsking(CustomerFinder finder, CustomerStore customers, IndexStore index)
{
    private const int LongestWhat = 300;
    private const int MostCustomers = 60;

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var called = meaning["person"] is { } name ? Colleagues.Called([.. turn.Company.Members.Where(p => p.Id != turn.Me.Id)], name) : [];
        var what = string.Join(' ', meaning.Slots.Where(s => s.Name == "text").Select(s => WhenSaid.Without(turn, turn.Asked ?? "", s))).Trim();
        var when = WhenSaid.Of(turn, meaning);
        var helper = called is [var one] ? one : null;
        var customer = await MentionedAsync(finder, turn.Tenant, turn.Me, meaning["text"] ?? "", ct) ?? "";
        var day = when?.Day is { } said && said >= turn.Today ? said : HelpRequests.UsualDay(helper ?? turn.Me, turn.Today);
        var note = called.Count > 1 ? turn.Words("requests")["several"] : when is null ? turn.Words("requests")["usualDay"] : "";
        return Reply.Say(RequestCards.Ask(turn, await ModelAsync(turn, new SendForm(Ids.From(turn.OpId, "request"), helper?.Id, customer, Wording.Short(Tail(what), LongestWhat), CardDay.Text(day), null), note, ct)));
    }

    /// <summary>The customer that a text names, by its id; null when it names none for certain.</summary>
    public static async Task<string?> MentionedAsync(CustomerFinder finder, string tenant, Person me, string text, CancellationToken ct)
    {
        foreach (var piece in Reminding.Pieces(text))
        {
            if (await finder.FindAsync(tenant, me, piece, ct) is Meant.One { Fit: <= NameFit.Part } one)
            {
                return one.Customer.CustomerId;
            }
        }

        return null;
    }

    /// <summary>Sends it. Pressed twice it is one request.</summary>
    public async Task<Reply> SendAsync(Turn turn, SendForm form, CancellationToken ct)
    {
        var words = turn.Words("requests");
        var order = Ids.Given(form.Order);
        var what = form.What?.Trim() ?? "";
        var helper = turn.Company.Find(Ids.Given(form.To));
        var day = FollowUpForm.Day(form.On);
        var fault = helper is null or { Left: true } || helper.Id == turn.Me.Id ? words["needPerson"]
            : string.IsNullOrEmpty(form.Customer) ? words["needCustomer"]
            : what.Length is 0 or > LongestWhat ? words["needWhat"]
            : day is not { } on || on < turn.Today || on.DayNumber - turn.Today.DayNumber > Due.FarthestDays ? words["needDay"]
            : "";
        if (fault.Length > 0)
        {
            return Reply.Replace(RequestCards.Ask(turn, await ModelAsync(turn, form, fault, ct)));
        }

        if (form.Sure != form.On && DueDoubt.Of(helper!, day!.Value) is { } doubt)
        {
            var instead = doubt is Doubt.Away away ? away.Instead : ((Doubt.FreeDay)doubt).Instead;
            var question = words.Format("notThere", ("name", helper!.Name), ("day", turn.Say.Day(day.Value, turn.Today)), ("better", turn.Say.Day(instead, turn.Today)));
            return Reply.Replace(RequestCards.Ask(turn, await ModelAsync(turn, form with { Sure = form.On }, question, ct)));
        }

        var step = HelpRequests.Of(Ids.From(order, "help"), what, helper!, turn.Me.Id, day!.Value, null, null, turn.Now);
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, Ids.Given(form.Customer), order, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
                : !Sight.Content(turn.Me, file, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : new Decision<NotFiled>.Commit(HelpRequests.Ask(file, step), null, step.Id),
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => Sent(turn, done.File, step.Id),
            ChangeOutcome<NotFiled>.AlreadyDone done => Sent(turn, done.File, step.Id),
            ChangeOutcome<NotFiled>.No => Reply.Replace(RequestCards.Ask(turn, await ModelAsync(turn, form with { Customer = "" }, words["notYours"], ct))),
            ChangeOutcome<NotFiled>.Full => Reply.Say(Answer.Text(turn.Words("follow-ups").Format("tooManySteps", ("most", Filing.MostOpenSteps)))),
            _ => Reply.Replace(RequestCards.Ask(turn, await ModelAsync(turn, form, words["busy"], ct))),
        };
    }

    private static Reply Sent(Turn turn, CustomerFile file, string stepId)
    {
        var step = file.Steps.First(s => s.Id == stepId);
        var name = turn.Company.NameOf(step.OwnerId);
        var at = turn.Company.Find(step.OwnerId) is { } helper ? SendPlan.Of(step, helper).At : turn.Now;
        var words = turn.Words("requests");
        var line = at <= turn.Now ? words.Format("sent", ("name", name)) : words.Format("sentLater", ("name", name), ("moment", turn.Say.Moment(at, step.Zone, turn.Today)));

        // The request's own card comes behind, under the id by which it changes for both.
        return Reply.Replace(RequestCards.Settled(line, turn.ByMe, true), RequestCards.Of(turn, file, step));
    }

    private async Task<AskModel> ModelAsync(Turn turn, SendForm form, string note, CancellationToken ct)
    {
        var own = (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct)).OrderByDescending(s => s.LastContact).Take(MostCustomers).Select(s => new Pick(s.CustomerId, s.CustomerName)).ToList();
        if (form.Customer is { Length: > 0 } id && own.TrueForAll(c => c.Value != id) && await customers.LoadAsync(turn.Tenant, id, ct) is { } file)
        {
            own.Insert(0, new Pick(file.Head.Id, file.Head.Name));
        }

        return new AskModel(
            form.Order ?? "", turn.Words("requests")["askTitle"], note, RequestCards.People(turn), form.To ?? "", own, form.Customer ?? "", form.What ?? "", form.On ?? "",
            CardDay.Text(turn.Today), form.Sure ?? "");
    }

    // What is left where a day stood: "…方案 前".
    private static string Tail(string what) => what.TrimEnd(' ', ',', '，', '。', '.', '前', '内').TrimEnd(' ', ',', '，') is { Length: > 0 } left && left.EndsWith(" by", StringComparison.OrdinalIgnoreCase) ? left[..^3]
        : what.TrimEnd(' ', ',', '，', '。', '.', '前', '内');
}
