using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Timeline;

/// <summary>What was written down of a customer, newest first: all of it, of a period, or only the last.</summary>
internal sealed class TimelineCapability(AskedCustomer asked, Pages pages, RecordView view) : ICapability
{
    public string Name => "timeline";

    public void Map(Routes routes) => routes
        .Text("customer_timeline", History)
        .Text("summary_latest", Latest)
        .Text("customer_last_contact", LastContact)
        .Card("timeline/page", TimelineJson.Default.PageForm, Turned)
        .Card("timeline/record", TimelineJson.Default.RecordForm, (turn, form, ct) => view.ShowAsync(turn, form.Customer, form.FollowUp, ct));

    private Task<Reply> History(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning, async file => Reply.Say(await pages.OfAsync(turn, file, Period.Said(turn, meaning), "", "", ct)), ct);

    /// <summary>Another page in the place of the one before, with or without its period.</summary>
    private Task<Reply> Turned(Turn turn, PageForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        async file => await pages.OfAsync(turn, file, Period.Of(form.From, form.To), form.Next ?? "", form.Back ?? "", ct) is var page && form.Fresh == "yes" ? Reply.Say(page) : Reply.Replace(page),
        ct);

    private Task<Reply> Latest(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning,
        async file => file.Recent.Count == 0
            ? Reply.Say(Answer.Text(turn.Words("timeline").Format("nothingYet", ("customer", file.Head.Name))))
            : Reply.Say(await view.OfAsync(turn, file, file.Recent[0], ct)),
        ct);

    /// <summary>The day is for everyone in the tenant, what was said is not.</summary>
    private Task<Reply> LastContact(Turn turn, Meaning meaning, CancellationToken ct)
    {
        return asked.ThenAsync(
            turn, meaning["customer"],
            file =>
            {
                var last = file.Recent.Count > 0 ? file.Recent[0] : null;
                var answer = Said(file, last);
                return Task.FromResult(Reply.Say(answer));
            },
            file => Reply.Say(Said(file, null)), ct);

        Answer Said(CustomerFile file, FollowUp? record)
        {
            var (words, head) = (turn.Words("timeline"), file.Head);
            var owner = turn.Company.NameOf(head.OwnerId);
            if (head.LastContact is not { } day)
            {
                return Answer.Text(words.Format("neverTouched", ("customer", head.Name), ("owner", owner)));
            }

            return record is null
                ? Answer.Text(words.Format("lastDay", ("customer", head.Name), ("day", turn.Say.Day(day, turn.Today)), ("ago", turn.Say.Ago(day, turn.Today)), ("owner", owner)))
                : Answer.Text(
                    words.Format(
                        "lastTouch", ("customer", head.Name), ("day", turn.Say.Day(day, turn.Today)), ("ago", turn.Say.Ago(day, turn.Today)), ("channel", turn.Say.Code(record.Channel)),
                        ("by", turn.Company.NameOf(record.AuthorId)), ("text", Wording.Short(record.Summary, 120))),
                    words.Format("sayLatest", ("customer", head.Name))) with
                { Quotes = Quoted.By(record) };
        }
    }
}
