namespace CrmBot.Cards;

internal static class Arithmetic
{
    private const int Many = int.MaxValue;

    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("+ add", 2, Many, args => Chain(args, Add))
        .Eager("- sub", 2, Many, args => OfNumbers(args, (a, b) => Value.Of(a - b)))
        .Eager("* mul", 2, Many, args => OfNumbers(args, (a, b) => Value.Of(a * b)))
        .Eager("/ div", 2, Many, args => OfNumbers(args, Divide))
        .Eager("% mod", 2, 2, Mod)
        .Eager("^ exp", 2, Many, args => OfNumbers(args, (a, b) => Value.Of(Math.Pow(a, b))))
        .Eager("abs", 1, 1, args => One(args, Math.Abs))
        .Eager("floor", 1, 1, args => One(args, Math.Floor))
        .Eager("ceiling", 1, 1, args => One(args, Math.Ceiling))
        .Eager("sqrt", 1, 1, args => One(args, Math.Sqrt))
        .Eager("round", 1, 2, Round)
        .Eager("sum", 1, 1, args => Fold(args, list => list.Sum()))
        .Eager("average", 1, 1, args => Fold(args, list => list.Count == 0 ? double.NaN : list.Average()))
        .Eager("min", 1, Many, args => Fold(args, list => list.Count == 0 ? double.NaN : list.Min()))
        .Eager("max", 1, Many, args => Fold(args, list => list.Count == 0 ? double.NaN : list.Max()));

    /// <summary>Rounds a half up, also below zero, as the public engine does.</summary>
    public static double Rounded(double value, int digits)
    {
        var scale = Math.Pow(10, digits);
        return Math.Floor((value * scale) + 0.5) / scale;
    }

    private static Value Add(Value a, Value b)
    {
        if (a.Kind == Kind.Number && b.Kind == Kind.Number)
        {
            return Value.Of(a.Number + b.Number);
        }

        if (!Addable(a) || !Addable(b))
        {
            return Value.Error("'+' takes numbers and texts");
        }

        return (a.IsNothing && b.Kind == Kind.Number) || (b.IsNothing && a.Kind == Kind.Number)
            ? Value.Error("'+' cannot add a number and nothing")
            : Value.Of(a.Shown() + b.Shown());
    }

    private static bool Addable(Value value) => value.IsNothing || value.Kind is Kind.Number or Kind.Text;

    private static Value Divide(double a, double b)
    {
        if (b == 0)
        {
            return Value.Error("division by zero");
        }

        return Value.Of(Math.Floor(a) == a && Math.Floor(b) == b ? Math.Floor(a / b) : a / b);
    }

    private static Value Mod(ReadOnlySpan<Value> args) => args[0].IsInteger && args[1].IsInteger
        ? args[1].Number == 0 ? Value.Error("division by zero") : Value.Of(args[0].Number % args[1].Number)
        : Value.Error("mod takes whole numbers");

    private static Value Round(ReadOnlySpan<Value> args)
    {
        var digits = args.Length == 2 ? args[1] : Value.Of(0);
        return args[0].Kind != Kind.Number || !digits.IsInteger || digits.Number is < 0 or > 15
            ? Value.Error("round takes a number and 0 to 15 digits")
            : Value.Of(Rounded(args[0].Number, (int)digits.Number));
    }

    private static Value One(ReadOnlySpan<Value> args, Func<double, double> body) =>
        args[0].Kind == Kind.Number ? Value.Of(body(args[0].Number)) : Value.Error("a number is expected");

    private static Value OfNumbers(ReadOnlySpan<Value> args, Func<double, double, Value> body) =>
        Chain(args, (a, b) => a.Kind == Kind.Number && b.Kind == Kind.Number
            ? body(a.Number, b.Number)
            : Value.Error("a number is expected"));

    private static Value Chain(ReadOnlySpan<Value> args, Func<Value, Value, Value> body)
    {
        var result = args[0];
        foreach (var next in args[1..])
        {
            result = body(result, next);
            if (result.IsError)
            {
                break;
            }
        }

        return result;
    }

    private static Value Fold(ReadOnlySpan<Value> args, Func<List<double>, double> body)
    {
        var numbers = new List<double>();
        foreach (var arg in args)
        {
            foreach (var item in arg.Kind == Kind.List ? arg.Items() : [arg])
            {
                if (item.Kind != Kind.Number)
                {
                    return Value.Error("numbers or lists of numbers are expected");
                }

                numbers.Add(item.Number);
            }
        }

        return Value.Of(body(numbers));
    }
}
