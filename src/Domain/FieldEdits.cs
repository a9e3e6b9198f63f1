using System.Text;

namespace CrmBot.Domain;

/// <summary>A field as an administrator wants it.</summary>
/// <param name="Choices">As written, in order; one that is there already keeps its id.</param>
public sealed record FieldAsked(
    string Id, string Chinese, string English, FieldKind Kind, bool Required, IReadOnlyList<FieldChoice> Choices, IReadOnlyList<Stage> Stages,
    IReadOnlyList<string> Industries);

/// <summary>Why a field cannot be as it is wanted.</summary>
public enum FieldFault
{
    NoName,
    LongName,

    /// <summary>Another field that is in use has the name.</summary>
    NameTaken,
    NoChoices,
    TooManyChoices,
    LongChoice,
    ChoiceTwice,
    ManyIndustries,
    TooManyFields,

    /// <summary>All fields together would make the form larger than a client takes.</summary>
    TooLarge,

    /// <summary>There is no such field.</summary>
    NoField,
}

/// <summary>What becomes of a change of the fields.</summary>
public abstract record FieldDecision
{
    private FieldDecision() { }

    /// <param name="What">Code of the operation for the audit.</param>
    public sealed record Changed(FieldBook Book, string What) : FieldDecision;

    /// <summary>It is so already.</summary>
    public sealed record Same : FieldDecision;

    /// <param name="Word">The name that it is about; empty when it is about none.</param>
    public sealed record No(FieldFault Why, string Word = "") : FieldDecision;
}

/// <summary>Changes of a company's fields. Nothing is ever deleted: what was filed with a field is read by it for ever.</summary>
public static class FieldEdits
{
    /// <summary>Fields in use.</summary>
    public const int MostFields = 20;

    public const int MostChoices = 30;

    /// <summary>Longest name of a field or a choice, in UTF-16 units.</summary>
    public const int LongestName = 40;

    public const int MostIndustries = 10;

    /// <summary>
    /// What all fields in use may add to a form, in bytes of UTF-8 in the larger language. Teams takes 28 KB a message; the rest is
    /// the form itself.
    /// </summary>
    public const int MostBytes = 9 * 1024;

    // What the JSON of an input and of a choice takes beside their names.
    private const int BytesOfField = 260;
    private const int BytesOfChoice = 44;

    /// <summary>Adds a field, or changes the one of its id; its kind stays what it is.</summary>
    public static FieldDecision Put(FieldBook book, FieldAsked asked)
    {
        var old = book.Find(asked.Id);
        var kind = old?.Kind ?? asked.Kind;
        var choices = kind == FieldKind.Choice ? Choices(old?.Choices ?? [], asked.Choices) : [];
        if (Fault(book, asked, kind, choices) is { } no)
        {
            return no;
        }

        var now = new FieldDefinition(asked.Id, asked.Chinese, asked.English, kind, asked.Required, (old?.Version ?? 0) + 1)
        {
            Choices = choices,
            Stages = [.. asked.Stages.Distinct().Order()],
            Industries = asked.Industries,
            Retired = old?.Retired ?? false,
        };
        if (old is not null && IsSame(old, now))
        {
            return new FieldDecision.Same();
        }

        return With(book, old is null ? [.. book.All, now] : [.. book.All.Select(f => f.Id == now.Id ? now : f)], old is null ? "field-added" : "field-changed");
    }

    /// <summary>Takes a field out of use.</summary>
    public static FieldDecision Retire(FieldBook book, string id) => book.Find(id) switch
    {
        null => new FieldDecision.No(FieldFault.NoField),
        { Retired: true } => new FieldDecision.Same(),
        var field => Replaced(book, field with { Retired = true, Version = field.Version + 1 }, "field-retired"),
    };

    /// <summary>Takes a field into use again, if its name is still free.</summary>
    public static FieldDecision Restore(FieldBook book, string id) => book.Find(id) switch
    {
        null => new FieldDecision.No(FieldFault.NoField),
        { Retired: false } => new FieldDecision.Same(),
        var field when Taken(book, field.Id, field.Chinese, field.English) is { } other => new FieldDecision.No(FieldFault.NameTaken, other),
        var field => Replaced(book, field with { Retired = false, Version = field.Version + 1 }, "field-restored"),
    };

    /// <summary>Moves a field one place among those in use.</summary>
    public static FieldDecision Move(FieldBook book, string id, bool up)
    {
        var live = book.Live.ToList();
        var at = live.FindIndex(f => f.Id == id);
        if (at < 0)
        {
            return new FieldDecision.No(FieldFault.NoField);
        }

        var to = up ? at - 1 : at + 1;
        if (to < 0 || to >= live.Count)
        {
            return new FieldDecision.Same();
        }

        (live[at], live[to]) = (live[to], live[at]);
        return With(book, [.. live, .. book.All.Where(f => f.Retired)], "field-moved");
    }

