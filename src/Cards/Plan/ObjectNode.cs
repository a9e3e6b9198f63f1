namespace CrmBot.Cards;

/// <summary>A member of an object: its name with the colon, ready to copy. Static members are gathered without a name.</summary>
internal readonly record struct Member(byte[] Name, PlanNode Node);

/// <summary>An object that depends on data. <c>$data</c> is applied first, then <c>$when</c> per item.</summary>
internal sealed class ObjectNode(Member[] members, DataSource? data, Condition? when) : PlanNode
{
    public override bool WriteItems(Render render, bool any) => WriteItems(render, any, out _);

    /// <summary>As a property value or the root, where nothing can be repeated: several items become a list, none null.</summary>
    public override bool WriteOne(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        if (data is null && when is null)
        {
            return WriteMembers(render, prefix, any);
        }

        var items = new Utf8Output();
        WriteItems(render with { Output = items }, any: false, out var count);
        if (!render.IsTolerant)
        {
            data?.MustBeOne(render);
        }

        Start(render, prefix, any);
        render.Output.Write(count switch { 0 => "null"u8, 1 => default, _ => "["u8 });
        render.Output.Write(items.Written);
        render.Output.Write(count > 1 ? "]"u8 : default);
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
        if (!Passes(render))
        {
            return any;
        }

        count++;
        return WriteMembers(render, default, any);
    }

    private bool Passes(Render render) => when?.Passes(render) ?? true;

    private bool WriteMembers(Render render, ReadOnlySpan<byte> prefix, bool any)
    {
        Start(render, prefix, any);
        render.Output.Write((byte)'{');
        var anyMember = false;
        foreach (var member in members)
        {
            anyMember = member.Node.WriteOne(render, member.Name, anyMember);
        }

        render.Output.Write((byte)'}');
        return true;
    }
}
