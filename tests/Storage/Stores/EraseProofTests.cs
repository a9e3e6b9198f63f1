using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>The proof of an erase: not one of the words stands in the bytes that the engine keeps.</summary>
public sealed class EraseProofTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Remove();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_database_file_holds_nothing_of_it_neither_open_nor_closed(bool whole)
    {
        var words = whole ? EraseWorld.Words : EraseWorld.ContactWords;
        await using (var tables = SqliteTables.Open(_file.Path))
        {
            using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
            await EraseWorld.MakeAsync(tables, process);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Contains("孙丽华", InFile(words));
            await EraseAsync(process, tables, whole);
            Assert.Empty(InFile(words));
        }

        Assert.False(File.Exists(_file.Path + "-wal"));
        Assert.Empty(InFile(words));
    }

    [Fact]
    public async Task The_database_file_holds_nothing_of_an_erased_colleague()
    {
        await using (var tables = SqliteTables.Open(_file.Path))
        {
            using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
            await PersonEraseWorld.MakeAsync(tables, process);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Equal(PersonEraseWorld.Words, InFile(PersonEraseWorld.Words));
            await PersonEraseWorld.EraseAsync(tables, process);
            Assert.Empty(InFile(PersonEraseWorld.Words));
        }

        Assert.Empty(InFile(PersonEraseWorld.Words));
    }

    [Fact]
    public async Task No_page_of_any_Azure_table_holds_anything_of_an_erased_colleague()
    {
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() };
        var tables = new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
        await PersonEraseWorld.MakeAsync(tables, process);
        Assert.Equal(PersonEraseWorld.Words, await StoredBytes.InPagesAsync(options, PersonEraseWorld.Words));
        foreach (var lives in new[] { 4, 9, 20 })
        {
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, TimeProvider.System, new CountedIds($"b{lives}"));
            await Assert.ThrowsAsync<CrashException>(() => PersonEraseWorld.EraseAsync(cut, dying));
        }

        await PersonEraseWorld.EraseAsync(tables, process);
        Assert.Empty(await StoredBytes.InPagesAsync(options, PersonEraseWorld.Words));
    }

    [Fact]
    public async Task Killed_at_some_calls_on_SQLite_the_file_holds_nothing_of_it_in_the_end()
    {
        for (var lives = 3; lives < 60; lives += 9)
        {
            var file = new TemporaryFile();
            await using (var tables = SqliteTables.Open(file.Path))
            {
                using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
                await EraseWorld.MakeAsync(tables, process);
                var cut = new CutTables(tables, lives);
                using var dying = new Process(cut, TimeProvider.System, new CountedIds("b"));
                await Assert.ThrowsAsync<CrashException>(() => EraseAsync(dying, cut, true));
            }

            await using (var tables = SqliteTables.Open(file.Path))
            {
                using var process = new Process(tables, TimeProvider.System, new CountedIds("c"));
                await EraseAsync(process, tables, true);
            }

            Assert.True(StoredBytes.InFile(EraseWorld.Words, file.Path).Count == 0, $"after {lives} calls");
            file.Remove();
        }
    }

    [Fact]
    public async Task No_page_of_any_Azure_table_holds_anything_of_it()
    {
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() };
        var tables = new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
        await EraseWorld.MakeAsync(tables, process);
        Assert.Contains("孙丽华", await StoredBytes.InPagesAsync(options, EraseWorld.Words));

        // Stopped a few times on the way, each time another process.
        foreach (var lives in new[] { 5, 12, 20, 25 })
        {
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, TimeProvider.System, new CountedIds($"b{lives}"));
            await Assert.ThrowsAsync<CrashException>(() => EraseAsync(dying, cut, true));
        }

        await EraseAsync(process, tables, true);
        Assert.Empty(await StoredBytes.InPagesAsync(options, EraseWorld.Words));
        Assert.Empty(await EraseWorld.FoundAsync(tables, EraseWorld.Words));
    }

    private static Task EraseAsync(Process process, ITables tables, bool whole)
    {
        var request = EraseWorld.Erase();
        return EraseWorld.EraseAllAsync(
            process, tables, request, e => whole ? e.CustomerAsync(request, default) : e.ContactAsync(request, EraseWorld.ContactId, default));
    }

    private IReadOnlyList<string> InFile(IEnumerable<string> words) => StoredBytes.InFile(words, _file.Path);
}
