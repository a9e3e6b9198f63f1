using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Records;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Timeline;

/// <summary>One record as it stands, with who changed it, when and what: by a row of the history, the button of a receipt, or in words.</summary>
internal sealed class RecordView(AskedCustomer asked, LastActs acts, CustomerStore customers, HistoryStore history)
{
    /// <summary>The one that the speaker filed last.</summary>
    public async Task<Reply> LastAsync(Turn turn, CancellationToken ct) => await acts.RecordAsync(turn, ct) is var (file, record)
        ? await asked.OfAsync(turn, file.Head.Id, async now => Reply.Say(await OfAsync(turn, now, record, ct)), ct)
        : Reply.Say(Answer.Text(turn.Words("records")["noneFiled"]));

    public Task<Reply> ShowAsync(Turn turn, string? customer, string? followUp, CancellationToken ct) => asked.OfAsync(
        turn, customer,
        async file => await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(followUp), ct) is { } record
            ? Reply.Say(await OfAsync(turn, file, record, ct))
            : Reply.Say(Answer.Text(turn.Words("timeline")["recordGone"])),
        ct);

    public async Task<Answer.Card> OfAsync(Turn turn, CustomerFile file, FollowUp record, CancellationToken ct)
    {
        var editions = record.Edition > 1 ? await history.EditionsAsync(turn.Tenant, file.Head.Id, record.Id, ct) : [];
        return TimelineCards.Record(turn, file, record, Editions.Of(turn, file, editions), Editions.More(turn, editions));
    }
}
