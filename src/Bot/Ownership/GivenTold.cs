using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>Who gave which customer to whom.</summary>
internal sealed record GivenOrder(string Customer, string From, string To);

/// <summary>Tells the old and the new owner that a customer changed hands. The one who did it knows.</summary>
internal sealed class GivenTold(CustomerStore customers, Told told) : IJobKind
{
    public string Kind => "ownership-told";

    public static Job Order(Turn turn, string opId, string customer, string from, string to) => new(
        turn.Tenant, Ids.From(opId, "told"), "ownership-told", turn.Me.Id, turn.Now,
        JsonSerializer.Serialize(new GivenOrder(customer, from, to), OwnershipJobJson.Default.GivenOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, OwnershipJobJson.Default.GivenOrder)!;
        var company = await told.CompanyAsync(job.Tenant, ct);
        if (await customers.LoadAsync(job.Tenant, order.Customer, ct) is { } file)
        {
            var (from, by) = (company.NameOf(order.From), company.NameOf(job.ById));
            var open = file.OpenSteps.Count(s => s.OwnerId == order.To);
            if (order.To != job.ById)
            {
                await told.TellAsync(job.Tenant, company.Find(order.To), say => New(say, file, open, by, from), ct);
            }

            if (order.From != job.ById)
            {
                await told.TellAsync(job.Tenant, company.Find(order.From), say => Answer.Text(say.Words("ownership").Format(
                    "toldOld", ("by", by), ("customer", file.Head.Name), ("to", company.NameOf(order.To)))), ct);
            }
        }

        return JobStep.Of(job) with { Done = 1, Total = 1, Finished = true };
    }

    /// <summary>Nobody waits for an answer: the customer changed hands all the same.</summary>
    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;

    private static Answer New(Wording say, CustomerFile file, int open, string by, string from)
    {
        var words = say.Words("ownership");
        var name = file.Head.Name;
        var text = open == 0
            ? words.Format("toldNew", ("by", by), ("customer", name), ("from", from))
            : words.Format("toldNewSteps", ("by", by), ("customer", name), ("from", from), ("count", open));
        return Answer.Text(text, words.Format("howIs", ("customer", name)));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GivenOrder))]
[JsonSerializable(typeof(HandoverOrder))]
internal sealed partial class OwnershipJobJson : JsonSerializerContext;
