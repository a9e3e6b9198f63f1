namespace CrmBot.Cards;

/// <summary>An array of which at least one item depends on data.</summary>
internal sealed class ArrayNode(PlanNode[] items) : PlanNode
{
    public override bool WriteItems(Render render, bool any) => WriteOne(render, default, any);

    public override bool WriteOne(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        Start(render, prefix, any);
        render.Output.Write((byte)'[');
        var anyItem = false;
        foreach (var item in items)
        {
            anyItem = item.WriteItems(render, anyItem);
        }

        render.Output.Write((byte)']');
        return true;
    }
}
