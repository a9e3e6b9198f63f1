namespace CrmBot.Cards;

/// <summary>An array of which at least one item may be repeated or dropped.</summary>
internal sealed class ArrayNode(PlanNode[] items) : PlanNode
{
    public override bool Write(Render render)
    {
        render.Output.Write((byte)'[');
        var any = false;
        foreach (var item in items)
        {
            any = item.WriteItems(render, any);
        }

        render.Output.Write((byte)']');
        return true;
    }
}
