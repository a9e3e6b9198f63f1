using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>A change of a customer as it is told to people: the job, the customer as it stands now, and everyone.</summary>
internal sealed record ToldNews<TOrder>(Job Job, TOrder Order, CustomerFile File, Company Company)
{
    /// <summary>Who did it.</summary>
    public string By => Company.NameOf(Job.ById);
}

/// <summary>
/// Tells somebody that something was done to a customer which concerns them: one step, and nothing where the customer is gone. The one who
/// did it knows, and nobody waits for an answer: what was done stands all the same.
/// </summary>
/// <param name="Kind">As jobs of it are stored.</param>
/// <param name="CustomerOf">Which customer it is about.</param>
/// <param name="Tell">Who is told what.</param>
internal sealed record ToldKind<TOrder>(
    string Kind, JsonTypeInfo<TOrder> Type, Func<TOrder, string> CustomerOf, Func<Told, ToldNews<TOrder>, CancellationToken, Task> Tell)
{
    /// <param name="id">Derived from the operation that is told of.</param>
    public Job Order(Turn turn, string id, TOrder order) => new(turn.Tenant, id, Kind, turn.Me.Id, turn.Now, JsonSerializer.Serialize(order, Type));
}

/// <summary>Runs the jobs of one such kind.</summary>
internal sealed class ToldJob<TOrder>(ToldKind<TOrder> kind, CustomerStore customers, Told told) : IJobKind
{
    public string Kind => kind.Kind;

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, kind.Type)!;
        if (await customers.LoadAsync(job.Tenant, kind.CustomerOf(order), ct) is { } file)
        {
            await kind.Tell(told, new ToldNews<TOrder>(job, order, file, await told.CompanyAsync(job.Tenant, ct)), ct);
        }

        return JobStep.Of(job) with { Done = 1, Total = 1, Finished = true };
    }

    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;
}

internal static class ToldSetup
{
    public static IServiceCollection AddTold<TOrder>(this IServiceCollection services, ToldKind<TOrder> kind) =>
        services.AddSingleton<IJobKind>(all => new ToldJob<TOrder>(kind, all.GetRequiredService<CustomerStore>(), all.GetRequiredService<Told>()));
}
