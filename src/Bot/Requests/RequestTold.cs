using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Requests;

/// <param name="Quiet">Only the cards that were sent follow.</param>
internal sealed record RequestOrder(string Customer, string Step, string To, bool Quiet);

/// <summary>Shows the other side of a request what became of it: on the cards they have, and as a message of its own.</summary>
internal sealed class RequestTold(
    CustomerStore customers, CardShelf shelf, SpeakerDirectory directory, Reachability reachability, AtHome atHome, Speaker speaker,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock) : IJobKind
{
    private const string KindOfJob = "request-told";

    public string Kind => KindOfJob;

    public static Job Order(Turn turn, string customerId, string stepId, string op, string to, bool quiet) => new(
        turn.Tenant, Ids.From(op, "told"), KindOfJob, turn.Me.Id, turn.Now, JsonSerializer.Serialize(new RequestOrder(customerId, stepId, to, quiet), RequestJobJson.Default.RequestOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, RequestJobJson.Default.RequestOrder)!;
        var company = await directory.CompanyAsync(job.Tenant, ct);
        if (order.To != job.ById && company.Find(order.To) is { Left: false } to && await reachability.HomeAsync(job.Tenant, to.Id, ct) is { } home
            && await customers.LoadAsync(job.Tenant, order.Customer, ct) is { } file && file.Steps.FirstOrDefault(s => s.Id == order.Step) is { } step)
        {
            var now = clock.GetUtcNow();
            var turn = new Turn(job.Tenant, to, company, job.Id, now, Zones.DayOf(now, to.Zone), new Wording(shelf, to.Language), home, null);
            var card = RequestCards.Of(turn, file, step);
            await speaker.SettleAsync(job.Tenant, to, home, RequestCards.IdOf(step.Id), card, ct);
            if (!order.Quiet)
            {
                await atHome.SendAsync(job.Tenant, to, home, card, ct);
            }
        }

        return JobStep.Of(job) with { Done = 1, Total = 1, Finished = true };
    }

    /// <summary>Nobody waits for it: the request changed all the same.</summary>
    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RequestOrder))]
internal sealed partial class RequestJobJson : JsonSerializerContext;
