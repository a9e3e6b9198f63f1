namespace CrmBot.Cards;

/// <summary>A piece of a compiled template.</summary>
internal abstract class PlanNode
{
    /// <summary>Writes the one value of the node; false, and nothing written, when the value vanishes.</summary>
    public abstract bool Write(Render render);

    /// <summary>
    /// Writes the node as items of an array: none, one or many, each after the first preceded by a comma.
    /// Answers whether something has been written into the array so far.
    /// </summary>
    public virtual bool WriteItems(Render render, bool any)
    {
        if (any)
        {
            render.Output.Write((byte)',');
        }

        if (Write(render))
        {
            return true;
        }

        if (any)
        {
            render.Output.TakeBack(1);
        }

        return any;
    }
}

/// <summary>JSON that no data changes: one value, or several items of an array with their commas.</summary>
internal sealed class StaticNode(byte[] json) : PlanNode
{
    public byte[] Json => json;

    public override bool Write(Render render)
    {
        render.Output.Write(json);
        return true;
    }
}

/// <summary>An expression with its source, for messages and for what stays when it fails.</summary>
internal sealed record Bound(Expr Expr, string Source, Place Place);

/// <summary>A string that is one expression: the result keeps its type.</summary>
internal sealed class ValueNode(Bound bound) : PlanNode
{
    public override bool Write(Render render)
    {
        var value = bound.Expr.Eval(render.Scope);
        if (value.IsError)
        {
            if (!render.IsTolerant)
            {
                render.Fault(bound, value.Text);
            }

            value = bound.Expr is Call { Function.Name: "concat" } parts ? InParts(parts, render.Scope) : Value.Of("${" + bound.Source + "}");
        }

        if (value.Kind == Kind.Missing)
        {
            if (!render.IsTolerant)
            {
                render.Fault(bound, "the result is nothing at all");
            }

            return false;
        }

        JsonText.Write(value, render.Output);
        return true;
    }

    /// <summary>The public engine takes a concat for a text with expressions, of which an error costs only its own part.</summary>
    private static Value InParts(Call parts, Scope scope) => Value.Of(string.Concat(parts.Args.Select(part =>
        part.Eval(scope) is { IsError: false } value ? value.Shown() : "${" + part + "}")));
}
