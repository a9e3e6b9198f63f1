namespace CrmBot.Protocol.Bench;

/// <summary>A server, what is sent to it, and what was measured, round by round.</summary>
internal sealed record Variant(string Name, ServerProcess Server, byte[][] Requests)
{
    private readonly Dictionary<int, List<Window>> windows = [];

    public IReadOnlyList<Window> At(int atOnce) => windows[atOnce];

    public async Task MeasureAsync(int atOnce, TimeSpan time)
    {
        var before = await Server.MeterAsync();
        var (turns, seconds) = await Load.RunAsync(Server.Address, Requests, atOnce, time);
        var after = await Server.MeterAsync();
        if (!windows.TryGetValue(atOnce, out var measured))
        {
            windows[atOnce] = measured = [];
        }

        measured.Add(new Window((after.Milliseconds - before.Milliseconds) / turns, turns / seconds, (after.Bytes - before.Bytes) / (double)turns));
    }
}

/// <param name="Processor">Milliseconds of the server's own processor time a turn.</param>
/// <param name="Bytes">Allocated by the server a turn.</param>
internal sealed record Window(double Processor, double TurnsPerSecond, double Bytes);
