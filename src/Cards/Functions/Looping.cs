namespace CrmBot.Cards;

/// <summary>Functions that evaluate an expression per item: <c>where(list, x, x.n > 1)</c> or <c>where(list, x => x.n > 1)</c>.</summary>
internal static class Looping
{
    public static readonly FunctionSet Functions = new FunctionSet()
        .Lambda("foreach", Select)
        .Lambda("select", Select)
        .Lambda("where", Where)
        .Lambda("any", (args, scope) => Ask(args, scope, stopAt: true))
        .Lambda("all", (args, scope) => Ask(args, scope, stopAt: false));

    private static Value Select(Expr[] args, Scope scope)
    {
        var results = new List<Value>();
        var end = Each(args, scope, (_, result) =>
        {
            results.Add(result);
            return !result.IsError;
        });
        return end.IsError ? end : results.Find(r => r.IsError) is { IsError: true } error ? error : Value.Of(results.ToArray());
    }

    private static Value Where(Expr[] args, Scope scope)
    {
        var kept = new List<Value>();
        var end = Each(args, scope, (item, result) =>
        {
            if (result.IsTrue)
            {
                kept.Add(item);
            }

            return true;
        });
        if (end.IsError || end.Kind == Kind.List)
        {
            return end.IsError ? end : Value.Of(kept.ToArray());
        }

        var fields = new Fields();
        foreach (var pair in kept)
        {
            fields.Add(pair.Fields!.Find("key").Text, pair.Fields.Find("value"));
        }

        return Value.Of(fields);
    }

    private static Value Ask(Expr[] args, Scope scope, bool stopAt)
    {
        var answer = !stopAt;
        var end = Each(args, scope, (_, result) =>
        {
            answer = result.IsTrue;
            return answer != stopAt;
        });
        return end.IsError ? end : Value.Of(answer);
    }

    /// <summary>Runs the body until it says false. Answers with the list or object that was run through, or an error.</summary>
    private static Value Each(Expr[] args, Scope scope, Func<Value, Value, bool> body)
    {
        var list = args[0].Eval(scope);
        if (list.Kind is not (Kind.List or Kind.Map))
        {
            return list.IsError ? list : Value.Error($"'{args[0]}' is neither a list nor an object");
        }

        var name = ((NameExpr)args[1]).Name;
        var outer = scope.Locals;
        var end = list;
        foreach (var item in list.Kind == Kind.List ? list.Items() : list.Pairs().Select(Pair))
        {
            scope.Locals = new Local(name, item, outer);
            var result = args[2].Eval(scope);
            if (result.IsFatal)
            {
                end = result;
                break;
            }

            if (!body(item, result))
            {
                break;
            }
        }

        scope.Locals = outer;
        return end;
    }

    private static Value Pair(KeyValuePair<string, Value> pair) =>
        Value.Of(new Fields().Add("key", Value.Of(pair.Key)).Add("value", pair.Value));
}
