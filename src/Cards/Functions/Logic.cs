namespace CrmBot.Cards;

internal static class Logic
{
    private const int Many = int.MaxValue;

    public static readonly FunctionSet Functions = new FunctionSet()
        .Test("== equals", 2, 2, args => Value.Of(Equality.Same(args[0], args[1])))
        .Test("!= <>", 2, 2, args => Value.Of(!Equality.Same(args[0], args[1])))
        .Test("< less", 2, 2, args => Value.Of(Equality.Compare(args[0], args[1]) < 0))
        .Test("<= lessOrEquals", 2, 2, args => Value.Of(Equality.Compare(args[0], args[1]) <= 0))
        .Test("> greater", 2, 2, args => Value.Of(Equality.Compare(args[0], args[1]) > 0))
        .Test(">= greaterOrEquals", 2, 2, args => Value.Of(Equality.Compare(args[0], args[1]) >= 0))
        .Test("empty", 1, 1, Empty)
        .Test("bool", 1, 1, args => Value.Of(Bool(args[0])))
        .Lazy("exists", 1, 1, Exists)
        .Lazy("&& and", 1, Many, And)
        .Lazy("|| or", 1, Many, Or)
        .Lazy("! not", 1, 1, Not)
        .Lazy("if", 3, 3, If)
        .Eager("coalesce", 1, Many, Coalesce);

    private static Value Empty(ReadOnlySpan<Value> args) => args[0].Kind switch
    {
        Kind.Missing or Kind.Null => Value.True,
        Kind.Text or Kind.List or Kind.Map => Value.Of(args[0].Count == 0),
        _ => Value.False,
    };

    private static bool Bool(Value value) => value.Kind switch
    {
        Kind.Number => value.Number != 0,
        Kind.Text => !value.Text.Contains("false", StringComparison.OrdinalIgnoreCase),
        _ => value.IsTrue,
    };

    private static Value Exists(Expr[] args, Scope scope)
    {
        var before = scope.Asking;
        scope.Asking = true;
        var value = args[0].EvalQuiet(scope);
        scope.Asking = before;
        return value.IsFatal ? value : Value.Of(!value.IsNothing && !value.IsError);
    }

    private static Value And(Expr[] args, Scope scope)
    {
        foreach (var arg in args)
        {
            var value = arg.EvalQuiet(scope);
            if (value.IsFatal || !value.IsTrue)
            {
                return value.IsFatal ? value : Value.False;
            }
        }

        return Value.True;
    }

    private static Value Or(Expr[] args, Scope scope)
    {
        foreach (var arg in args)
        {
            var value = arg.EvalQuiet(scope);
            if (value.IsFatal || value.IsTrue)
            {
                return value.IsFatal ? value : Value.True;
            }
        }

        return Value.False;
    }

    private static Value Not(Expr[] args, Scope scope)
    {
        var value = args[0].EvalQuiet(scope);
        return value.IsFatal ? value : Value.Of(!value.IsTrue);
    }

    private static Value If(Expr[] args, Scope scope)
    {
        var value = args[0].EvalQuiet(scope);
        return value.IsFatal ? value : args[value.IsTrue ? 1 : 2].Eval(scope);
    }

    private static Value Coalesce(ReadOnlySpan<Value> args)
    {
        foreach (var arg in args)
        {
            if (!arg.IsNothing)
            {
                return arg;
            }
        }

        return Value.Null;
    }
}
