namespace CrmBot.Cards;

/// <summary>Parts of a list or a text.</summary>
internal static class Picking
{
    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("first", 1, 1, args => End(args[0], last: false))
        .Eager("last", 1, 1, args => End(args[0], last: true))
        .Eager("take", 2, 2, args => Slice(args[0], Value.Of(0), args[1], clamp: true))
        .Eager("skip", 2, 2, args => args[0].Kind is Kind.List or Kind.Text
            ? Slice(args[0], args[1], Value.Of(args[0].Count), clamp: true)
            : Value.Error("a list or a text is expected"))
        .Eager("subArray", 2, 3, args => args[0].Kind is Kind.List
            ? Slice(args[0], args[1], args.Length == 3 ? args[2] : Value.Of(args[0].Count), clamp: false)
            : Value.Error("subArray takes a list"));

    private static Value End(Value value, bool last)
    {
        if (value.Kind is not (Kind.List or Kind.Text) || value.Count == 0)
        {
            return Value.Null;
        }

        var at = last ? value.Count - 1 : 0;
        return value.Kind == Kind.List ? value.Item(at) : Value.Of(value.Text[at].ToString());
    }

    private static Value Slice(Value value, Value from, Value to, bool clamp)
    {
        if (value.Kind is not (Kind.List or Kind.Text))
        {
            return Value.Error("a list or a text is expected");
        }

        if (!from.IsInteger || !to.IsInteger)
        {
            return Value.Error("a whole number is expected");
        }

        var count = value.Kind == Kind.Text ? value.Text.Length : value.Count;
        if (!clamp && (from.Number < 0 || from.Number > count || to.Number < 0 || to.Number > count))
        {
            return Value.Error("subArray is out of range");
        }

        var start = (int)Math.Clamp(from.Number, 0, count);
        var end = (int)Math.Clamp(to.Number, start, count);
        return value.Kind == Kind.Text ? Value.Of(value.Text[start..end]) : Value.Of(value.Items()[start..end]);
    }
}
