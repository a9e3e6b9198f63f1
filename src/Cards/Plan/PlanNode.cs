namespace CrmBot.Cards;

/// <summary>A piece of a compiled template.</summary>
internal abstract class PlanNode
{
    /// <summary>
    /// Writes the node as items of an array: none, one or many, each after the first preceded by a comma.
    /// Answers whether something has been written into the array so far.
    /// </summary>
    public abstract bool WriteItems(Render render, bool any);

    /// <summary>Writes <c>prefix</c> and the one value of the node; nothing at all when the value vanishes.</summary>
    public abstract bool WriteOne(Render render, ReadOnlySpan<byte> prefix, bool any);

    protected static void Start(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        if (any)
        {
            render.Output.Write((byte)',');
        }

        render.Output.Write(prefix);
    }
}

/// <summary>JSON that no data changes: one value, or several items or members with their commas.</summary>
internal sealed class StaticNode(byte[] json) : PlanNode
{
    public byte[] Json => json;

    public override bool WriteItems(Render render, bool any) => WriteOne(render, default, any);

    public override bool WriteOne(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        Start(render, prefix, any);
        render.Output.Write(json);
        return true;
    }
}

/// <summary>An expression with its source, for messages and for what stays when it fails.</summary>
internal sealed record Bound(Expr Expr, string Source, Place Place);

/// <summary>A string that is one expression: the result keeps its type.</summary>
internal sealed class ValueNode(Bound bound) : PlanNode
{
    public override bool WriteItems(Render render, bool any) => WriteOne(render, default, any);

    public override bool WriteOne(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        var value = bound.Expr.Eval(render.Scope);
        if (value.IsError)
        {
            if (!render.IsTolerant)
            {
                render.Fault(bound, value.Text);
            }

            value = Value.Of("${" + bound.Source + "}");
        }

        if (value.Kind == Kind.Missing)
        {
            if (!render.IsTolerant)
            {
                render.Fault(bound, "the result is nothing at all");
            }

            return any;
        }

        Start(render, prefix, any);
        JsonText.Write(value, render.Output);
        return true;
    }
}
