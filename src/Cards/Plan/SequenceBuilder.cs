namespace CrmBot.Cards;

/// <summary>Lays an object or array flat.</summary>
internal sealed class SequenceBuilder
{
    private readonly List<Step> steps = [];
    private readonly List<byte> known = [];

    public static PlanNode Object(IReadOnlyList<(byte[] Name, PlanNode Node)> members)
    {
        var builder = new SequenceBuilder();
        for (var at = 0; at < members.Count; at++)
        {
            builder.Member(at == 0 ? "{"u8 : default, [.. at == 0 ? [] : ","u8, .. members[at].Name], members[at].Node);
        }

        return builder.Make(members.Count == 0 ? "{}"u8 : "}"u8);
    }

    public static PlanNode Array(IReadOnlyList<PlanNode> items)
    {
        var builder = new SequenceBuilder();
        for (var at = 0; at < items.Count; at++)
        {
            builder.Member(at == 0 ? "["u8 : default, at == 0 ? [] : ","u8, items[at]);
        }

        return builder.Make(items.Count == 0 ? "[]"u8 : "]"u8);
    }

    private void Member(ReadOnlySpan<byte> start, ReadOnlySpan<byte> own, PlanNode node)
    {
        known.AddRange(start);
        known.AddRange(own);
        switch (node)
        {
            case StaticNode one:
                known.AddRange(one.Json);
                break;
            case SequenceNode flat:
                foreach (var step in flat.Steps)
                {
                    known.AddRange(step.Before);
                    Add(step.Own, step.Node);
                }

                known.AddRange(flat.End);
                break;
            default:
                Add(own.Length, node);
                break;
        }
    }

    private void Add(int own, PlanNode node)
    {
        steps.Add(new([.. known], own, node));
        known.Clear();
    }

    private PlanNode Make(ReadOnlySpan<byte> end)
    {
        known.AddRange(end);
        return steps.Count == 0 ? new StaticNode([.. known]) : new SequenceNode([.. steps], [.. known]);
    }
}
