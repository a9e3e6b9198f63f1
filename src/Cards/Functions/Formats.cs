using System.Globalization;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>From one type to another, and numbers for people.</summary>
internal static class Formats
{
    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("formatNumber", 2, 3, FormatNumber)
        .Eager("string", 1, 2, AsString)
        .Eager("int", 1, 1, args => Parsed(args[0], Math.Truncate))
        .Eager("float", 1, 1, args => Parsed(args[0], n => n))
        .Eager("json", 1, 1, args => Texts.WithText(args[0], Json))
        .Eager("jsonStringify stringify", 1, 1, args => Value.Of(args[0].IsNothing ? "null" : JsonText.Of(args[0])))
        .Eager("isString", 1, 1, args => Value.Of(args[0].Kind == Kind.Text))
        .Eager("isInteger", 1, 1, args => Value.Of(args[0].IsInteger))
        .Eager("isFloat", 1, 1, args => Value.Of(args[0].Kind == Kind.Number && !args[0].IsInteger))
        .Eager("isBoolean", 1, 1, args => Value.Of(args[0].Kind == Kind.Bool))
        .Eager("isArray", 1, 1, args => Value.Of(args[0].Kind == Kind.List))
        .Eager("isObject", 1, 1, args => Value.Of(args[0].Kind is Kind.Map or Kind.List))
        .Eager("isDateTime", 1, 1, args => Value.Of(Times.Parse(args[0]) is not null));

    private static Value FormatNumber(ReadOnlySpan<Value> args)
    {
        if (args[0].Kind != Kind.Number || !args[1].IsInteger || args[1].Number is < 0 or > 20)
        {
            return Value.Error("formatNumber takes a number and a count of digits");
        }

        var digits = (int)args[1].Number;
        return Cultures.Find(args, 2) is not { } culture
            ? Value.Error("the locale is unknown")
            : Value.Of(Grouped(Arithmetic.Rounded(args[0].Number, digits), digits, culture));
    }

    private static string Grouped(double number, int digits, CultureInfo culture)
    {
        // From here on a number has no digits to group, only a power of ten.
        const double largest = 1e21;
        return Math.Abs(number) < largest
            ? number.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), culture).Replace('-', '\u2212')
            : Numbers.Show(number);
    }

    private static Value AsString(ReadOnlySpan<Value> args)
    {
        if (args[0].Kind != Kind.Number || args.Length == 1)
        {
            return Value.Of(args[0].Shown());
        }

        return Cultures.Find(args, 1) is { } culture
            ? Value.Of(args[0].Number.ToString("#,0.####################", culture))
            : Value.Error("the locale is unknown");
    }

    private static Value Parsed(Value value, Func<double, double> body) => value.Kind switch
    {
        Kind.Number => Value.Of(body(value.Number)),
        Kind.Text when double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            Value.Of(body(number)),
        _ => Value.Error("a number or a text that holds one is expected"),
    };

    private static Value Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Value.Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return Value.Error("the text is not JSON");
        }
    }
}
