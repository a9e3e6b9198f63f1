namespace CrmBot.Cards;

/// <summary>Puts the words of a language into an expression, where no data decides which.</summary>
internal static class Folding
{
    /// <param name="atTop">False within a <c>$data</c>, where <c>s</c> is a name of the data.</param>
    public static Expr Of(Expr expr, Fields words, bool atTop) => expr switch
    {
        MemberExpr { Target: var target, Name: var key } when Word(target, key, words, atTop) is { } word => word,
        ElementExpr { Target: var target, Index: Constant { Value: { Kind: Kind.Text } key } }
            when Word(target, key.Text, words, atTop) is { } word => word,
        MemberExpr { Target: not NameExpr } member => new MemberExpr(Of(member.Target, words, atTop), member.Name),
        ElementExpr element => new ElementExpr(Of(element.Target, words, atTop), Of(element.Index, words, atTop)),
        // The item's name may be s or $root itself.
        Call { Function.IsLambda: true } loop => new Call(loop.Function, [Of(loop.Args[0], words, atTop), .. loop.Args.Skip(1)]),
        Call call => new Call(call.Function, [.. call.Args.Select(a => Of(a, words, atTop))]),
        ObjectExpr made => made.With(value => Of(value, words, atTop)),
        _ => expr,
    };

    private static Constant? Word(Expr target, string key, Fields words, bool atTop) =>
        target is MemberExpr { Name: "s", Target: NameExpr { Name: "$root" } } || (atTop && target is NameExpr { Name: "s" })
            ? words.Find(key) is { Kind: Kind.Text } word ? new Constant(word) : null
            : null;
}
