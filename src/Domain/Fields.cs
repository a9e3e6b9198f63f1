using System.Text;
using System.Text.Json.Serialization;

namespace CrmBot.Domain;

/// <summary>What can be filled into a field of the company's own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldKind>))]
public enum FieldKind { Text, Choice, Number, Date }

/// <summary>One answer of a choice.</summary>
/// <param name="Retired">Not offered any more; where it was chosen, it keeps its name.</param>
public sealed record FieldChoice(string Id, string Chinese, string English, bool Retired = false)
{
    /// <param name="language"><c>zh-CN</c> or <c>en-US</c>.</param>
    public string NameIn(string language) => language == "zh-CN" ? Chinese : English;

    public bool IsCalled(string name) => Fold(Chinese) == Fold(name) || Fold(English) == Fold(name);

    /// <summary>Without case, width and spaces; signs count, for &lt; 5 is not &gt; 5.</summary>
    public static string Fold(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}

/// <summary>A field that an administrator added to the follow-up form. Its id and kind never change: they are what stored values mean.</summary>
/// <param name="Required">A form that shows it is not saved without it.</param>
/// <param name="Version">1 when added, one more at each change.</param>
public sealed record FieldDefinition(string Id, string Chinese, string English, FieldKind Kind, bool Required, int Version)
{
    /// <summary>In order, retired ones too; empty but for <see cref="FieldKind.Choice"/>.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Stages whose customers it is for; empty for all.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Industries whose customers it is for; empty for all.</summary>
    public IReadOnlyList<string> Industries { get; init; } = [];

    /// <summary>Not filled in any more; what was, keeps its name.</summary>
    public bool Retired { get; init; }

    /// <param name="language"><c>zh-CN</c> or <c>en-US</c>.</param>
    public string NameIn(string language) => language == "zh-CN" ? Chinese : English;

    /// <summary>Whether the template of this customer has it.</summary>
    /// <param name="head">Null while the customer is not known: then only what is for all is for it.</param>
    public bool IsFor(Customer? head) =>
        !Retired
        && (Stages.Count == 0 || (head is not null && Stages.Contains(head.Stage)))
        && (Industries.Count == 0 || (head?.Industry is { } industry && Industries.Any(i => Fold(i) == Fold(industry))));

    /// <summary>Without case, width, spaces and signs: what is alike here would be taken for the same by a reader.</summary>
    public static string Fold(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <summary>All fields of a company, in the order of the form; retired ones too.</summary>
/// <param name="Rev">Counts every change; 0 before the first.</param>
public sealed record FieldBook(int Rev, IReadOnlyList<FieldDefinition> All)
{
    public static FieldBook None { get; } = new(0, []);

    public IEnumerable<FieldDefinition> Live => All.Where(f => !f.Retired);

    /// <summary>Null for an id that is none's.</summary>
    public FieldDefinition? Find(string id) => All.FirstOrDefault(f => f.Id == id);
}
