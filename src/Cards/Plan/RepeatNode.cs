namespace CrmBot.Cards;

/// <summary>An object with a <c>$data</c> or a <c>$when</c>. <c>$data</c> is applied first, then <c>$when</c> per item.</summary>
internal sealed class RepeatNode(PlanNode body, DataSource? data, Condition? when) : PlanNode
{
    public override bool WriteItems(Render render, bool any) => WriteItems(render, any, out _);

    /// <summary>As a property value or the root, where nothing can be repeated: several items become a list, none null.</summary>
    public override bool Write(Render render)
    {
        var start = render.Output.Count;
        WriteItems(render, any: false, out var count);
        if (!render.IsTolerant)
        {
            data?.MustBeOne(render);
        }

        if (count == 0)
        {
            render.Output.Write("null"u8);
        }
        else if (count > 1)
        {
            render.Output.Insert(start, (byte)'[');
            render.Output.Write((byte)']');
        }

        return true;
    }

    private bool WriteItems(Render render, bool any, out int count)
    {
        count = 0;
        if (data is null)
        {
            return WriteItem(render, any, ref count);
        }

        var scope = render.Scope;
        var (outerData, outerIndex, outerTop) = (scope.Data, scope.Index, scope.AtTop);
        var source = data.Eval(render);
        scope.AtTop = false;
        if (source.Kind == Kind.List)
        {
            // A list of JSON is read through once; asking it for one item after another would begin anew each time.
            var items = source.Records is null ? source.Items() : null;
            var length = items?.Length ?? source.Count;
            for (var at = 0; at < length; at++)
            {
                scope.Data = items is null ? source.Item(at) : items[at];
                scope.Index = Value.Of(at);
                any = WriteItem(render, any, ref count);
            }
        }
        else
        {
            scope.Data = source;
            any = WriteItem(render, any, ref count);
        }

        (scope.Data, scope.Index, scope.AtTop) = (outerData, outerIndex, outerTop);
        return any;
    }

    private bool WriteItem(Render render, bool any, ref int count)
    {
        if (when is not null && !when.Passes(render))
        {
            return any;
        }

        count++;
        return body.WriteItems(render, any);
    }
}
