using System.Collections;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>A full disk, and a call that breaks by itself.</summary>
public sealed class SqliteFailureTests : IAsyncLifetime
{
    private readonly TemporaryFile file = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        file.Remove();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task On_a_full_disk_nobody_is_told_a_success_that_does_not_stand_and_with_room_it_goes_on()
    {
        var answered = new List<string>();
        await using (var tables = SqliteTables.Open(file.Path, NullLogger.Instance, maxPages: 60))
        {
            var running = Enumerable.Range(0, 400).Select(i => (Row: $"{i:D3}", Call: Write(tables, $"{i:D3}", 2000))).ToArray();
            foreach (var (row, call) in running)
            {
                try
                {
                    Assert.True((await call).All);
                    answered.Add(row);
                }
                catch (StorageUnavailableException)
                {
                    Assert.True(call.IsFaulted);
                }
            }

            Assert.True(answered.Count < 400, "the disk was never full");
            await AllStand(tables, answered);
        }

        await using var withRoom = SqliteTables.Open(file.Path);
        Assert.True((await Write(withRoom, "after", 2000)).All);
        await AllStand(withRoom, answered);
    }

    [Fact]
    public async Task On_a_full_disk_reading_and_deleting_still_work_and_make_room()
    {
        await using var tables = SqliteTables.Open(file.Path, NullLogger.Instance, maxPages: 60);
        var rows = 0;
        await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            for (; ; rows++)
            {
                await Write(tables, $"{rows:D3}", 2000);
            }
        });

        Assert.True(rows > 10);
        Assert.NotNull(await Get(tables, "000"));
        for (var i = 0; i < rows; i++)
        {
            Assert.True((await tables.ApplyAsync([new ChangeSet("crm", "p", [new Change.Delete($"{i:D3}", null)])], CancellationToken.None)).All);
        }

        Assert.True((await Write(tables, "after", 2000)).All);
    }

    [Fact]
    public async Task A_call_that_breaks_by_itself_leaves_its_neighbours_and_nothing_of_itself()
    {
        await using var writer = new SqliteWriter(() => new WriteSession(Made(), null), NullLogger.Instance);
        var calls = Enumerable.Range(0, 60).Select(i => writer.ApplyAsync(
            [new ChangeSet("crm", "p", i % 3 == 1 ? new Breaking($"{i:D3}") : [new Change.Insert($"{i:D3}", "{}"u8.ToArray())])],
            CancellationToken.None).AsTask()).ToArray();

        using var reader = new ReadSession(Made());
        for (var i = 0; i < calls.Length; i++)
        {
            if (i % 3 == 1)
            {
                await Assert.ThrowsAsync<InvalidTimeZoneException>(() => calls[i]);
            }
            else
            {
                Assert.True((await calls[i]).All);
            }

            Assert.Equal(i % 3 != 1, reader.Get("crm", "p", $"{i:D3}") is not null);
        }
    }

    [Fact]
    public async Task The_writing_connection_is_lent_to_readers_but_never_within_a_write()
    {
        var writer = new SqliteWriter(() => new WriteSession(Made(), null), NullLogger.Instance);
        Assert.True(writer.TryRead(s => s.Get("crm", "p", "000"), out var before));
        Assert.Null(before);

        // On a thread of its own: the one that writes could enter again.
        bool? lent = null;
        var looks = new Thread(() => lent = writer.TryRead(s => s.Get("crm", "p", "000"), out _));
        await writer.ApplyAsync([new ChangeSet("crm", "p", new Looking(() => { looks.Start(); looks.Join(); }))], CancellationToken.None);

        Assert.False(lent);
        Assert.True(writer.TryRead(s => s.Get("crm", "p", "000"), out var after));
        Assert.NotNull(after);
        await writer.DisposeAsync();
        Assert.False(writer.TryRead(s => s.Get("crm", "p", "000"), out _));
    }

    [Fact]
    public async Task What_was_checked_is_what_is_written()
    {
        await using var tables = SqliteTables.Open(file.Path);
        var changes = new List<Change> { new Change.Insert("a", "{}"u8.ToArray()) };
        var writing = tables.ApplyAsync([new ChangeSet("crm", "p", changes)], CancellationToken.None);
        changes.Clear();

        Assert.True((await writing).All);
        Assert.NotNull(await Get(tables, "a"));
    }

    private string Made()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        return file.Path;
    }

    private static async Task AllStand(SqliteTables tables, List<string> rows)
    {
        foreach (var row in rows)
        {
            Assert.NotNull(await Get(tables, row));
        }
    }

    private static Task<Row?> Get(SqliteTables tables, string row) => tables.GetAsync("crm", "p", row, CancellationToken.None).AsTask();

    private static Task<Applied> Write(SqliteTables tables, string row, int bytes) =>
        tables.ApplyAsync([new ChangeSet("crm", "p", [new Change.Insert(row, new byte[bytes])])], CancellationToken.None).AsTask();

    /// <summary>Two changes, of which the second throws when it is its turn.</summary>
    private sealed class Breaking(string row) : IReadOnlyList<Change>
    {
        public int Count => 2;

        public Change this[int index] => index == 0 ? new Change.Insert(row, "{}"u8.ToArray()) : throw new InvalidTimeZoneException();

        public IEnumerator<Change> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Looking(Action looks) : IReadOnlyList<Change>
    {
        public int Count => 1;

        public Change this[int index]
        {
            get
            {
                looks();
                return new Change.Insert("000", "{}"u8.ToArray());
            }
        }

        public IEnumerator<Change> GetEnumerator()
        {
            yield return new Change.Insert("000", "{}"u8.ToArray());
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
