using System.Collections.Concurrent;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>What a list of a person or of a team asks of the tables: the rows of these people and no others.</summary>
public sealed class ListReadingTests
{
    private readonly MemoryTables memory = new();

    [Fact]
    public async Task A_list_of_one_person_is_one_query_of_that_persons_rows()
    {
        await Fill(3);
        var asked = new Asked(memory);
        var stakes = await new IndexStore(asked, TimeProvider.System).OfPersonAsync(Sample.Tenant, "p1", CancellationToken.None);
        Assert.Equal("c1", Assert.Single(stakes).CustomerId);
        Assert.Equal([new RowRange(Keys.Index, Keys.Stakes(Sample.Tenant, "p1"))], asked.Queries);
    }

    [Fact]
    public async Task A_team_of_300_is_a_query_a_person_sixteen_at_a_time_in_the_order_asked_for()
    {
        await Fill(300);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new Asked(memory) { Answers = gate.Task };
        var people = Enumerable.Range(0, 300).Select(i => $"p{i}").Reverse().ToList();
        var read = new List<string>();
        await using var reading = new IndexStore(asked, TimeProvider.System).OfPeopleAsync(Sample.Tenant, people, CancellationToken.None).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();
        Assert.Equal((16, false), (asked.Queries.Count, next.IsCompleted));

        gate.SetResult();
        while (await next)
        {
            var (person, stakes) = reading.Current;
            Assert.Equal("c" + person[1..], Assert.Single(stakes).CustomerId);
            read.Add(person);
            Assert.InRange(asked.Queries.Count, read.Count, read.Count + 15);
            next = reading.MoveNextAsync().AsTask();
        }

        Assert.Equal(people, read);
        Assert.Equal(people.Select(p => new RowRange(Keys.Index, Keys.Stakes(Sample.Tenant, p))), asked.Queries);
    }

    [Fact]
    public async Task An_outage_at_one_person_of_a_team_is_no_shorter_list()
    {
        await Fill(30);
        var asked = new Asked(memory) { Fails = Keys.Stakes(Sample.Tenant, "p20") };
        var reading = new IndexStore(asked, TimeProvider.System).OfPeopleAsync(Sample.Tenant, Enumerable.Range(0, 30).Select(i => $"p{i}"), CancellationToken.None);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await reading.CountAsync());
    }

    private async Task Fill(int people)
    {
        using var process = new Process(memory, TimeProvider.System, new CountedIds("id"));
        for (var i = 0; i < people; i++)
        {
            var head = Sample.Head with { Id = $"c{i}", OwnerId = $"p{i}" };
            await process.Customers.ChangeAsync<string>(
                Sample.Request("create", head.Id), _ => new Decision<string>.Commit(new Domain.CustomerEdit("created", head)), CancellationToken.None);
        }
    }

    /// <summary>Notes every query, and answers when it is told to.</summary>
    private sealed class Asked(ITables inner) : ITables
    {
        public ConcurrentQueue<RowRange> Queries { get; } = [];

        public Task Answers { get; init; } = Task.CompletedTask;

        public string? Fails { get; init; }

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => throw new NotSupportedException();

        public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            Queries.Enqueue(range);
            await Answers;
            return range.FromPartition == Fails
                ? throw new StorageUnavailableException("gone")
                : await inner.QueryAsync(range, take, next, ct);
        }

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => throw new NotSupportedException();
    }
}
