using System.Globalization;

namespace CrmBot.Cards;

/// <summary>
/// Reads an expression. Tightest first: <c>! - +</c>, <c>^</c>, <c>* / %</c>, <c>+ -</c>, <c>== != &lt;&gt;</c>, <c>&amp;</c>,
/// <c>&lt; &lt;= &gt; &gt;=</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>??</c>, <c>?:</c>. Note that equality binds tighter than order.
/// </summary>
internal sealed class Parser
{
    private const int Ternary = 1;
    private const int Unary = 11;

    private readonly Lexer lexer;
    private Token token;
    private int depth;

    private Parser(string source)
    {
        lexer = new Lexer(source);
        token = lexer.Next(afterOperand: false);
    }

    /// <exception cref="SyntaxException">The source is not an expression, or it calls a function that does not exist.</exception>
    public static Expr Parse(string source)
    {
        var parser = new Parser(source);
        var expr = parser.Expression(Ternary);
        return parser.token.Kind == TokenKind.End ? expr : throw parser.Unexpected();
    }

    private static int Binding(string symbol) => symbol switch
    {
        "?" => Ternary,
        "??" => 2,
        "||" => 3,
        "&&" => 4,
        "<" or "<=" or ">" or ">=" => 5,
        "&" => 6,
        "==" or "!=" or "<>" => 7,
        "+" or "-" => 8,
        "*" or "/" or "%" => 9,
        "^" => 10,
        _ => 0,
    };

    private Expr Expression(int least)
    {
        const int deepest = 100;
        if (++depth > deepest)
        {
            throw new SyntaxException("the expression is nested too deeply", token.At);
        }

        var left = UnaryOrPrimary();
        while (token.Kind == TokenKind.Symbol && Binding(token.Text) is var binding && binding >= Math.Max(least, 1))
        {
            var symbol = Take(afterOperand: false).Text;
            if (symbol == "?")
            {
                var yes = Expression(Ternary);
                Expect(":", afterOperand: false);
                left = Make("if", left, yes, Expression(Ternary));
                continue;
            }

            var right = Expression(symbol == "^" ? binding : binding + 1);
            left = Make(symbol == "??" ? "coalesce" : symbol, left, right);
        }

        depth--;
        return left;
    }

    private Expr UnaryOrPrimary()
    {
        if (token.Kind == TokenKind.Symbol && token.Text is "!" or "-" or "+")
        {
            var symbol = Take(afterOperand: false).Text;
            var operand = Expression(Unary);
            return symbol == "!" ? Make("!", operand) : Make(symbol, new Constant(Value.Of(0)), operand);
        }

        return Suffixes(Primary());
    }

    private Expr Suffixes(Expr expr)
    {
        while (token.Kind == TokenKind.Symbol)
        {
            switch (token.Text)
            {
                case ".":
                    Take(afterOperand: false);
                    expr = new MemberExpr(expr, Take(afterOperand: true, TokenKind.Name).Text);
                    break;
                case "[":
                    Take(afterOperand: false);
                    var index = Expression(Ternary);
                    Expect("]", afterOperand: true);
                    expr = new ElementExpr(expr, index);
                    break;
                default:
                    return expr;
            }
        }

        return expr;
    }

    private Expr Primary()
    {
        var start = token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new Constant(Value.Of(double.Parse(Take(afterOperand: true).Text, CultureInfo.InvariantCulture)));
            case TokenKind.Text:
                return new Constant(Value.Of(Take(afterOperand: true).Text));
            case TokenKind.Interpolated:
                return Interpolation.ToExpr(Take(afterOperand: true).Text, start.At + 1);
            case TokenKind.Name:
                return NameOrCall();
            case TokenKind.Symbol when token.Text == "(":
                Take(afterOperand: false);
                var inner = Expression(Ternary);
                Expect(")", afterOperand: true);
                return inner;
            case TokenKind.Symbol when token.Text == "[":
                Take(afterOperand: false);
                return Make("createArray", List("]", () => Expression(Ternary)));
            case TokenKind.Symbol when token.Text == "{":
                Take(afterOperand: false);
                return new ObjectExpr(List("}", Pair));
            default:
                throw Unexpected();
        }
    }

    private Expr NameOrCall()
    {
        var name = Take(afterOperand: true);
        if (token.Text == "!" && token.Kind == TokenKind.Symbol)
        {
            Take(afterOperand: false);
        }

        if (token.Kind == TokenKind.Symbol && token.Text == "(")
        {
            Take(afterOperand: false);
            return Calls.Make(name, List(")", Argument).SelectMany(a => a).ToArray());
        }

        return name.Text switch
        {
            "true" => new Constant(Value.True),
            "false" => new Constant(Value.False),
            "null" => new Constant(Value.Null),
            "undefined" => new Constant(Value.Missing),
            _ => new NameExpr(name.Text),
        };
    }

    private Expr[] Argument()
    {
        var argument = Expression(Ternary);
        if (argument is not NameExpr || token.Kind != TokenKind.Symbol || token.Text != "=>")
        {
            return [argument];
        }

        Take(afterOperand: false);
        return [argument, Expression(Ternary)];
    }

    private KeyValuePair<string, Expr> Pair()
    {
        var key = token.Kind is TokenKind.Name or TokenKind.Text ? Take(afterOperand: true) : throw Unexpected();
        Expect(":", afterOperand: false);
        return KeyValuePair.Create(key.Text, Expression(Ternary));
    }

    private T[] List<T>(string end, Func<T> item)
    {
        var items = new List<T>();
        while (!(token.Kind == TokenKind.Symbol && token.Text == end))
        {
            if (items.Count > 0)
            {
                Expect(",", afterOperand: false);
            }

            items.Add(item());
        }

        Take(afterOperand: true);
        return [.. items];
    }

    private static Expr Make(string function, params Expr[] args) => new Call(Library.Find(function)!, args);

    private Token Take(bool afterOperand, TokenKind? kind = null)
    {
        var taken = kind is null || token.Kind == kind ? token : throw Unexpected();
        token = lexer.Next(afterOperand);
        return taken;
    }

    private void Expect(string symbol, bool afterOperand)
    {
        if (token.Kind != TokenKind.Symbol || token.Text != symbol)
        {
            throw new SyntaxException($"'{symbol}' is expected, not {Named(token)}", token.At);
        }

        Take(afterOperand);
    }

    private SyntaxException Unexpected() => new($"{Named(token)} is not expected here", token.At);

    private static string Named(Token token) => token.Kind == TokenKind.End ? token.Text : $"'{token.Text}'";
}
