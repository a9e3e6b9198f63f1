using System.Text;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Compiles a template: what no data changes becomes bytes to copy, the rest becomes nodes.</summary>
internal sealed class PlanBuilder(string file, ReadOnlyMemory<byte> utf8)
{
    private static readonly string[] Reserved = ["$data", "$when", "$root", "$index", "$host", "$_acTemplateVersion"];

    private readonly Places places = new(utf8);

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

        return items.TrueForAll(i => i is StaticNode)
            ? new StaticNode([(byte)'[', .. Joined(items.Cast<StaticNode>().Select(i => i.Json)), (byte)']'])
            : new ArrayNode([.. Gathered(items.Select(i => new Member([], i))).Select(m => m.Node)]);
    }

    private PlanNode Object(ref Utf8JsonReader reader, Position position)
    {
        var members = new List<Member>();
        DataSource? data = null;
        Condition? when = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var place = places.Of(reader.TokenStartIndex);
            reader.Read();
            switch (name)
            {
                case "$data":
                    data = Data(ref reader, position, place);
                    break;
                case "$when":
                    when = When(ref reader, position, place);
                    break;
                case var _ when Reserved.Contains(name):
                    reader.Skip();
                    break;
                default:
                    members.Add(new([.. JsonText.Quoted(name), (byte)':'], Node(ref reader, Position.Property)));
                    break;
            }
        }

        return data is null && when is null && members.TrueForAll(m => m.Node is StaticNode)
            ? new StaticNode([(byte)'{', .. Joined(members.Select(Whole)), (byte)'}'])
            : new ObjectNode([.. Gathered(members)], data, when);
    }

    private DataSource Data(ref Utf8JsonReader reader, Position position, Place place)
    {
        if (reader.TokenType == JsonTokenType.String && Bind(ref reader) is { } bound)
        {
            return new(bound);
        }

        using var document = JsonDocument.ParseValue(ref reader);
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

        var parts = pieces.ConvertAll(p => Bind(p, start) is { } bound ? ((byte[] Words, Bound? Bound))([], bound) : (Words(p), null));
        return parts is [{ Bound: { } whole }] ? new ValueNode(whole) : new TextNode([.. parts]);
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
        return Interpolation.IsPossible(text)
            ? (text, Interpolation.Cut(text), places.Of(reader.TokenStartIndex).Right(1))
            : (text, [], default);
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
            var bound = new Bound(Parser.Parse(piece.Text), piece.Text, start.Right(piece.At));
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

    private static byte[] Words(Piece piece) =>
        JsonText.Quoted(piece.IsExpression ? "${" + piece.Text + "}" : piece.Text)[1..^1];

    private static byte[] Whole(Member member) => [.. member.Name, .. ((StaticNode)member.Node).Json];

    /// <summary>Runs of static members become one.</summary>
    private static IEnumerable<Member> Gathered(IEnumerable<Member> members)
    {
        var run = new List<byte[]>();
        foreach (var member in members)
        {
            if (member.Node is StaticNode)
            {
                run.Add(Whole(member));
                continue;
            }

            if (run.Count > 0)
            {
                yield return new([], new StaticNode(Joined(run)));
                run.Clear();
            }

            yield return member;
        }

        if (run.Count > 0)
        {
            yield return new([], new StaticNode(Joined(run)));
        }
    }

    private static byte[] Joined(IEnumerable<byte[]> parts) =>
        Encoding.UTF8.GetBytes(string.Join(',', parts.Select(Encoding.UTF8.GetString)));
}
