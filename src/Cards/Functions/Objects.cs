namespace CrmBot.Cards;

internal static class Objects
{
    public static readonly FunctionSet Functions = new FunctionSet()
        .Lazy("getProperty", 1, 2, GetProperty)
        .Eager("setProperty", 3, 3, args => With(args, (fields, name, value) => Value.Of(fields.Set(name, value))))
        .Eager("addProperty", 3, 3, args => With(args, (fields, name, value) => fields.Has(name)
            ? Value.Error("addProperty: the object has that property")
            : Value.Of(fields.Add(name, value))))
        .Eager("merge", 1, int.MaxValue, Merge)
        .Eager("indicesAndValues", 1, 1, IndicesAndValues);

    private static Value GetProperty(Expr[] args, Scope scope)
    {
        if (args.Length == 1)
        {
            var name = args[0].Eval(scope);
            return name.Kind == Kind.Text ? new NameExpr(name.Text).Eval(scope) : Value.Error("getProperty takes a name");
        }

        return new ElementExpr(args[0], args[1]).Eval(scope);
    }

    private static Value With(ReadOnlySpan<Value> args, Func<Fields, string, Value, Value> body) =>
        args[0].Kind == Kind.Map && args[1].Kind == Kind.Text
            ? body(Fields.From(args[0]), args[1].Text, args[2])
            : Value.Error("an object and a name are expected");

    private static Value Merge(ReadOnlySpan<Value> args)
    {
        var all = new Fields();
        foreach (var arg in args)
        {
            foreach (var item in arg.Kind == Kind.List ? arg.Items() : [arg])
            {
                if (item.Kind != Kind.Map)
                {
                    return Value.Error("merge takes objects");
                }

                foreach (var (name, value) in item.Pairs())
                {
                    all.Set(name, value);
                }
            }
        }

        return Value.Of(all);
    }

    private static Value IndicesAndValues(ReadOnlySpan<Value> args) => args[0].Kind switch
    {
        Kind.List => Value.Of([.. args[0].Items().Select((item, at) => Pair(Value.Of(at), item))]),
        Kind.Map => Value.Of([.. args[0].Pairs().Select(p => Pair(Value.Of(p.Key), p.Value))]),
        _ => Value.Error("indicesAndValues takes a list or an object"),
    };

    private static Value Pair(Value index, Value value) => Value.Of(new Fields().Add("index", index).Add("value", value));
}
