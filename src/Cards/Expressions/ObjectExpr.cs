namespace CrmBot.Cards;

/// <summary>An object written in an expression: <c>{name: value}</c>.</summary>
internal sealed class ObjectExpr(KeyValuePair<string, Expr>[] pairs) : Expr
{
    public IEnumerable<Expr> Values => pairs.Select(p => p.Value);

    public ObjectExpr With(Func<Expr, Expr> change) => new([.. pairs.Select(p => KeyValuePair.Create(p.Key, change(p.Value)))]);

    public override Value Eval(Scope scope)
    {
        var fields = new Fields();
        foreach (var (name, expr) in pairs)
        {
            var value = expr.Eval(scope);
            if (value.IsError)
            {
                return value;
            }

            fields.Set(name, value);
        }

        return Value.Of(fields);
    }

    public override string ToString() => "{" + string.Join(", ", pairs.Select(p => $"{p.Key}: {p.Value}")) + "}";
}
