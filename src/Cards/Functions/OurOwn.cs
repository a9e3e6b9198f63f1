namespace CrmBot.Cards;

/// <summary>The functions that are ours. The template language allows a host to add such.</summary>
internal static class OurOwn
{
    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("plain", 1, 1, args => PlainText.Escape(args[0]))
        .Eager("fill", 3, int.MaxValue, Fill);

    /// <summary><c>fill(s.dueIn, 'days', days, …)</c> puts values into the <c>{days}</c> placeholders of a text of the word files.</summary>
    private static Value Fill(ReadOnlySpan<Value> args)
    {
        if (args[0].Kind != Kind.Text || args.Length % 2 == 0)
        {
            return Value.Error("fill takes a text and pairs of name and value");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 1; at < args.Length; at += 2)
        {
            values[args[at].Shown()] = args[at + 1].Shown();
        }

        return Placeholders.Fill(args[0].Text, values.GetValueOrDefault) is { } text
            ? Value.Of(text)
            : Value.Fatal("fill leaves a placeholder without a value");
    }
}
