namespace CrmBot.Cards;

/// <summary>A path into the data: a name, a member of something, an element of something.</summary>
internal abstract class PathExpr : Expr
{
    /// <summary>What is at the path; missing when nothing is.</summary>
    public abstract Value Find(Scope scope);

    public override Value Eval(Scope scope)
    {
        var value = Find(scope);
        if (value.Kind != Kind.Missing || scope.Quiet)
        {
            return value;
        }

        return scope.Unresolved == Unresolved.Stays
            ? Value.Of("${" + Trail() + "}")
            : Value.Fatal($"nothing is at the path '{Trail()}'");
    }

    /// <summary>The path as it is written into the output when it leads nowhere.</summary>
    public virtual string Trail() => ToString();

    protected static Value FindIn(Expr target, Scope scope) => target is PathExpr path ? path.Find(scope) : target.Eval(scope);

    protected static Value FindNamed(Lookup lookup, in Value target, bool isWords, Scope scope)
    {
        var value = lookup.In(target);
        if (isWords)
        {
            scope.WordsRead?.Add(lookup.Name);
        }

        if (value.Kind == Kind.Missing && !target.IsNothing && !target.IsError && !scope.Asking
            && scope.Unresolved == Unresolved.FailsEverywhere)
        {
            var near = target.Kind == Kind.Map ? Spelling.Nearest(lookup.Name, target.Pairs().Select(p => p.Key)) : null;
            return Value.Fatal($"the data has no '{lookup.Name}'{(near is null ? "" : $"; did you mean '{near}'?")}");
        }

        return value;
    }
}

internal sealed class NameExpr(string name) : PathExpr
{
    private readonly Lookup lookup = new(name);
    private readonly bool special = Scope.IsSpecial(name);
    private readonly bool isWords = name == "s";

    public string Name => name;

    public override Value Eval(Scope scope)
    {
        // By far the most frequent case: a name of the data that is there.
        if (scope.Locals is null && !special && !isWords)
        {
            var value = lookup.In(scope.Data);
            if (value.Kind != Kind.Missing)
            {
                return value;
            }
        }

        return base.Eval(scope);
    }

    public override Value Find(Scope scope)
    {
        for (var local = scope.Locals; local is not null; local = local.Outer)
        {
            if (local.Name == name)
            {
                return local.Value;
            }
        }

        if (special)
        {
            return scope.Special(name);
        }

        return isWords && scope is { AtTop: true, Words: { } words }
            ? Value.Of(words)
            : FindNamed(lookup, scope.Data, isWords: false, scope);
    }

    public bool IsTop(Scope scope) => name == "$root" || (name == "$data" && scope.AtTop);

    public override string ToString() => name;
}

internal sealed class MemberExpr(Expr target, string name) : PathExpr
{
    private readonly Lookup lookup = new(name);

    public Expr Target => target;

    public string Name => name;

    public override Value Find(Scope scope)
    {
        if (name == "s" && scope.Words is { } words && target is NameExpr top && top.IsTop(scope))
        {
            return Value.Of(words);
        }

        var value = FindIn(target, scope);
        if (value.IsError)
        {
            return value;
        }

        return FindNamed(lookup, value, ReferenceEquals(value.Fields, scope.Words), scope);
    }

    public override string Trail() => target is PathExpr path ? path.Trail() + "." + name : name;

    public override string ToString() => target + "." + name;
}

internal sealed class ElementExpr(Expr target, Expr index) : PathExpr
{
    public Expr Target => target;

    public Expr Index => index;

    /// <summary>By itself an element that is not there is an error; within a longer path it is a path that leads nowhere.</summary>
    public override Value Eval(Scope scope)
    {
        var value = target.Eval(scope);
        var found = value.IsError ? value : In(value, scope, isWhole: true);
        return found.Kind == Kind.Missing && !scope.Quiet && scope.Unresolved != Unresolved.Stays
            ? Value.Fatal($"nothing is at the path '{this}'")
            : found;
    }

    public override Value Find(Scope scope)
    {
        var value = FindIn(target, scope);
        return value.IsError ? value : In(value, scope, isWhole: false);
    }

    private Value In(Value value, Scope scope, bool isWhole)
    {
        var key = index.EvalQuiet(scope);
        if (key.IsError || value.Kind == Kind.Missing)
        {
            return key.IsError ? key : Value.Missing;
        }

        if (key.Kind == Kind.Text)
        {
            return FindNamed(new Lookup(key.Text), value, ReferenceEquals(value.Fields, scope.Words), scope);
        }

        if (!key.IsInteger)
        {
            return Value.Error($"'{index}' is neither a whole number nor a text");
        }

        if (value.Kind != Kind.List)
        {
            return value.Kind == Kind.Null || !isWhole ? Value.Missing : Value.Error($"'{target}' is not a list");
        }

        return key.Number >= 0 && key.Number < value.Count ? value.Item((int)key.Number)
            : isWhole ? Value.Error($"'{index}' is out of range for '{target}'")
            : Value.Missing;
    }

    public override string ToString() => $"{target}[{index}]";
}
