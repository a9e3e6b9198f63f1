using System.Diagnostics;
using System.Globalization;
using CrmBot.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>The stores against plain statements on the same rows, at 100,000 customers and 1,000,000 follow-ups.</summary>
internal static class ScaleBench
{
    private const string Tenant = Company.Tenant;

    /// <param name="only">Runs those whose name contains it; null runs all.</param>
    public static async Task RunAsync(int customers, string? only)
    {
        var file = await Filled.FileAsync(customers);
        var folder = Directory.CreateTempSubdirectory("crmbot-bench-");
        try
        {
            var (mine, theirs) = (Path.Combine(folder.FullName, "mine.db"), Path.Combine(folder.FullName, "theirs.db"));
            await Twins.MakeAsync(file, mine, theirs);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{customers:N0} customers, {new FileInfo(file).Length / 1e9:F1} GB; median ratio of the rounds first"));
            await using var tables = SqliteTables.Open(mine);
            using var plain = new PlainStatements(theirs);
            var bench = new Runs(tables, plain, customers);
            foreach (var (name, run) in bench.All.Where(one => only is null || one.Name.Contains(only, StringComparison.Ordinal)))
            {
                await run(name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Runs(SqliteTables tables, PlainStatements plain, int customers)
    {
        private readonly Seen seen = new(tables);
        private readonly CustomerStore store = Store(tables);
        private readonly IndexStore index = new(tables, TimeProvider.System);
        private readonly Random random = new(1);

        public IEnumerable<(string Name, Func<string, Task> Run)> All =>
        [
            ("point read", PointAsync),
            ("customer file", FileAsync),
            ("timeline page of 20", TimelineAsync),
            ("due list of an owner", DueListAsync),
            ("filing", FilingAsync),
        ];

        private static CustomerStore Store(ITables tables) =>
            new(tables, TimeProvider.System, new RandomIds(), new NoDueSignal(), NullLogger<CustomerStore>.Instance);

        private string NextCustomer(int _) => Company.CustomerId(random.Next(customers));

        private Task PointAsync(string name) => new Rounds(60, 500).CompareAsync(
            name,
            i =>
            {
                var id = NextCustomer(i);
                return Task.FromResult((Id: id, Plain: PlainGet.Of(Keys.Crm, Keys.Customer(Tenant, id), Keys.Head)));
            },
            async one => Ensure(await tables.GetAsync(Keys.Crm, Keys.Customer(Tenant, one.Id), Keys.Head, CancellationToken.None) is not null),
            one => Done(plain.Get(one.Plain) > 0));

        private Task FileAsync(string name)
        {
            var watched = Store(seen);
            return new Rounds(60, 100).CompareAsync(
                name,
                async i =>
                {
                    seen.Forget();
                    var id = NextCustomer(i);
                    await watched.LoadAsync(Tenant, id, CancellationToken.None);
                    return (Id: id, Plain: Reads());
                },
                async one => Ensure(await store.LoadAsync(Tenant, one.Id, CancellationToken.None) is not null),
                one => Done(Read(one.Plain)));
        }

        // Of those with the longest history, so that a page is full.
        private Task TimelineAsync(string name) => new Rounds(60, 100).CompareAsync(
            name,
            _ =>
            {
                var id = Company.CustomerId(random.Next(customers / 1000) * 1000 + 999);
                return Task.FromResult((Id: id, Plain: PlainQuery.Of(RowRange.Prefix(Keys.Crm, Keys.Customer(Tenant, id), Keys.FollowUps), 20)));
            },
            async one => Ensure((await store.TimelineAsync(Tenant, one.Id, 20, null, CancellationToken.None)).Items.Count == 20),
            one => Done(plain.Query(one.Plain) == 21));

        private Task DueListAsync(string name) => new Rounds(60, 20).CompareAsync(
            name,
            _ =>
            {
                var person = $"p{random.Next(Company.People):D3}";
                return Task.FromResult((Person: person, Plain: PlainQuery.Of(new RowRange(Keys.Index, Keys.Stakes(Tenant, person)), 1000)));
            },
            async one => Ensure((await index.OfPersonAsync(Tenant, one.Person, CancellationToken.None)).Count > 0),
            one => Done(plain.Query(one.Plain) > 0));

        // The plain way reads what ours has read, then writes what ours has written.
        private async Task FilingAsync(string name)
        {
            var watched = Store(seen);
            var (calls, rows) = (0, 0);
            List<long> read = [], written = [], whole = [], plainRead = [], plainWritten = [];
            await new Rounds(60, 20).FollowAsync(
                name,
                i => (Number: random.Next(customers), OpId: Ids.Hash("filing", i.ToString(CultureInfo.InvariantCulture)), Work: new Work()),
                async one =>
                {
                    seen.Forget();
                    var (began, reading, writing) = (Stopwatch.GetTimestamp(), seen.Reading, seen.Writing);
                    var by = Company.Owner(one.Number);
                    var report = Company.Report(one.Number, 1000, Company.Now, next: true);
                    var outcome = await watched.ChangeAsync<string>(
                        new ChangeRequest(Tenant, Company.CustomerId(one.Number), one.OpId, by.Id, Company.Now),
                        stored => new Decision<string>.Commit(Filing.File(stored!, report, one.OpId, by, Company.Now)),
                        CancellationToken.None);
                    Ensure(outcome is ChangeOutcome<string>.Committed { ShadowsStand: true });
                    whole.Add(Stopwatch.GetTimestamp() - began);
                    read.Add(seen.Reading - reading);
                    written.Add(seen.Writing - writing);
                    one.Work.Reads = Reads();
                    one.Work.Writes = [.. seen.Sets.SelectMany(PlainWrite.Of)];
                    (calls, rows) = (calls + seen.Gets.Count + seen.Queries.Count, rows + one.Work.Writes.Count);
                },
                one =>
                {
                    var began = Stopwatch.GetTimestamp();
                    Ensure(Read(one.Work.Reads));
                    var between = Stopwatch.GetTimestamp();
                    plain.Write(one.Work.Writes);
                    plainRead.Add(between - began);
                    plainWritten.Add(Stopwatch.GetTimestamp() - between);
                    return default;
                });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  a filing reads {(double)calls / read.Count:F1} times (p50 {Micros(read):N0} us, plain {Micros(plainRead):N0}) and writes "
                + $"{(double)rows / read.Count:F1} rows (p50 {Micros(written):N0} us, plain {Micros(plainWritten):N0}); all of it {Micros(whole):N0} us"));

            static double Micros(List<long> ticks) => ticks.Order().ElementAt(ticks.Count / 2) * 1e6 / Stopwatch.Frequency;
        }

        /// <summary>What was read since it was forgotten.</summary>
        private (List<PlainGet> Gets, List<PlainQuery> Queries) Reads() =>
            ([.. seen.Gets.Select(g => PlainGet.Of(g.Table, g.Partition, g.Row))], [.. seen.Queries.Select(q => PlainQuery.Of(q.Range, q.Take))]);

        private bool Read((List<PlainGet> Gets, List<PlainQuery> Queries) reads)
        {
            var found = 0;
            foreach (var one in reads.Gets)
            {
                found += plain.Get(one);
            }

            foreach (var one in reads.Queries)
            {
                found += plain.Query(one);
            }

            return found > 0;
        }

        private static ValueTask Done(bool well)
        {
            Ensure(well);
            return default;
        }

        private static void Ensure(bool well)
        {
            if (!well)
            {
                throw new InvalidOperationException("A row is missing.");
            }
        }

        private sealed class Work
        {
            public (List<PlainGet> Gets, List<PlainQuery> Queries) Reads { get; set; }

            public List<PlainWrite> Writes { get; set; } = [];
        }

        private sealed class RandomIds : IIds
        {
            public string New() => Ids.Text(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10));
        }
    }
}
