namespace CrmBot.Cards;

/// <summary>What a path that leads nowhere does.</summary>
internal enum Unresolved
{
    /// <summary>The text <c>${path}</c> stays, as the language documents it.</summary>
    Stays,

    /// <summary>It is an error, except where the language asks whether something is there (comparisons, conditions).</summary>
    Fails,

    /// <summary>As <see cref="Fails"/>, and a name that the object at hand does not have is an error everywhere but in <c>exists</c>.</summary>
    FailsEverywhere,
}

internal sealed record Local(string Name, Value Value, Local? Outer);

/// <summary>What names mean while a template is rendered. One render owns it.</summary>
internal sealed class Scope(Value root, Value host, Fields? words, Unresolved unresolved)
{
    private static readonly Value Version =
        Value.Of(new Fields().Add("major", Value.Of(2)).Add("minor", Value.Of(3)).Add("patch", Value.Of(1)));

    private Value data = root;

    public Value Root { get; } = root;

    public ref Value Data => ref data;

    public Value Index { get; set; }

    /// <summary>True until a <c>$data</c> narrows the scope: the words are names of the top scope only.</summary>
    public bool AtTop { get; set; } = true;

    public Fields? Words => words;

    /// <summary>True where a missing value is an ordinary null.</summary>
    public bool Quiet { get; set; }

    public bool Asking { get; set; }

    public Local? Locals { get; set; }

    public Unresolved Unresolved => unresolved;

    /// <summary>Where the words that were read are noted; null outside the checks.</summary>
    public ISet<string>? WordsRead { get; init; }

    public Value Special(string name) => name switch
    {
        "$root" => Root,
        "$data" => Data,
        "$index" => Index,
        "$host" => host,
        _ => Version,
    };

    public static bool IsSpecial(string name) => name is "$root" or "$data" or "$index" or "$host" or "$_acTemplateVersion";
}
