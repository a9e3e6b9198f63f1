namespace CrmBot.Cards;

/// <summary>An array of which at least one item may be repeated or dropped.</summary>
internal sealed class ArrayNode : PlanNode
{
    private readonly PlanNode[] items;

    private ArrayNode(PlanNode[] items) => this.items = items;

    public static ArrayNode Of(IEnumerable<PlanNode> items) => new([.. Gathered(items)]);

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

    /// <summary>Runs of static items become one.</summary>
    private static IEnumerable<PlanNode> Gathered(IEnumerable<PlanNode> items)
    {
        StaticNode? run = null;
        foreach (var item in items)
        {
            if (item is StaticNode known)
            {
                run = run is null ? known : new([.. run.Json, (byte)',', .. known.Json]);
                continue;
            }

            if (run is not null)
            {
                yield return run;
                run = null;
            }

            yield return item;
        }

        if (run is not null)
        {
            yield return run;
        }
    }
}
