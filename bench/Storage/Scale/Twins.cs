namespace CrmBot.Storage.Bench.Scale;

/// <summary>
/// Two copies of one file, made so that the operating system treats them alike: written piece by piece in turn, on the disk, and
/// read once in turn. Copied one after the other, the first had a third of its pages pushed out of the memory by the second, and
/// whoever worked on it paid for reads of the disk that the other did not have.
/// </summary>
internal static class Twins
{
    private const int Piece = 4 * 1024 * 1024;

    public static async Task MakeAsync(string source, string one, string other)
    {
        await using var from = File.OpenRead(source);
        await using var first = File.Create(one, bufferSize: 0);
        await using var second = File.Create(other, bufferSize: 0);
        var piece = new byte[Piece];
        while (await from.ReadAsync(piece) is > 0 and var read)
        {
            await first.WriteAsync(piece.AsMemory(0, read));
            await second.WriteAsync(piece.AsMemory(0, read));
        }

        first.Flush(flushToDisk: true);
        second.Flush(flushToDisk: true);
        (first.Position, second.Position) = (0, 0);
        while (await first.ReadAsync(piece) > 0 && await second.ReadAsync(piece) > 0)
        {
        }
    }
}
