namespace CrmBot.Cards;

/// <summary>Collects the functions of one family under all their names.</summary>
internal sealed class FunctionSet
{
    private readonly Dictionary<string, Function> byName = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Function> ByName => byName;

    /// <summary>Adds a function; the first name is the one it is written with, the others are further names.</summary>
    public FunctionSet Eager(string names, int least, int most, EagerFunction body) =>
        Add(names, new Function("", least, most) { Eager = body });

    public FunctionSet Forgiving(string names, int least, int most, EagerFunction body) =>
        Add(names, new Function("", least, most) { Eager = body, Forgives = true });

    public FunctionSet Test(string names, int least, int most, EagerFunction body) =>
        Add(names, new Function("", least, most) { Eager = body, Quiet = true, Forgives = true });

    public FunctionSet Lazy(string names, int least, int most, LazyFunction body) =>
        Add(names, new Function("", least, most) { Lazy = body });

    public FunctionSet Lambda(string names, LazyFunction body) =>
        Add(names, new Function("", 3, 3) { Lazy = body, IsLambda = true });

    private FunctionSet Add(string names, Function function)
    {
        var all = names.Split(' ');
        foreach (var name in all)
        {
            byName.Add(name, function with { Name = all[0] });
        }

        return this;
    }
}
