using System.Text;
using System.Text.Json;
using Azure.Core;
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

            Assert.True(InFile(EraseWorld.Words, file.Path).Count == 0, $"after {lives} calls");
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
        Assert.Contains("孙丽华", await InPagesAsync(options, EraseWorld.Words));

        // Stopped a few times on the way, each time another process.
        foreach (var lives in new[] { 5, 12, 20, 25 })
        {
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, TimeProvider.System, new CountedIds($"b{lives}"));
            await Assert.ThrowsAsync<CrashException>(() => EraseAsync(dying, cut, true));
        }

        await EraseAsync(process, tables, true);
        Assert.Empty(await InPagesAsync(options, EraseWorld.Words));
        Assert.Empty(await EraseWorld.FoundAsync(tables, EraseWorld.Words));
    }

    private static Task EraseAsync(Process process, ITables tables, bool whole)
    {
        var request = EraseWorld.Erase();
        return EraseWorld.EraseAllAsync(
            process, tables, request, e => whole ? e.CustomerAsync(request, default) : e.ContactAsync(request, EraseWorld.ContactId, default));
    }

    private List<string> InFile(IEnumerable<string> words) => InFile(words, _file.Path);

    private static List<string> InFile(IEnumerable<string> words, string path)
    {
        var stored = new[] { "", "-wal", "-shm", "-journal" }.Select(end => path + end).Where(File.Exists).Select(Bytes).ToList();
        return [.. words.Where(w => EraseWorld.Forms(w).Select(Encoding.UTF8.GetBytes).Any(form => stored.Any(bytes => bytes.AsSpan().IndexOf(form) >= 0)))];
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // As the service gives them, and what it gives as base64 also decoded.
    private static async Task<IReadOnlyList<string>> InPagesAsync(AzureTablesOptions options, IEnumerable<string> words)
    {
        var service = new TableServiceClient(options, TimeProvider.System, NullLogger.Instance);
        var all = new StringBuilder();
        foreach (var table in StoreCopy.Tables)
        {
            var next = "";
            do
            {
                using var message = service.NewMessage();
                service.NewRequest(message, RequestMethod.Get, $"{service.Endpoint}/{options.TablePrefix}{table}(){next}");
                await service.SendAsync(message, default);
                if (message.Response.Status == 404)
                {
                    break;
                }

                Assert.Equal(200, message.Response.Status);
                using var page = JsonDocument.Parse(message.Response.Content);
                foreach (var value in page.RootElement.GetProperty("value").EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(p => p.Value))
                {
                    all.Append(value.ToString()).Append('\n');
                    if (value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes))
                    {
                        all.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
                    }
                }

                next = message.Response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition)
                    ? $"?NextPartitionKey={Uri.EscapeDataString(partition!)}&NextRowKey={Uri.EscapeDataString(message.Response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? row! : "")}"
                    : "";
            }
            while (next.Length > 0);
        }

        var stored = all.ToString();
        return [.. words.Where(w => EraseWorld.Forms(w).Any(f => stored.Contains(f, StringComparison.OrdinalIgnoreCase)))];
    }
}
