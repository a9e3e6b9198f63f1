using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>Which step was somebody's and is somebody else's now.</summary>
internal sealed record HandedOrder(string Customer, string Step, string From, string To);

/// <summary>Tells whose step it was and whose it is that it changed hands. The one who did it knows.</summary>
internal sealed class HandedTold(CustomerStore customers, Told told) : IJobKind
{
    private const string KindOfJob = "step-handed";

    public string Kind => KindOfJob;

    /// <param name="step">As it is now.</param>
    public static Job Order(Turn turn, string customerId, Step step, string from) => new(
        turn.Tenant, Ids.Hash("handed", step.Id, step.Ver.ToString(CultureInfo.InvariantCulture)), KindOfJob, turn.Me.Id, turn.Now,
        JsonSerializer.Serialize(new HandedOrder(customerId, step.Id, from, step.OwnerId), HandedJson.Default.HandedOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, HandedJson.Default.HandedOrder)!;
        var company = await told.CompanyAsync(job.Tenant, ct);
        if (await customers.LoadAsync(job.Tenant, order.Customer, ct) is { } file && file.Steps.FirstOrDefault(s => s.Id == order.Step) is { } step)
        {
            var by = company.NameOf(job.ById);
            if (order.To != job.ById)
            {
                await told.TellAsync(job.Tenant, company.Find(order.To), say => Answer.Text(say.Words("reminders").Format(
                    "toldNew", ("by", by), ("what", step.What), ("customer", file.Head.Name), ("day", say.Day(step.DueDay, Zones.DayOf(job.StartedAt, step.Zone))))), ct);
            }

            if (order.From != job.ById)
            {
                await told.TellAsync(job.Tenant, company.Find(order.From), say => Answer.Text(say.Words("reminders").Format(
                    "toldOld", ("by", by), ("what", step.What), ("customer", file.Head.Name), ("to", company.NameOf(order.To)))), ct);
            }
        }

        return JobStep.Of(job) with { Done = 1, Total = 1, Finished = true };
    }

    /// <summary>Nobody waits for an answer: the step changed hands all the same.</summary>
    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HandedOrder))]
internal sealed partial class HandedJson : JsonSerializerContext;
