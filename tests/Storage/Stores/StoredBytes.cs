using System.Text;
using System.Text.Json;
using Azure.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>Which words stand in the bytes that an engine keeps.</summary>
internal static class StoredBytes
{
    /// <summary>Those that stand in a database file or what lies beside it.</summary>
    public static IReadOnlyList<string> InFile(IEnumerable<string> words, string path)
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

    /// <summary>Those that stand in what the service gives of any table, also where it gives base64.</summary>
    public static async Task<IReadOnlyList<string>> InPagesAsync(AzureTablesOptions options, IEnumerable<string> words)
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
