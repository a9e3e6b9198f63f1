using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core.Pipeline;
using CrmBot.Domain;
using Company = CrmBot.Storage.Bench.Scale.Company;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Bench;

/// <summary>What one filing asks of the table service: every call, and which of them the person waits for one after the other.</summary>
internal static class AzureCalls
{
    public static async Task SayAsync(Func<HttpPipelineTransport, ITables> open)
    {
        using var way = new Way();
        using var transport = new HttpClientTransport(way);
        var tables = open(transport);
        await Company.LiveAsync(1, tables);
        var store = new CustomerStore(tables, TimeProvider.System, new Numbered(), new NoDueSignal(), NullLogger<CustomerStore>.Instance);
        var (id, by) = (Company.CustomerId(1), Company.Owner(1));
        way.Calls.Clear();
        var outcome = await store.ChangeAsync<string>(
            new ChangeRequest(Company.Tenant, id, "filing", by.Id, Company.Now),
            stored => new Decision<string>.Commit(Filing.File(stored!, Company.Report(1, 1000, Company.Now, next: true), "filing", by, Company.Now)),
            CancellationToken.None);
        if (outcome is not ChangeOutcome<string>.Committed { ShadowsStand: true })
        {
            throw new InvalidOperationException($"The filing became {outcome}.");
        }

        // Calls that overlap are waited for together.
        var calls = way.Calls.OrderBy(call => call.Began).ToList();
        Console.WriteLine($"a filing with a next step: {calls.Count} calls");
        var (step, until) = (0, 0L);
        foreach (var (what, began, ended) in calls)
        {
            step += began >= until ? 1 : 0;
            until = Math.Max(until, ended);
            Console.WriteLine($"  {step,2}  {what}");
        }
    }

    private sealed class Way() : DelegatingHandler(new SocketsHttpHandler())
    {
        public ConcurrentQueue<(string What, long Began, long Ended)> Calls { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var began = Stopwatch.GetTimestamp();

            // Long enough that calls which may overlap do.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            Calls.Enqueue(($"{request.Method,-6} {What(request.RequestUri!)}", began, Stopwatch.GetTimestamp()));
            return answer;
        }

        // The table and what comes after the tenant and the subject.
        private static string What(Uri address)
        {
            var text = Uri.UnescapeDataString(address.PathAndQuery);
            return text[(text.IndexOf("calls", StringComparison.Ordinal) is var at && at < 0 ? text.LastIndexOf('/') + 1 : at + 5)..];
        }
    }

    private sealed class Numbered : IIds
    {
        private int count;

        public string New() => Ids.Hash("run", $"{++count}");
    }
}
