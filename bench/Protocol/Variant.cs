namespace CrmBot.Protocol.Bench;

/// <summary>A server, what is sent to it, and what was measured, round by round.</summary>
internal sealed class Variant(string name, ServerProcess server, Load load, byte[][] requests) : IDisposable
{
    public const int MostAtOnce = 32;

    private readonly Dictionary<int, List<Window>> windows = [];

    public string Name => name;

    public ServerProcess Server => server;

    public static async Task<Variant> OpenAsync(string name, ServerProcess server, byte[][] requests) =>
        new(name, server, await Load.OpenAsync(server.Address, MostAtOnce), requests);

    public IReadOnlyList<Window> At(int atOnce) => windows[atOnce];

    /// <summary>Until the compiler has done its work.</summary>
    public Task WarmAsync() => load.RunAsync(requests, MostAtOnce, TimeSpan.FromSeconds(4));

    public async Task MeasureAsync(int atOnce, TimeSpan time)
    {
        var before = await server.MeterAsync();
        var (turns, seconds) = await load.RunAsync(requests, atOnce, time);
        var after = await server.MeterAsync();
        if (!windows.TryGetValue(atOnce, out var measured))
        {
            windows[atOnce] = measured = [];
        }

        measured.Add(new Window((after.Milliseconds - before.Milliseconds) / turns, turns / seconds, (after.Bytes - before.Bytes) / (double)turns));
    }

    public void Dispose() => load.Dispose();
}

/// <param name="Processor">Milliseconds of the server's own processor time a turn.</param>
/// <param name="Bytes">Allocated by the server a turn.</param>
internal sealed record Window(double Processor, double TurnsPerSecond, double Bytes);
