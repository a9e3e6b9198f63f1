using CrmBot.Storage.Tests.Stores;
using Xunit.Abstractions;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>
/// The process is killed between any two storage calls of an operation, or loses its store there. Afterwards one relay pass
/// makes everything whole, nothing acknowledged is lost, and the operation repeated is done once.
/// </summary>
public abstract class CutPointTests(ITestOutputHelper output, string engine, bool atOnce = false)
{
    public static TheoryData<string> Operations => Operation.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Killed_between_any_two_calls(string operation) => EveryCutAsync(operation, () => new CrashException(), kills: true);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Without_a_store_from_any_call_on(string operation) => EveryCutAsync(operation, () => new StorageUnavailableException("down"), kills: false);

    private async Task EveryCutAsync(string name, Func<Exception> fault, bool kills)
    {
        var operation = Operation.All.Single(o => o.Name == name);
        var cuts = await CutsAsync(operation, kills);
        await using var on = await Engine.OpenAsync(engine);
        foreach (var cut in cuts)
        {
            Assert.True(await CutAsync(on.Tables, operation, cut, fault), $"{operation} ended before the cut after {cut} calls.");
        }

        output.WriteLine($"{cuts.Count} cut points");
        Assert.True(cuts.Count > 2, $"{cuts.Count} cut points are too few to mean anything.");
    }

    /// <summary>
    /// After how many calls the operation is cut. A process that is killed leaves the same store wherever it is between two
    /// writes, so on the slower engines one of those is played, and on Azurite the store goes away at those too; all of them in
    /// memory and in the long run.
    /// </summary>
    private async Task<IReadOnlyList<int>> CutsAsync(Operation operation, bool kills)
    {
        var whole = new CutTables(new MemoryTables(), int.MaxValue);
        var scene = new Scene(Of(whole), "t", new FakeClock(Sample.Start));
        using var process = scene.Start();
        await operation.Before(scene, process);
        var (before, writes) = (whole.Calls, whole.Writes.Count);
        Assert.True(await operation.Run(scene, process));
        return (kills || engine == "Azurite") && engine != "memory" && !LongRun.IsOn
            ? [.. whole.Writes.Skip(writes).Select(w => w - before)]
            : [.. Enumerable.Range(0, whole.Calls - before)];
    }

    private ITables Of(CutTables tables) => atOnce ? new AtOnce(tables) : tables;

    /// <returns>False when the operation ended before the cut.</returns>
    private async Task<bool> CutAsync(ITables tables, Operation operation, int cut, Func<Exception> fault)
    {
        var scene = new Scene(tables, $"t{cut}", new FakeClock(Sample.Start));
        using (var first = scene.Start())
        {
            await operation.Before(scene, first);
            await scene.CheckAsync(first, $"before {operation}");
        }

        var rev = await scene.RevAsync();
        var dying = new CutTables(tables, cut, fault);
        using (var process = scene.Start(Of(dying)))
        {
            try
            {
                Assert.True(await operation.Run(scene, process));
            }
            catch (Exception e) when (e is CrashException or StorageUnavailableException)
            {
                Assert.True(dying.Died);
            }
        }

        // A process that took part in none of it.
        using var next = scene.Start();
        await scene.RelayAsync(next, Relay.Patience);
        await scene.CheckAsync(next, $"{operation} cut after {cut} calls", hintsMayStand: operation.IsSeveral || await scene.RevAsync() == rev);
        await scene.RelayAsync(next, Relay.VoidAfter);
        await scene.CheckAsync(next, $"{operation} cut after {cut} calls, after the void");

        var before = await scene.RevAsync();
        Assert.InRange(before, rev, rev + 1);
        Assert.True(await operation.Run(scene, next), $"{operation} cut after {cut} calls and repeated");
        await scene.RelayAsync(next, Relay.VoidAfter);
        await scene.CheckAsync(next, $"{operation} cut after {cut} calls and repeated");
        Assert.True(await operation.Run(scene, next), $"{operation} cut after {cut} calls and repeated twice");
        var whole = await scene.RevAsync();
        Assert.True(before == rev || whole == before, $"{operation} cut after {cut} calls was done twice");
        return dying.Died;
    }
}

public sealed class CutPointsInMemory(ITestOutputHelper output) : CutPointTests(output, "memory");

/// <summary>Where shadows go along with their commit, as on SQLite; cut between the sets of a call too, which SQLite cannot be.</summary>
public sealed class CutPointsAtOnce(ITestOutputHelper output) : CutPointTests(output, "memory", atOnce: true);

public sealed class CutPointsOnSqlite(ITestOutputHelper output) : CutPointTests(output, "SQLite");

public sealed class CutPointsOnAzurite(ITestOutputHelper output) : CutPointTests(output, "Azurite");
