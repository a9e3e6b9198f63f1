namespace CrmBot.Cards;

/// <summary>The output of a render, kept per thread between renders. One that is not returned is lost, and no more.</summary>
internal static class Buffers
{
    private const int Smallest = 1 << 14;
    private const int Largest = 1 << 18;

    [ThreadStatic]
    private static Utf8Output? kept;

    public static Utf8Output Take()
    {
        var taken = kept ?? new Utf8Output(Smallest);
        kept = null;
        return taken;
    }

    public static void Return(Utf8Output output)
    {
        if (output.Capacity <= Largest)
        {
            output.Clear();
            kept = output;
        }
    }
}
