using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Collaborators;

/// <summary>Whom it concerns, and whether they were added or taken away.</summary>
internal sealed record HelperOrder(string Customer, string Person, bool Added);

/// <summary>Tells who was added to a customer, or taken off it. The one who did it knows.</summary>
internal sealed class HelperTold(CustomerStore customers, Told told) : IJobKind
{
    public string Kind => "helper-told";

    public static Job Order(Turn turn, string opId, string customer, string person, bool added) => new(
        turn.Tenant, Ids.From(opId, "told"), "helper-told", turn.Me.Id, turn.Now,
        JsonSerializer.Serialize(new HelperOrder(customer, person, added), HelperOrderJson.Default.HelperOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, HelperOrderJson.Default.HelperOrder)!;
        var company = await told.CompanyAsync(job.Tenant, ct);
        if (await customers.LoadAsync(job.Tenant, order.Customer, ct) is { } file)
        {
            await told.TellAsync(job.Tenant, company.Find(order.Person), say => Say(say, file.Head, company, order.Added, job.ById), ct);
        }

        return JobStep.Of(job) with { Done = 1, Total = 1, Finished = true };
    }

    /// <summary>Nobody waits for an answer: they were added all the same.</summary>
    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;

    private static Answer Say(Wording say, Customer head, Company company, bool added, string byId)
    {
        var words = say.Words("collaborators");
        return added
            ? Answer.Text(
                words.Format("toldAdded", ("by", company.NameOf(byId)), ("customer", head.Name), ("owner", company.NameOf(head.OwnerId))), words.Format("howIs", ("customer", head.Name)))
            : Answer.Text(words.Format("toldRemoved", ("by", company.NameOf(byId)), ("customer", head.Name)));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HelperOrder))]
internal sealed partial class HelperOrderJson : JsonSerializerContext;

internal static class CollaboratorsSetup
{
    public static IServiceCollection AddCollaborators(this IServiceCollection services) => services.AddSingleton<IJobKind, HelperTold>();
}
