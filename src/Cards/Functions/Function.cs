namespace CrmBot.Cards;

internal delegate Value EagerFunction(ReadOnlySpan<Value> args);

internal delegate Value LazyFunction(Expr[] args, Scope scope);

/// <summary>A function or operator of the language.</summary>
internal sealed record Function(string Name, int Least, int Most)
{
    /// <summary>Gets the arguments evaluated; never called with an error among them.</summary>
    public EagerFunction? Eager { get; init; }

    /// <summary>Evaluates its arguments itself.</summary>
    public LazyFunction? Lazy { get; init; }

    /// <summary>Missing arguments are nulls: comparisons.</summary>
    public bool Quiet { get; init; }

    /// <summary>An error among the arguments means false.</summary>
    public bool Forgives { get; init; }

    /// <summary>The second argument names an item, the third is evaluated per item.</summary>
    public bool IsLambda { get; init; }
}
