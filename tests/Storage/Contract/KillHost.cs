using System.Text;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>
/// The process that a test kills: <c>dotnet CrmBot.Storage.Tests.dll PATH</c> writes sets of two rows to the database as
/// fast as it can, eight at a time, and prints a line for each one that was acknowledged, until it is killed.
/// </summary>
internal static class KillHost
{
    public const string Ready = "ready";

    public static async Task<int> Main(string[] args)
    {
        await using var tables = SqliteTables.Open(args[0]);
        Console.WriteLine(Ready);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(tables, writer))));
        return 1;
    }

    private static async Task WriteAsync(SqliteTables tables, int writer)
    {
        for (var i = 0; ; i++)
        {
            var data = Encoding.UTF8.GetBytes($$"""{"i":{{i}}}""");
            ChangeSet set = new("crm", $"w{writer}", [new Change.Insert($"a|{i}", data), new Change.Insert($"b|{i}", data)]);
            var applied = await tables.ApplyAsync([set], CancellationToken.None);
            if (!applied.All)
            {
                throw new InvalidOperationException($"Refused: {applied}");
            }

            Console.WriteLine($"{writer} {i}");
        }
    }
}
