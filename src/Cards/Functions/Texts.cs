using System.Text.RegularExpressions;

namespace CrmBot.Cards;

internal static partial class Texts
{
    private const int Many = int.MaxValue;

    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("concat &", 1, Many, Concat)
        .Eager("length", 1, 1, args => WithText(args[0], text => Value.Of(text.Length)))
        .Eager("toUpper", 1, 2, args => InCulture(args, (text, culture) => culture.TextInfo.ToUpper(text)))
        .Eager("toLower", 1, 2, args => InCulture(args, (text, culture) => culture.TextInfo.ToLower(text)))
        .Eager("titleCase", 1, 2, args => InCulture(args, (text, culture) => Word().Replace(culture.TextInfo.ToLower(text),
            m => culture.TextInfo.ToUpper(m.Value[..1]) + m.Value[1..])))
        .Eager("sentenceCase", 1, 2, args => InCulture(args, (text, culture) => text.Length == 0
            ? text
            : culture.TextInfo.ToUpper(text[..1]) + culture.TextInfo.ToLower(text[1..])))
        .Eager("trim", 1, 1, args => WithText(args[0], text => Value.Of(text.Trim())))
        .Eager("startsWith", 2, 2, args => Two(args, (a, b) => Value.Of(a.StartsWith(b, StringComparison.Ordinal))))
        .Eager("endsWith", 2, 2, args => Two(args, (a, b) => Value.Of(a.EndsWith(b, StringComparison.Ordinal))))
        .Eager("replace", 3, 3, args => Replace(args, StringComparison.Ordinal))
        .Eager("replaceIgnoreCase", 3, 3, args => Replace(args, StringComparison.OrdinalIgnoreCase))
        .Eager("split", 1, 2, Split)
        .Eager("substring", 2, 3, Substring)
        .Eager("countWord", 1, 1, args => WithText(args[0], text => Value.Of(
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length)))
        .Eager("addOrdinal", 1, 1, AddOrdinal)
        .Eager("isMatch", 2, 2, args => Two(args, IsMatch));

    public static Value WithText(Value value, Func<string, Value> body) => value.Kind switch
    {
        Kind.Text => body(value.Text),
        Kind.Missing or Kind.Null => body(""),
        _ => Value.Error("a text is expected"),
    };

    private static Value Two(ReadOnlySpan<Value> args, Func<string, string, Value> body)
    {
        var second = args[1];
        return WithText(args[0], a => WithText(second, b => body(a, b)));
    }

    private static Value InCulture(ReadOnlySpan<Value> args, Func<string, System.Globalization.CultureInfo, string> body) =>
        Cultures.Find(args, 1) is not { } culture
            ? Value.Error("the locale is unknown")
            : WithText(args[0], text => Value.Of(body(text, culture)));

    private static Value Concat(ReadOnlySpan<Value> args)
    {
        var result = args[0];
        foreach (var next in args[1..])
        {
            result = (result.Kind, next.Kind) switch
            {
                (Kind.List, Kind.List) => Value.Of([.. result.Items(), .. next.Items()]),
                (Kind.List, _) when next.IsNothing => result,
                (_, Kind.List) when result.IsNothing => next,
                _ => Value.Of(result.Shown() + next.Shown()),
            };
        }

        return result;
    }

    private static Value Replace(ReadOnlySpan<Value> args, StringComparison comparison)
    {
        var with = args[2];
        return Two(args, (text, what) => what.Length == 0
            ? Value.Error("replace needs a text to look for")
            : WithText(with, w => Value.Of(text.Replace(what, w, comparison))));
    }

    private static Value Split(ReadOnlySpan<Value> args)
    {
        var by = args.Length == 2 ? args[1] : Value.Null;
        return WithText(args[0], text => WithText(by, separator => Value.Of(separator.Length == 0
            ? [.. text.Select(c => Value.Of(c.ToString()))]
            : text.Split(separator).Select(Value.Of).ToArray())));
    }

    private static Value Substring(ReadOnlySpan<Value> args)
    {
        if (args[0].IsNothing)
        {
            return Value.Of("");
        }

        var start = args[1];
        var length = args.Length == 3 ? args[2] : Value.Missing;
        return WithText(args[0], text =>
        {
            var count = length.Kind == Kind.Missing ? Value.Of(text.Length - start.Number) : length;
            return start.IsInteger && count.IsInteger && start.Number >= 0 && count.Number >= 0
                && start.Number + count.Number <= text.Length
                ? Value.Of(text.Substring((int)start.Number, (int)count.Number))
                : Value.Error("substring is out of range");
        });
    }

    private static Value AddOrdinal(ReadOnlySpan<Value> args)
    {
        if (!args[0].IsInteger)
        {
            return Value.Error("addOrdinal takes a whole number");
        }

        var n = args[0].Number;
        var suffix = n <= 0 ? "" : (n % 100, n % 10) switch
        {
            ( >= 11 and <= 13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        return Value.Of(Numbers.Show(n) + suffix);
    }

    private static Value IsMatch(string text, string pattern)
    {
        try
        {
            // Linear time: the pattern may be a template's, the text is anybody's.
            return Value.Of(Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1)));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return Value.Error("isMatch cannot use this pattern");
        }
    }

    [GeneratedRegex(@"\w\S*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