    private static FieldDecision.No? Fault(FieldBook book, FieldAsked asked, FieldKind kind, IReadOnlyList<FieldChoice> choices)
    {
        var live = choices.Where(c => !c.Retired).ToList();
        return
            FieldDefinition.Fold(asked.Chinese).Length == 0 || FieldDefinition.Fold(asked.English).Length == 0 ? No(FieldFault.NoName)
            : asked.Chinese.Length > LongestName || asked.English.Length > LongestName ? No(FieldFault.LongName)
            : Taken(book, asked.Id, asked.Chinese, asked.English) is { } other ? No(FieldFault.NameTaken, other)
            : kind == FieldKind.Choice && live.Count == 0 ? No(FieldFault.NoChoices)
            : live.Count > MostChoices ? No(FieldFault.TooManyChoices)
            : live.Find(c => c.Chinese.Length > LongestName || c.English.Length > LongestName) is { } longest ? No(FieldFault.LongChoice, longest.Chinese)
            : Twice(live) is { } twice ? No(FieldFault.ChoiceTwice, twice)
            : asked.Industries.Count > MostIndustries || asked.Industries.Any(i => i.Length > LongestName) ? No(FieldFault.ManyIndustries)
            : null;

        static FieldDecision.No No(FieldFault why, string word = "") => new(why, word);
    }

    private static FieldDecision Replaced(FieldBook book, FieldDefinition now, string what) =>
        With(book, [.. book.All.Select(f => f.Id == now.Id ? now : f)], what);

    private static FieldDecision With(FieldBook book, IReadOnlyList<FieldDefinition> all, string what)
    {
        var now = new FieldBook(book.Rev + 1, all);
        return now.Live.Count() > MostFields && now.Live.Count() > book.Live.Count() ? new FieldDecision.No(FieldFault.TooManyFields)
            : Bytes(now) > MostBytes && Bytes(now) > Bytes(book) ? new FieldDecision.No(FieldFault.TooLarge)
            : new FieldDecision.Changed(now, what);
    }

    private static int Bytes(FieldBook book) => Math.Max(book.Live.Sum(f => Bytes(f, c => c.Chinese, f.Chinese)), book.Live.Sum(f => Bytes(f, c => c.English, f.English)));

    // The name of a field stands in its label and below it, where something is wrong.
    private static int Bytes(FieldDefinition field, Func<FieldChoice, string> title, string name) =>
        BytesOfField + 2 * Encoding.UTF8.GetByteCount(name) + field.Choices.Where(c => !c.Retired).Sum(c => BytesOfChoice + Encoding.UTF8.GetByteCount(title(c)));

    private static string? Taken(FieldBook book, string id, string chinese, string english)
    {
        string[] names = [FieldDefinition.Fold(chinese), FieldDefinition.Fold(english)];
        return book.Live.FirstOrDefault(f => f.Id != id && (names.Contains(FieldDefinition.Fold(f.Chinese)) || names.Contains(FieldDefinition.Fold(f.English))))?.Chinese;
    }

    private static string? Twice(IEnumerable<FieldChoice> choices) =>
        choices.SelectMany(c => new[] { c.Chinese, c.English }.DistinctBy(FieldChoice.Fold)).GroupBy(FieldChoice.Fold, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.First();

    /// <summary>A choice is the stored one that has one of its names: it may be given another name in one language at a time.</summary>
    private static IReadOnlyList<FieldChoice> Choices(IReadOnlyList<FieldChoice> stored, IReadOnlyList<FieldChoice> asked)
    {
        var left = stored.ToList();
        var now = new List<FieldChoice>();
        foreach (var one in asked)
        {
            var same = left.Find(c => Same(c.Chinese, one.Chinese) && Same(c.English, one.English)) ?? left.Find(c => Same(c.Chinese, one.Chinese) || Same(c.English, one.English));
            if (same is not null)
            {
                left.Remove(same);
            }

            now.Add(same is null ? one : one with { Id = same.Id });
        }

        return [.. now, .. left.Select(c => c with { Retired = true })];

        static bool Same(string one, string other) => FieldChoice.Fold(one) == FieldChoice.Fold(other);
    }

    private static bool IsSame(FieldDefinition old, FieldDefinition now) =>
        now with { Version = old.Version, Choices = old.Choices, Stages = old.Stages, Industries = old.Industries } == old
        && now.Choices.SequenceEqual(old.Choices) && now.Stages.SequenceEqual(old.Stages) && now.Industries.SequenceEqual(old.Industries, StringComparer.Ordinal);
}
