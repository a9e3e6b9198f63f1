namespace CrmBot.Cards;

/// <summary>What a <c>$data</c> gives: an expression, a text with expressions, or a literal.</summary>
internal sealed class DataSource(Bound bound)
{
    public Value Eval(Render render)
    {
        var value = bound.Expr.Eval(render.Scope);
        if (!render.IsTolerant && (value.IsError || value.Kind == Kind.Missing))
        {
            render.Fault(bound, value.IsError ? value.Text : "there is nothing to bind to");
        }

        return value.IsError ? Value.Of("${" + bound.Source + "}") : value;
    }

    /// <summary>Reports a list where only one object can stand.</summary>
    public void MustBeOne(Render render)
    {
        if (bound.Expr.Eval(render.Scope).Kind == Kind.List)
        {
            render.Fault(bound, "a $data that is a list belongs on an item of an array");
        }
    }
}

/// <summary>A <c>$when</c>: only a true keeps the object. A missing value, null, an error and any other type drop it.</summary>
internal sealed class Condition(Bound? bound)
{
    public bool Passes(Render render)
    {
        if (bound is null)
        {
            return false;
        }

        var value = bound.Expr.EvalQuiet(render.Scope);
        if (value.IsFatal || (value.IsError && !render.IsTolerant))
        {
            render.Fault(bound, value.Text);
            return false;
        }

        if (render.Scope.Unresolved == Unresolved.FailsEverywhere && value.Kind is not (Kind.Bool or Kind.Null))
        {
            render.Fault(bound, "$when is neither true nor false");
        }

        return value.Kind == Kind.Bool && value.IsTrue;
    }
}
