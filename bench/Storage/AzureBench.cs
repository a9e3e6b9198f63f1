using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Azure.Core.Pipeline;
using CrmBot.Domain;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Bench;

/// <summary>The Azure engine against signed requests of a bare HttpClient, on the same service in the same run, with what each operation allocates here.</summary>
internal static class AzureBench
{
    private const string Account = "devstoreaccount1";

    // The key that Microsoft publishes for its emulators.
    private static readonly byte[] Key = Convert.FromBase64String("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    public static async Task RunAsync(double seconds)
    {
        var connection = await Azurite.ConnectAsync();
        var endpoint = connection.Split("TableEndpoint=")[1].TrimEnd(';');
        var data = new byte[600];
        var ids = new Counted();
        var prefix = Azurite.NewPrefix();
        var tables = Open(prefix, null);
        await tables.ApplyAsync([new ChangeSet("crm", "p", [.. Enumerable.Range(0, 50).Select(i => new Change.Insert($"{i:D2}", data))])], CancellationToken.None);
        using var http = new HttpClient();
        var url = $"{endpoint}/{prefix}crm";
        var body = Encoding.UTF8.GetBytes($$"""{"W":"w","D0@odata.type":"Edm.Binary","D0":"{{Convert.ToBase64String(data)}}"}""");

        var gets = await MeasureAsync("raw: get", null, n => SendAsync(http, HttpMethod.Get, $"{url}(PartitionKey='p',RowKey='{n % 50:D2}')", null));
        await MeasureAsync("engine: get", gets, async n => _ = await tables.GetAsync("crm", "p", $"{n % 50:D2}", CancellationToken.None));
        await MeasureAsync("engine: get of no row", gets, async n => _ = await tables.GetAsync("crm", "p", "none", CancellationToken.None));
        var puts = await MeasureAsync("raw: put", null, n => SendAsync(http, HttpMethod.Put, $"{url}(PartitionKey='p',RowKey='{n % 50:D2}')", body));
        await MeasureAsync("engine: put", puts, n => WriteAsync("p", new Change.Put($"{n % 50:D2}", data)));
        await MeasureAsync("engine: insert", null, n => WriteAsync("q", new Change.Insert(ids.New(), data)));
        var stored = (await tables.GetAsync("crm", "p", "00", CancellationToken.None))!.ETag;
        await MeasureAsync("engine: replace", null, async n =>
        {
            await WriteAsync("p", new Change.Replace("00", stored, data));
            stored = (await tables.GetAsync("crm", "p", "00", CancellationToken.None))!.ETag;
        });
        await MeasureAsync("engine: set of 5 rows", null, n =>
            WriteAsync("s", [.. Enumerable.Range(0, 4).Select(i => new Change.Put($"{i}", data)), new Change.Insert(ids.New(), data)]));
        var reads = await MeasureAsync("raw: query 50 rows", null, _ => SendAsync(http, HttpMethod.Get, $"{url}()?$filter=PartitionKey%20eq%20'p'&$top=101", null));
        await MeasureAsync("engine: query 50 rows", reads, async _ => await tables.QueryAsync(new RowRange("crm", "p"), 100, null, CancellationToken.None));
        await AzureCalls.SayAsync(way => Open(prefix + "calls", way));

        AzureTables Open(string begins, HttpPipelineTransport? way) => new(
            new AzureTablesOptions { ConnectionString = connection, TablePrefix = begins, Transport = way }, ids, TimeProvider.System, NullLogger<AzureTables>.Instance);

        async ValueTask WriteAsync(string partition, params Change[] changes)
        {
            if (!(await tables.ApplyAsync([new ChangeSet("crm", partition, changes)], CancellationToken.None)).All)
            {
                throw new InvalidOperationException("A change was refused.");
            }
        }

        async Task<double> MeasureAsync(string name, double? baseline, Func<long, ValueTask> act)
        {
            var rate = await Load.RunAsync(name, 1, seconds, baseline, act);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < 500; i++)
            {
                await act(i);
            }

            Console.WriteLine($"{"",-26} {(GC.GetTotalAllocatedBytes(precise: true) - before) / 500.0 / 1024,6:F1} KiB allocated");
            return rate;
        }
    }

    private static async ValueTask SendAsync(HttpClient http, HttpMethod method, string url, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, url);
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var text = $"{method}\n\n{(body is null ? "" : "application/json")}\n{date}\n/{Account}{request.RequestUri!.AbsolutePath}";
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {Account}:{Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)))}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private sealed class Counted : IIds
    {
        private int count;

        public string New() => $"w{Interlocked.Increment(ref count)}";
    }
}
