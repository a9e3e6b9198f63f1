using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Start;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Demo;

/// <summary>Makes the demo company in an empty database, through the same store that people's changes take.</summary>
internal sealed class DemoStart(
    IConfiguration settings, DemoClock demoClock, SysStore sys, PeopleStore people, CustomerStore customers, IOptions<BotOptions> options, ILogger<DemoStart> log)
{
    private const int AtOnce = 8;

    /// <exception cref="StartRefusedException">The settings do not fit the database.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var asked = Asked(settings["Demo:Now"]);
        var tenant = options.Value.DefaultTenant;
        var begun = await DemoClock.BegunAsync(sys, ct);
        if (begun is { } already)
        {
            await demoClock.ResumeAsync(already, asked, ct);
        }
        else if ((await people.AllAsync(tenant, ct)).Count > 0)
        {
            log.DemoLeftOut();
            return;
        }

        if (await demoClock.IsMadeAsync(ct))
        {
            return;
        }

        // The same instant makes the same company under the same operation ids, so a start that was cut off is completed.
        var now = begun ?? await demoClock.BeginAsync(asked, ct);
        var world = DemoCompany.Build(now);
        await people.ImportAsync(tenant, [.. world.People.Select(p => (p, (IReadOnlyList<string>)[p.Id]))], ct);

        // Side by side: on Azure each change is a dozen round trips, and customers have nothing to do with one another.
        await Parallel.ForEachAsync(
            world.Customers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (customer, stop) => await WriteAsync(tenant, customer, stop));

        await demoClock.MadeAsync(ct);
        log.DemoMade(world.People.Count, world.Customers.Count);
    }

    private async Task WriteAsync(string tenant, DemoCustomer customer, CancellationToken ct)
    {
        foreach (var edit in customer.Edits)
        {
            var outcome = await customers.ChangeAsync<NotFiled>(
                new ChangeRequest(tenant, customer.Id, edit.OpId, edit.ById, edit.At), _ => new Decision<NotFiled>.Commit(edit.Edit), ct);
            if (outcome is not (ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone))
            {
                throw new InvalidOperationException($"The demo customer {customer.Id} was not written: {outcome.GetType().Name}.");
            }
        }
    }

    private static DateTimeOffset? Asked(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now) ? now
        : throw new StartRefusedException($"Demo:Now '{text}' is not an instant. Write it as 2025-09-10T17:40:00+08:00.");
}
