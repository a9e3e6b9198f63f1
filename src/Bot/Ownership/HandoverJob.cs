using System.Globalization;
using System.Text.Json;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <param name="Reports">Who reports to the one who leaves gets the other as manager.</param>
/// <param name="Card">The card that shows the progress; null when there is none.</param>
internal sealed record HandoverOrder(string From, string To, bool Reports, string? Card);

/// <summary>
/// Everything in one person's hands goes to another: one change a customer, in the order of their ids. After the last one it
/// looks again, for what was busy or came in meanwhile; then it tells both and the one who asked.
/// </summary>
internal sealed class HandoverJob(
    CustomerStore customers, IndexStore index, PeopleStore people, Told told, HandoverTold says,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock) : IJobKind
{
    public const string Name = "ownership-handover";
    private const int InOneStep = 10;
    private const int Passes = 3;

    string IJobKind.Kind => Name;

    public static HandoverOrder OrderOf(Job job) => JsonSerializer.Deserialize(job.Order, OwnershipJobJson.Default.HandoverOrder)!;

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = OrderOf(job);
        var company = await told.CompanyAsync(job.Tenant, ct);
        var stakes = (await index.OfPersonAsync(job.Tenant, order.From, ct)).Select(s => s.CustomerId).Order(StringComparer.Ordinal).ToList();
        if (job.Cursor is null)
        {
            return JobStep.Of(job) with { Cursor = Cursor(1, "", []), Total = stakes.Count };
        }

        var (pass, last, planned) = Read(job.Cursor);
        if (company.Find(order.To) is not { Left: false } to)
        {
            return await EndAsync(job, order, company, JobStep.Of(job) with { Refused = stakes.Count }, ct);
        }

        // Named in the cursor before any is given: who is given is on the list no more, and after a crash would not be counted.
        if (planned.Count == 0)
        {
            var next = stakes.Where(id => string.CompareOrdinal(id, last) > 0).Take(InOneStep).ToList();
            return next.Count > 0 ? JobStep.Of(job) with { Cursor = Cursor(pass, last, next) }
                : stakes.Count > 0 && pass < Passes ? JobStep.Of(job) with { Cursor = Cursor(pass + 1, "", []) }
                : await EndAsync(job, order, company, JobStep.Of(job), ct);
        }

        var (done, refused, none) = (0, 0, 0);
        foreach (var id in planned)
        {
            switch (await HandAsync(job, order, id, pass, to, ct))
            {
                case ChangeOutcome<NotGiven>.Committed or ChangeOutcome<NotGiven>.AlreadyDone:
                    done++;
                    break;
                case ChangeOutcome<NotGiven>.No:
                    none += pass == 1 ? 1 : 0;
                    break;
                default:
                    refused += pass == Passes ? 1 : 0;
                    break;
            }
        }

        var step = new JobStep(
            Cursor(pass, planned[^1], []), job.Done + done, job.Refused + refused, Math.Max((job.Total ?? 0) - none, job.Done + done), false);
        await says.ProgressAsync(After(job, step), order, company, ct);
        return step;
    }

    public async Task FailedAsync(Job job, CancellationToken ct) =>
        await says.FailedAsync(job, OrderOf(job), await told.CompanyAsync(job.Tenant, ct), ct);

    private async ValueTask<ChangeOutcome<NotGiven>> HandAsync(Job job, HandoverOrder order, string customer, int pass, Person to, CancellationToken ct) =>
        await customers.ChangeAsync<NotGiven>(
            new ChangeRequest(job.Tenant, customer, Ids.From(job.Id, customer, pass), job.ById, clock.GetUtcNow()),
            file => file is null ? new Decision<NotGiven>.No(NotGiven.NoCustomer)
                : Domain.Ownership.HandOver(file, order.From, to) is { } edit ? new Decision<NotGiven>.Commit(edit)
                : new Decision<NotGiven>.No(NotGiven.Outdated),
            ct);

    private async Task<JobStep> EndAsync(Job job, HandoverOrder order, Company company, JobStep step, CancellationToken ct)
    {
        if (order.Reports)
        {
            foreach (var (report, manager) in Domain.Ownership.Reports(company, order.From, order.To))
            {
                await people.UpdateAsync(job.Tenant, report.Id, p => p.ManagerId == order.From ? p with { ManagerId = manager } : p, ct);
            }
        }

        var ended = step with { Finished = true };
        await says.EndAsync(After(job, ended), order, company, ct);
        return ended;
    }

    private static Job After(Job job, JobStep step) => job with
    {
        Cursor = step.Cursor,
        Done = step.Done,
        Refused = step.Refused,
        Total = step.Total,
        State = step.Finished ? JobState.Finished : JobState.Open,
    };

    /// <summary>The pass, the last customer that was given, and those that are given next; these were not named once.</summary>
    private static (int Pass, string Last, IReadOnlyList<string> Planned) Read(string cursor)
    {
        var parts = cursor.Split('|');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts.Length > 2 ? parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries) : []);
    }

    private static string Cursor(int pass, string last, IReadOnlyList<string> planned) =>
        string.Join('|', pass.ToString(CultureInfo.InvariantCulture), last, string.Join(',', planned));
}
