namespace CrmBot.Cards;

/// <summary>A part of a text: JSON that is known before there is data, or else an expression.</summary>
internal readonly record struct TextPart(byte[]? Known, Bound? Bound);

/// <summary>A string that mixes words and expressions: the result is a text.</summary>
internal sealed class TextNode : PlanNode
{
    private readonly TextPart[] parts;

    private TextNode(TextPart[] parts) => this.parts = parts;

    /// <summary>Runs of known parts become one, and a text of nothing else is static.</summary>
    public static PlanNode Of(IEnumerable<TextPart> parts)
    {
        var gathered = new List<TextPart>();
        foreach (var part in parts)
        {
            if (part.Known is { } known && gathered is [.., { Known: { } before }])
            {
                gathered[^1] = new([.. before, .. known], null);
            }
            else
            {
                gathered.Add(part);
            }
        }

        return gathered is [{ Known: { } all }]
            ? new StaticNode([(byte)'"', .. all, (byte)'"'])
            : new TextNode([.. gathered]);
    }

    public override bool Write(Render render)
    {
        render.Output.Write((byte)'"');
        foreach (var part in parts)
        {
            if (part.Known is { } known)
            {
                render.Output.Write(known);
            }
            else
            {
                WriteInside(part.Bound!, render);
            }
        }

        render.Output.Write((byte)'"');
        return true;
    }

    private static void WriteInside(Bound bound, Render render)
    {
        var value = bound.Expr.Eval(render.Scope);
        if (!value.IsError && !value.IsNothing)
        {
            JsonText.WriteInside(value, render.Output);
        }
        else
        {
            if (!render.IsTolerant)
            {
                render.Fault(bound, value.IsError ? value.Text : "there is no value for the text");
            }

            JsonText.WriteEscaped("${" + bound.Expr + "}", render.Output);
        }
    }
}
