namespace CrmBot.Cards;

/// <summary>Makes calls of named functions, and checks at load what can be known then.</summary>
internal static class Calls
{
    /// <exception cref="SyntaxException">No function has this name, or it takes another number of arguments.</exception>
    public static Expr Make(Token name, Expr[] args)
    {
        if (!char.IsAsciiLetter(name.Text[0]) || Library.Find(name.Text) is not { } function)
        {
            var near = Library.Nearest(name.Text) is { } known ? $"; did you mean '{known}'?" : "";
            throw new SyntaxException($"there is no function '{name.Text}'{near}", name.At);
        }

        if (args.Length < function.Least || args.Length > function.Most)
        {
            throw new SyntaxException($"'{name.Text}' takes {Range(function)}, not {args.Length}", name.At);
        }

        return function.IsLambda && args[1] is not NameExpr
            ? throw new SyntaxException($"the second argument of '{name.Text}' names an item, like x", name.At)
            : new Call(function, args);
    }

    private static string Range(Function function)
    {
        var least = function.Least == 1 && function.Most <= 1 ? "1 argument" : $"{function.Least} arguments";
        return function.Most == function.Least ? least
            : function.Most == int.MaxValue ? $"at least {least}"
            : $"{function.Least} to {function.Most} arguments";
    }
}
