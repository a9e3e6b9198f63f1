using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Duplicates;

/// <param name="Owner">Who owned the one that went.</param>
internal sealed record MergeOrder(string Loser, string Winner, string Owner);

/// <summary>After a merge: quiet times go along, what is not open is copied a piece at a time, then both owners are told. The one who did it knows.</summary>
internal sealed class MergeJob(CustomerStore customers, Merging merging, PeopleStore people, Told told) : IJobKind
{
    public const string Name = "merge";

    string IJobKind.Kind => Name;

    public static Job Order(Turn turn, string opId, string loser, string winner, string owner) => new(
        turn.Tenant, Ids.From(opId, "copy"), Name, turn.Me.Id, turn.Now,
        JsonSerializer.Serialize(new MergeOrder(loser, winner, owner), MergeJobJson.Default.MergeOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, MergeJobJson.Default.MergeOrder)!;
        if (job.Cursor is null)
        {
            await QuietAsync(job, order, ct);
        }

        var copied = await merging.CopyAsync(job.Tenant, order.Loser, job.Cursor, ct);
        var step = JobStep.Of(job) with { Cursor = copied.Cursor, Done = job.Done + copied.Done };
        if (copied.Cursor is not null)
        {
            return step;
        }

        if (await customers.LoadAsync(job.Tenant, order.Winner, ct) is { } file)
        {
            var company = await told.CompanyAsync(job.Tenant, ct);
            foreach (var owner in new[] { file.Head.OwnerId, order.Owner }.Distinct(StringComparer.Ordinal).Where(o => o != job.ById))
            {
                await told.TellAsync(job.Tenant, company.Find(owner), say => Answer.Text(say.Words("duplicates").Format(
                    "told", ("by", company.NameOf(job.ById)), ("customer", file.Head.Name), ("owner", company.NameOf(file.Head.OwnerId)))), ct);
            }
        }

        return step with { Total = step.Done, Finished = true };
    }

    /// <summary>Who wants to be left alone wants it under the other name too.</summary>
    private async Task QuietAsync(Job job, MergeOrder order, CancellationToken ct)
    {
        foreach (var person in (await told.CompanyAsync(job.Tenant, ct)).People.Where(p => p.Mutes?.Any(m => m.CustomerId == order.Loser) is true))
        {
            await people.UpdateAsync(job.Tenant, person.Id, p => QuietContacts.Merged(p, order.Loser, order.Winner, Zones.DayOf(job.StartedAt, p.Zone)), ct);
        }
    }

    /// <summary>Nobody waits for an answer: they are one customer all the same.</summary>
    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MergeOrder))]
internal sealed partial class MergeJobJson : JsonSerializerContext;
