namespace CrmBot.Cards;

/// <summary>Finds the text keys that a template names, in every branch, also those that no sample reaches.</summary>
internal static class WordUse
{
    public static SortedSet<string> Check(string file, CardTemplate template, Words words, FaultList faults)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var bound in template.Bounds)
        {
            foreach (var key in Keys(bound.Expr))
            {
                used.Add(key);
                if (!words.Keys.Contains(key))
                {
                    var near = Spelling.Nearest(key, words.Keys) is { } known ? $"; did you mean '{known}'?" : "";
                    faults.Add(file, bound.Place, $"there is no text '{key}'{near}");
                }
            }
        }

        return used;
    }

    private static IEnumerable<string> Keys(Expr expr) => expr switch
    {
        MemberExpr { Target: var target, Name: var key } when IsWords(target) => [key],
        MemberExpr { Target: var target } => Keys(target),
        ElementExpr { Target: var target, Index: Constant { Value: { Kind: Kind.Text } key } } when IsWords(target) => [key.Text],
        ElementExpr { Target: var target, Index: var index } => Keys(target).Concat(Keys(index)),
        Call { Args: var args } => args.SelectMany(Keys),
        ObjectExpr { Values: var values } => values.SelectMany(Keys),
        _ => [],
    };

    private static bool IsWords(Expr expr) => expr is NameExpr { Name: "s" }
        or MemberExpr { Name: "s", Target: NameExpr { Name: "$root" } };
}
