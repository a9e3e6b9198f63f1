namespace CrmBot.Language;

/// <summary>
/// What people say: every concept of <c>phrases/</c>, compiled once. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The notation of a pattern is small for good; whatever needs more is C# in this room.
/// <list type="bullet">
/// <item>Literal words. Case, width, traditional or simplified script, and spaces beside Chinese characters do not matter.</item>
/// <item><c>[optional]</c>, which may hold words, slots and further brackets.</item>
/// <item><c>a|b</c>: between neighbouring words (<c>how is|are {customer}</c> is "how is" or "how are"), where a word ends at a
/// space, a bracket or a slot; inside brackets between everything up to the bracket (<c>[right now|today]</c>).</item>
/// <item><c>{customer}</c>, <c>{person}</c> and <c>{other}</c> (a second one of the kind) and <c>{place}</c>, a name of at most 80 characters on one line;
/// <c>{when}</c>, the same if it holds a day, a time or a length of time; <c>{days}</c>, a length of time ("30天", "two weeks"); <c>{tier}</c>, a tier of customers ("A类", "tier A"); <c>{text}</c>, anything up to the end.</item>
/// </list>
/// A pattern holds no punctuation, and a hyphen in a sentence may be missing from its pattern ("follow-up" says <c>follow up</c>).
/// It must match the whole sentence. Before it, polite openings ("please", "帮我") and after it particles ("呢", "一下"),
/// punctuation and emoji may stand without being written. Where several patterns match, the one that leaves the fewest
/// characters to slots wins, then the one with the most literal characters.
/// </remarks>
public sealed class Phrasebook
{
    private readonly PhraseGraph _graph;

    private Phrasebook(PhraseGraph graph, IReadOnlyList<PhraseConcept> files, string digest)
    {
        _graph = graph;
        Concepts = files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        Files = files;
        Digest = digest;
    }

    /// <summary>Every intent that <see cref="Understand"/> can answer, without <see cref="Meaning.Unknown"/>.</summary>
    public IReadOnlyCollection<string> Concepts { get; }

    /// <summary>Of the files and of the code that reads them: the same only while all of it is.</summary>
    public string Digest { get; }

    internal IReadOnlyList<PhraseConcept> Files { get; }

    /// <summary>Reads <c>*.json</c> of a folder and proves that no two patterns claim one sentence and every example means its own concept.</summary>
    /// <param name="folder">The folder of all phrases.</param>
    /// <param name="known">The <see cref="Digest"/> of phrases that were loaded without fault: while it is theirs, nothing is proved again.</param>
    /// <exception cref="PhraseFaultException">Any fault, also a folder that is missing or empty.</exception>
    public static Phrasebook Load(string folder, string? known = null)
    {
        var faults = new List<PhraseFault>();
        var (files, digest) = PhraseFolder.Read(folder, faults);
        var graph = new PhraseGraph();
        foreach (var file in files)
        {
            graph.Add(file, faults);
        }

        var book = new Phrasebook(graph, files, digest);
        if (digest != known)
        {
            PhraseClaims.Check(graph, faults);
        }

        if (digest != known && faults.Count == 0)
        {
            PhraseExamples.Check(book, faults);
        }

        return faults.Count == 0
            ? book
            : throw new PhraseFaultException([.. faults.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)]);
    }

    /// <summary>The best reading of a sentence. Never throws for any text; time grows linearly with its length.</summary>
    public Meaning Understand(string text) =>
        Readings(text) is [var best, ..] ? best : new Meaning(Meaning.Unknown, [], NoValues, "no pattern matches");

    /// <summary>
    /// Every reading, best first, empty when there is none; at most one of a pattern. For a caller who can judge more than the
    /// words: <c>天上的云怎么样</c> is somebody's customer, or one customer with 的 in its name.
    /// </summary>
    public IReadOnlyList<Meaning> Readings(string text) => PhraseWalk.Over(_graph, text);

    internal static IReadOnlyDictionary<string, string> NoValues { get; } = new Dictionary<string, string>();
}
