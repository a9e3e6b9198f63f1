using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>What a filing leads to beside the record: each is said below the receipt, and each can be taken back or left.</summary>
internal sealed class Effects(CustomerStore customers, QuietTimes quiet)
{
    /// <param name="filed">The reply with the receipt.</param>
    public async Task<Reply> AfterAsync(Reply filed, Turn turn, ChangeOutcome<NotFiled>.Committed done, CancellationToken ct)
    {
        if (done.Receipt.FollowUpId is not { } id || await customers.FollowUpAsync(turn.Tenant, done.File.Head.Id, id, ct) is not { } record)
        {
            return filed;
        }

        List<Answer> more = [];
        if (await quiet.FollowAsync(turn, done.File, record, ct) is { } muted)
        {
            more.Add(muted);
        }

        if (Newcomers.Offer(turn, done.File, record) is { } people)
        {
            more.Add(people);
        }

        return more.Count == 0 ? filed : filed with { Messages = [.. filed.Messages, .. more] };
    }
}
