using System.Text.Json.Serialization;

namespace CrmBot.Domain;

/// <summary>What a customer was heard to say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemKind>))]
public enum ItemKind
{
    /// <summary>Something the customer wants.</summary>
    Need,

    /// <summary>Something that stands in the way.</summary>
    Objection,
}

/// <summary>How a need or an objection stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemState>))]
public enum ItemState
{
    Open,

    /// <summary>Open, and in other words than at first.</summary>
    Changed,
    Resolved,

    /// <summary>Not settled, and not spoken of while many others were; it comes back when it is said again.</summary>
    Faded,
}

/// <summary>What happened to a need or an objection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemTurn>))]
public enum ItemTurn { Said, Resolved, Reopened, Faded }

/// <summary>One thing that happened to a need or an objection, with where it was told.</summary>
/// <param name="SourceId">The follow-up it was told in; null when a person pressed a button.</param>
/// <param name="At">When the contact took place, or the button was pressed.</param>
/// <param name="Text">The wording; null where none was given. Never logged.</param>
/// <param name="Sentence">The sentence of the source, exactly as written; null without a source. Never logged.</param>
public sealed record ItemMark(ItemTurn Turn, string? SourceId, string ById, DateTimeOffset At, string? Text, string? Sentence)
{
    /// <summary>Of an objection, what it was about as it was said then.</summary>
    public ObjectionCategory? Category { get; init; }
}

/// <summary>
/// A need or an objection of a customer over time. What it is and how it stands follows from its marks alone, each of which goes with the
/// follow-up it came from.
/// </summary>
/// <param name="Marks">In the order in which they happened, at least one of them said in words.</param>
public sealed record Item(string Id, ItemKind Kind, IReadOnlyList<ItemMark> Marks)
{
    /// <summary>The latest wording.</summary>
    [JsonIgnore]
    public string Text => Said.Last().Text ?? "";

    [JsonIgnore]
    public ObjectionCategory? Category => Said.LastOrDefault(m => m.Category is not null)?.Category;

    [JsonIgnore]
    public ItemState State => Marks[^1].Turn switch
    {
        ItemTurn.Resolved => ItemState.Resolved,
        ItemTurn.Faded => ItemState.Faded,
        _ => Wordings.Count > 1 ? ItemState.Changed : ItemState.Open,
    };

    [JsonIgnore]
    public bool IsOpen => State is ItemState.Open or ItemState.Changed;

    [JsonIgnore]
    public DateTimeOffset OpenedAt => Said.First().At;

    /// <summary>When it was last said, resolved or reopened.</summary>
    [JsonIgnore]
    public DateTimeOffset LastAt => Marks[^1].At;

    /// <summary>Those marks that brought another wording than the one before; the first is where it began.</summary>
    [JsonIgnore]
    public IReadOnlyList<ItemMark> Wordings
    {
        get
        {
            var wordings = new List<ItemMark>();
            foreach (var mark in Said)
            {
                if (wordings.Count == 0 || Likeness.Of(wordings[^1].Text ?? "", mark.Text ?? "") != Alike.Same)
                {
                    wordings.Add(mark);
                }
            }

            return wordings;
        }
    }

    /// <summary>Every free text of it, for whoever looks for words.</summary>
    public IEnumerable<string> Texts() => Marks.SelectMany(m => new[] { m.Text, m.Sentence }).OfType<string>();

    /// <summary>The same with every free text as <paramref name="change"/> makes it; itself when that changes none.</summary>
    public Item WithTexts(Func<string, string> change)
    {
        List<ItemMark> marks = [.. Marks.Select(m => m with { Text = One(m.Text), Sentence = One(m.Sentence) })];
        return marks.SequenceEqual(Marks) ? this : this with { Marks = marks };

        string? One(string? text) => text is null ? null : change(text);
    }

    private IEnumerable<ItemMark> Said => Marks.Where(m => m.Turn == ItemTurn.Said);
}
