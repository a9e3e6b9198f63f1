namespace CrmBot.Cards;

/// <summary>A compiled expression. Immutable; evaluated by many renders at once.</summary>
internal abstract class Expr
{
    public abstract Value Eval(Scope scope);

    /// <summary>Evaluates with missing values as ordinary nulls.</summary>
    public Value EvalQuiet(Scope scope)
    {
        var before = scope.Quiet;
        scope.Quiet = true;
        var value = Eval(scope);
        scope.Quiet = before;
        return value;
    }

    /// <summary>The expression in its normal spelling; stands in the output when its evaluation fails in a longer text.</summary>
    public abstract override string ToString();
}

internal sealed class Constant(Value constant) : Expr
{
    private readonly Value value = constant is { Kind: Kind.Text, Encoded: null } ? Value.Of(new Encoded(constant.Text)) : constant;

    public Value Value => value;

    public override Value Eval(Scope scope) => value;

    public override string ToString() => value.Kind switch
    {
        Kind.Missing => "undefined",
        Kind.Null => "null",
        Kind.Text => "'" + value.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'",
        _ => value.Shown(),
    };
}
