namespace CrmBot.Cards;

/// <summary>Whole lists and texts taken as lists.</summary>
internal static class Lists
{
    private const int Many = int.MaxValue;

    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("createArray", 0, Many, args => Value.Of(args.ToArray()))
        .Eager("count", 1, 1, args => args[0].Kind is Kind.Text or Kind.List or Kind.Map
            ? Value.Of(args[0].Count)
            : Value.Error("count takes a text, a list or an object"))
        .Forgiving("contains", 2, 2, args => Value.Of(Contains(args[0], args[1])))
        .Eager("indexOf", 2, 2, args => IndexOf(args, last: false))
        .Eager("lastIndexOf", 2, 2, args => IndexOf(args, last: true))
        .Eager("join", 2, 3, Join)
        .Eager("reverse", 1, 1, Reverse)
        .Eager("union", 1, Many, args => Sets(args, (all, _) => all))
        .Eager("intersection", 1, Many, args => Sets(args, (all, lists) =>
            all.Where(item => lists.All(list => list.Exists(other => Equality.Same(item, other))))))
        .Eager("unique", 1, 1, args => Sets(args, (all, _) => all))
        .Eager("range", 2, 2, Range)
        .Eager("sortBy", 1, 2, args => Sort(args, descending: false))
        .Eager("sortByDescending", 1, 2, args => Sort(args, descending: true))
        .Eager("flatten", 1, 2, args => args[0].Kind != Kind.List
            ? Value.Error("flatten takes a list")
            : Value.Of([.. Flat(args[0], args.Length == 2 ? (int)args[1].Number : 100)]));

    private static bool Contains(Value all, Value one) => all.Kind switch
    {
        Kind.Text => one.Kind == Kind.Text && all.Text.Contains(one.Text, StringComparison.Ordinal),
        Kind.List => all.Items().Any(item => Equality.Same(item, one)),
        Kind.Map => one.Kind == Kind.Text && new Lookup(one.Text).In(all).Kind != Kind.Missing,
        _ => false,
    };

    private static Value IndexOf(ReadOnlySpan<Value> args, bool last)
    {
        var what = args[1];
        if (args[0].Kind == Kind.List)
        {
            var items = args[0].Items();
            return Value.Of(last
                ? Array.FindLastIndex(items, i => Equality.Same(i, what))
                : Array.FindIndex(items, i => Equality.Same(i, what)));
        }

        return Texts.WithText(args[0], text => Texts.WithText(what, part => Value.Of(last
            ? text.LastIndexOf(part, StringComparison.Ordinal)
            : text.IndexOf(part, StringComparison.Ordinal))));
    }

    private static Value Join(ReadOnlySpan<Value> args)
    {
        if (args[0].Kind != Kind.List)
        {
            return Value.Error("join takes a list");
        }

        var texts = args[0].Items().Select(i => i.Shown()).ToArray();
        if (args.Length == 2)
        {
            return Value.Of(string.Join(args[1].Shown(), texts));
        }

        var end = args[2].Shown();
        return Value.Of(texts.Length < 3
            ? string.Join(end, texts)
            : string.Join(args[1].Shown(), texts[..^1]) + end + texts[^1]);
    }

    private static Value Reverse(ReadOnlySpan<Value> args) => args[0].Kind switch
    {
        Kind.Text => Value.Of(new string([.. args[0].Text.Reverse()])),
        Kind.List => Value.Of([.. args[0].Items().Reverse()]),
        _ => Value.Error("reverse takes a text or a list"),
    };

    private static Value Sets(ReadOnlySpan<Value> args, Func<List<Value>, List<List<Value>>, IEnumerable<Value>> body)
    {
        var lists = new List<List<Value>>();
        foreach (var arg in args)
        {
            if (arg.Kind != Kind.List)
            {
                return Value.Error("lists are expected");
            }

            lists.Add([.. arg.Items()]);
        }

        var unique = new List<Value>();
        foreach (var item in body([.. lists.SelectMany(l => l)], lists))
        {
            if (!unique.Exists(other => Equality.Same(item, other)))
            {
                unique.Add(item);
            }
        }

        return Value.Of(unique.ToArray());
    }

    private static Value Range(ReadOnlySpan<Value> args)
    {
        const int longest = 10_000;
        var from = args[0];
        return from.IsInteger && args[1].IsInteger && args[1].Number is > 0 and <= longest
            ? Value.Of([.. Enumerable.Range(0, (int)args[1].Number).Select(i => Value.Of(from.Number + i))])
            : Value.Error("range takes a whole number and a count from 1 to 10000");
    }

    private static Value Sort(ReadOnlySpan<Value> args, bool descending)
    {
        if (args[0].Kind != Kind.List)
        {
            return Value.Error("a list is expected");
        }

        var key = args.Length == 2 ? new Lookup(args[1].Shown()) : null;
        var order = Comparer<Value>.Create((a, b) => Equality.Compare(a, b) ?? b.IsNothing.CompareTo(a.IsNothing));
        var sorted = args[0].Items().OrderBy(item => key?.In(item) ?? item, order);
        return Value.Of(descending ? [.. sorted.Reverse()] : [.. sorted]);
    }

    private static IEnumerable<Value> Flat(Value list, int depth) =>
        list.Items().SelectMany(item => item.Kind == Kind.List && depth > 0 ? Flat(item, depth - 1) : [item]);
}
