namespace CrmBot.Cards;

/// <summary>A value that data decides, after JSON that it does not.</summary>
/// <param name="Before">What is copied first.</param>
/// <param name="Own">How much at its end goes when the value vanishes: the comma, the name and the colon of a member.</param>
internal sealed record Step(byte[] Before, int Own, PlanNode Node);

/// <summary>An object or array with all that is in it, laid flat: copy, write a value, copy, write a value, copy.</summary>
internal sealed class SequenceNode(Step[] steps, byte[] end) : PlanNode
{
    public IReadOnlyList<Step> Steps => steps;

    public byte[] End => end;

    public override bool Write(Render render)
    {
        var output = render.Output;
        var lostFirst = false;
        foreach (var step in steps)
        {
            var before = After(step.Before, lostFirst);
            output.Write(before);
            lostFirst = false;
            if (!step.Node.Write(render))
            {
                var own = before[^Math.Min(step.Own, before.Length)..];
                output.TakeBack(own.Length);
                lostFirst = !own.StartsWith((byte)',');
            }
        }

        output.Write(After(end, lostFirst));
        return true;
    }

    /// <summary>When the first member has vanished, the comma after it does too.</summary>
    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> json, bool lostFirst) =>
        lostFirst && json.StartsWith((byte)',') ? json[1..] : json;
}
