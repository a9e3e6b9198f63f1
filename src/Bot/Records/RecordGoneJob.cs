using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Wishes;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <param name="Deleted">Unsent forms with its content go too; one that was taken back can be filed again.</param>
internal sealed record GoneOrder(string Customer, string FollowUp, bool Deleted);

/// <summary>What is left of a record after the change that took it away: cards in chats, forms it came from, editions that were too many for one change.</summary>
internal sealed class RecordGoneJob(HistoryStore history, DraftStore drafts, RecordCopies copies, SpeakerDirectory directory, QuietTimes quiet) : IJobKind
{
    public const string Name = "record-gone";

    public string Kind => Name;

    public static Job Of(Turn turn, string customer, string followUp, string opId, bool deleted) => new(
        turn.Tenant, opId, Name, turn.Me.Id, turn.Now, JsonSerializer.Serialize(new GoneOrder(customer, followUp, deleted), RecordJobJson.Default.GoneOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, RecordJobJson.Default.GoneOrder)!;
        if (job.Cursor is null)
        {
            var swept = await history.SweepAsync(job.Tenant, order.Customer, order.FollowUp, ct);
            await quiet.TakeBackAsync(job.Tenant, await directory.CompanyAsync(job.Tenant, ct), order.FollowUp, ct);
            swept += order.Deleted ? await FormsAsync(job.Tenant, order.FollowUp, ct) : 0;
            return JobStep.Of(job) with { Cursor = "0", Done = swept };
        }

        var done = await copies.WithdrawAsync(job.Tenant, order.FollowUp, int.Parse(job.Cursor, CultureInfo.InvariantCulture), ct);
        return new JobStep(done.Next.ToString(CultureInfo.InvariantCulture), job.Done + done.Changed, job.Refused + done.Unreachable, null, done.Ended);
    }

    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The form a record was filed with, and those it was edited in.</summary>
    private async Task<int> FormsAsync(string tenant, string followUpId, CancellationToken ct)
    {
        var removed = 0;
        foreach (var person in (await directory.CompanyAsync(tenant, ct)).People)
        {
            foreach (var draft in await drafts.AllAsync(tenant, person.Id, ct))
            {
                if (draft.FollowUpId == followUpId || Ids.From(draft.Id, Filing.RecordKind) == followUpId)
                {
                    await drafts.RemoveAsync(tenant, person.Id, draft.Id, ct);
                    removed++;
                }
            }
        }

        return removed;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GoneOrder))]
internal sealed partial class RecordJobJson : JsonSerializerContext;
