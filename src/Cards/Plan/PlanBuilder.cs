using System.Text;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Compiles a template: what no data changes becomes bytes to copy, the rest becomes nodes.</summary>
internal sealed class PlanBuilder(string file, ReadOnlyMemory<byte> utf8, Words? words = null)
{
    private static readonly string[] Reserved = ["$data", "$when", "$root", "$index", "$host", "$_acTemplateVersion"];

    private readonly Places places = new(utf8);

    // False within a $data: there s is a name of the data.
    private bool atTop = true;

    public List<CardFault> Faults { get; } = [];

    /// <summary>Every expression of the template, for the checks.</summary>
    public List<Bound> Bounds { get; } = [];

    /// <exception cref="JsonException">The template is not JSON.</exception>
    public PlanNode Build()
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 200 });
        reader.Read();
        var node = Node(ref reader, Position.Root);
        reader.Read();
        return node;
    }

    private enum Position { Root, Property, Item }

    private PlanNode Node(ref Utf8JsonReader reader, Position position) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, position),
        JsonTokenType.StartArray => Array(ref reader),
        JsonTokenType.String => Text(ref reader),
        _ => new StaticNode(reader.ValueSpan.ToArray()),
    };

    private PlanNode Array(ref Utf8JsonReader reader)
    {
        var items = new List<PlanNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Node(ref reader, Position.Item));
        }

        return items.Exists(i => i is RepeatNode) ? ArrayNode.Of(items) : SequenceBuilder.Array(items);
    }

    private PlanNode Object(ref Utf8JsonReader reader, Position position)
    {
        var members = new List<(byte[] Name, PlanNode Node)>();
        DataSource? data = null;
        Condition? when = null;
        var outerTop = atTop;
        var isNarrowed = HasData(reader);
        atTop &= !isNarrowed;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var place = places.Of(reader.TokenStartIndex);
            reader.Read();
            switch (name)
            {
                case "$data":
                    atTop = outerTop;
                    data = Data(ref reader, position, place);
                    atTop &= !isNarrowed;
                    break;
                case "$when":
                    when = When(ref reader, position, place);
                    break;
                case var _ when Reserved.Contains(name):
                    reader.Skip();
                    break;
                default:
                    members.Add(([.. JsonText.Quoted(name), (byte)':'], Node(ref reader, Position.Property)));
                    break;
            }
        }

        atTop = outerTop;
        var body = SequenceBuilder.Object(members);
        return data is null && when is null ? body : new RepeatNode(body, data, when);
    }

    private DataSource Data(ref Utf8JsonReader reader, Position position, Place place)
    {
        if (reader.TokenType == JsonTokenType.String && Bind(ref reader) is { } bound)
        {
            return new(bound);
        }

        var start = reader.TokenStartIndex;
        using var document = JsonDocument.ParseValue(ref reader);
        if (utf8.Span[(int)start..(int)reader.BytesConsumed].IndexOf("${"u8) is >= 0 and var at)
        {
            Fault(places.Of(start + at), "a literal $data holds no expressions");
        }

        var literal = Value.Of(document.RootElement.Clone());
        if (position != Position.Item && literal.Kind == Kind.List)
        {
            Fault(place, "a $data that is a list belongs on an item of an array");
        }

        return new(new Bound(new Constant(literal), "$data", place));
    }

    private Condition? When(ref Utf8JsonReader reader, Position position, Place place)
    {
        if (position != Position.Item)
        {
            Fault(place, "$when belongs on an item of an array");
        }

        if (reader.TokenType == JsonTokenType.String && Bind(ref reader) is { } bound)
        {
            return new(bound);
        }

        Fault(place, "$when needs an expression, like \"${overdue}\"");
        var keeps = reader.TokenType is JsonTokenType.False or JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
        reader.Skip();
        return keeps ? null : new Condition(null);
    }

    private PlanNode Text(ref Utf8JsonReader reader)
    {
        var (text, pieces, start) = Cut(ref reader);
        if (!pieces.Exists(p => p.IsExpression))
        {
            return new StaticNode(JsonText.Quoted(pieces.Count == 0 ? text : pieces[0].Text));
        }

        var parts = pieces.ConvertAll(p => (Words: p, Bound: Bind(p, start)));
        if (parts is [{ Bound: { } whole }])
        {
            return whole.Expr is Constant { Value: { IsNothing: false, IsError: false } value }
                ? new StaticNode(Encoding.UTF8.GetBytes(JsonText.Of(value)))
                : new ValueNode(whole);
        }

        return TextNode.Of([.. parts.Select(p => new TextPart(Known(p.Words, p.Bound?.Expr), p.Bound))]);
    }

    private Bound? Bind(ref Utf8JsonReader reader)
    {
        var (text, pieces, start) = Cut(ref reader);
        if (!pieces.Exists(p => p.IsExpression))
        {
            return null;
        }

        var bounds = pieces.ConvertAll(p => Bind(p, start) ?? new Bound(new Constant(Value.Of(p.Text)), p.Text, start));
        return bounds.Count == 1 ? bounds[0] : new(new Call(Library.Find("concat")!, [.. bounds.Select(b => b.Expr)]), text, start);
    }

    private (string Text, List<Piece> Pieces, Place Start) Cut(ref Utf8JsonReader reader)
    {
        var text = reader.GetString()!;
        if (!Interpolation.IsPossible(text))
        {
            return (text, [], default);
        }

        var start = places.Of(reader.TokenStartIndex).Right(1);
        if (text.IndexOf('`', StringComparison.Ordinal) is >= 0 and var at)
        {
            Fault(start.Right(at), "the public designer cannot read a text with an expression and a backtick");
        }

        return (text, Interpolation.Cut(text), start);
    }

    /// <summary>The compiled expression of a piece; null for words, and for what is no expression.</summary>
    private Bound? Bind(Piece piece, Place start)
    {
        if (!piece.IsExpression)
        {
            return null;
        }

        try
        {
            var expr = Parser.Parse(piece.Text);
            var bound = new Bound(
                words is null ? expr : Folding.Of(expr, words.Fields, atTop), piece.Text, start.Right(piece.At));
            Bounds.Add(bound);
            return bound;
        }
        catch (SyntaxException e)
        {
            Fault(start.Right(piece.At + e.At), e.Message);
            return null;
        }
    }

    private void Fault(Place place, string sentence) => Faults.Add(new(file, place.Line, place.Column, sentence));

    /// <summary>What is known of a piece before there is data, as it stands in a JSON string; null when nothing is.</summary>
    private static byte[]? Known(Piece piece, Expr? expr) => expr switch
    {
        null => new Encoded(piece.IsExpression ? "${" + piece.Text + "}" : piece.Text).Inside,
        Constant { Value: { IsNothing: false, IsError: false } value } => new Encoded(value.Shown()).Inside,
        _ => null,
    };

    /// <summary>The reader is a copy, so the caller's stays where it is.</summary>
    private static bool HasData(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("$data"u8))
            {
                return true;
            }

            reader.Read();
            reader.Skip();
        }

        return false;
    }
}
