using System.Runtime.CompilerServices;

namespace CrmBot.Cards;

/// <summary>A call of a function or an operator.</summary>
internal sealed class Call(Function function, Expr[] args) : Expr
{
    public Function Function => function;

    public IReadOnlyList<Expr> Args => args;

    public override Value Eval(Scope scope)
    {
        if (function.Lazy is { } lazy)
        {
            return lazy(args, scope);
        }

        var before = scope.Quiet;
        scope.Quiet |= function.Quiet;
        var value = args.Length <= Few.Size ? EvalFew(scope) : EvalAll(new Value[args.Length], scope);
        scope.Quiet = before;
        return value.IsError && function.Forgives && !value.IsFatal ? Value.False : value;
    }

    private Value EvalFew(Scope scope)
    {
        Few few = default;
        return EvalAll(((Span<Value>)few)[..args.Length], scope);
    }

    private Value EvalAll(Span<Value> values, Scope scope)
    {
        for (var at = 0; at < args.Length; at++)
        {
            values[at] = args[at].Eval(scope);
            if (values[at].IsError)
            {
                return values[at];
            }
        }

        return function.Eager!(values);
    }

    public override string ToString()
    {
        var infix = args.Length >= 2 && !char.IsAsciiLetter(function.Name[0]);
        var inner = string.Join(infix ? $" {function.Name} " : ", ", args.Select(a => a.ToString()));
        return infix ? $"({inner})" : $"{function.Name}({inner})";
    }

    [InlineArray(Size)]
    private struct Few
    {
        public const int Size = 4;

#pragma warning disable IDE0044, S1144, CS0169 // The runtime repeats this field; nobody names it.
        private Value first;
#pragma warning restore IDE0044, S1144, CS0169
    }
}
