namespace CrmBot.Cards;

/// <summary>Equality and order of values: strict by type, deep for lists and objects.</summary>
internal static class Equality
{
    private const double Near = 2.220446049250313e-16;

    public static bool Same(Value a, Value b)
    {
        if (a.IsNothing || b.IsNothing)
        {
            return a.IsNothing && b.IsNothing;
        }

        return a.Kind == b.Kind && a.Kind switch
        {
            Kind.Number => a.Number == b.Number || Math.Abs(a.Number - b.Number) < Near,
            Kind.Bool => a.IsTrue == b.IsTrue,
            Kind.Text => string.Equals(a.Text, b.Text, StringComparison.Ordinal),
            Kind.List => a.Count == b.Count && a.Items().Zip(b.Items()).All(p => Same(p.First, p.Second)),
            Kind.Map => SameMaps(a, b),
            _ => false,
        };
    }

    private static bool SameMaps(Value a, Value b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        var other = Fields.From(b);
        return a.Pairs().All(p => other.Has(p.Key) && Same(p.Value, other.Find(p.Key)));
    }

    /// <summary>The order of two numbers or two texts; null when they cannot be compared.</summary>
    public static int? Compare(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (Kind.Number, Kind.Number) => a.Number.CompareTo(b.Number),
        (Kind.Text, Kind.Text) => string.CompareOrdinal(a.Text, b.Text),
        _ => null,
    };
}
