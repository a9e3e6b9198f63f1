namespace CrmBot.Domain;

/// <summary>Something that a customer was heard to say, as it was written down.</summary>
/// <param name="Sentence">The sentence it was told in, else its wording. Never logged.</param>
/// <param name="SourceId">The record it was told in; null when nothing names one.</param>
public sealed record Heard(string CustomerId, string CustomerName, string Sentence, DateTimeOffset At, string? SourceId);

/// <summary>The objections of one category.</summary>
/// <param name="Open">Not settled now, whenever they were first said.</param>
/// <param name="Begun">First said in the period.</param>
/// <param name="Resolved">Settled in the period, and settled now.</param>
/// <param name="Example">The one that was spoken of last, of the open ones before the others.</param>
public sealed record ObjectionSum(ObjectionCategory Category, int Open, int Begun, int Resolved, Heard Example);

/// <summary>What a meeting may ask itself, made from the figures; each names the figures it is made from.</summary>
public abstract record ReviewQuestion
{
    private ReviewQuestion() { }

    /// <summary>A category of objections that most are open of.</summary>
    public sealed record OpenObjection(ObjectionCategory Category, int Open) : ReviewQuestion;

    /// <summary>What stood in the way of those that were lost.</summary>
    public sealed record Lost(int Count) : ReviewQuestion;

    /// <summary>What worked with those that were won.</summary>
    public sealed record Won(int Count) : ReviewQuestion;

    /// <summary>Less is effective than before.</summary>
    public sealed record LessEffective(int Now, int Before) : ReviewQuestion;

    public sealed record Promises(int Late) : ReviewQuestion;

    public sealed record LeftAlone(int Count) : ReviewQuestion;
}

/// <summary>
/// What a meeting looks back at: what customers said comes first, counts of work last (checklist A30 and H4). Pure.
/// </summary>
public static class ReviewPack
{
    /// <summary>Questions for one meeting. Source: product decision.</summary>
    public const int MostQuestions = 3;

    /// <summary>Objections by category, those with most open ones first; a category without any is left out.</summary>
    /// <param name="zone">IANA name of the zone that the period is cut in.</param>
    public static IReadOnlyList<ObjectionSum> ObjectionsOf(IEnumerable<CustomerFile> files, LocalPeriod period, string zone) =>
    [
        .. files.SelectMany(f => f.Items.Where(i => i.Kind == ItemKind.Objection).Select(i => (File: f, Item: i)))
            .Select(o => (o.File, o.Item, Begun: period.Holds(o.Item.OpenedAt, zone), Resolved: o.Item.State == ItemState.Resolved && period.Holds(o.Item.LastAt, zone)))
            .Where(o => o.Item.IsOpen || o.Begun || o.Resolved)
            .GroupBy(o => o.Item.Category ?? ObjectionCategory.Other)
            .Select(g => new ObjectionSum(
                g.Key, g.Count(o => o.Item.IsOpen), g.Count(o => o.Begun), g.Count(o => o.Resolved),
                g.OrderByDescending(o => o.Item.IsOpen).ThenByDescending(o => LastSaid(o.Item).At).Select(o => HeardOf(o.File, o.Item)).First()))
            .OrderByDescending(s => s.Open).ThenByDescending(s => s.Begun).ThenBy(s => s.Category),
    ];

    /// <summary>Needs that were first said, or said in other words, in the period; the latest first.</summary>
    /// <inheritdoc cref="ObjectionsOf"/>
    public static IReadOnlyList<Heard> NeedsOf(IEnumerable<CustomerFile> files, LocalPeriod period, string zone) =>
    [
        .. files.SelectMany(f => f.Items.Where(i => i.Kind == ItemKind.Need).Select(i => (Item: i, Said: i.Wordings.LastOrDefault(w => period.Holds(w.At, zone))))
                .Where(i => i.Said is not null).Select(i => HeardOf(f, i.Item, i.Said!)))
            .OrderByDescending(h => h.At).ThenBy(h => h.CustomerId, StringComparer.Ordinal),
    ];

    /// <summary>The objection that was spoken of last before a moment; null when there was none.</summary>
    public static Heard? Stood(CustomerFile file, DateTimeOffset before) => file.Items
        .Where(i => i.Kind == ItemKind.Objection && i.OpenedAt <= before)
        .OrderByDescending(i => i.Marks.Where(m => m.Turn == ItemTurn.Said && m.At <= before).Max(m => (DateTimeOffset?)m.At))
        .Select(i => HeardOf(file, i)).FirstOrDefault();

    /// <summary>At most <see cref="MostQuestions"/>: what customers said and what was lost before how the work was done.</summary>
    public static IReadOnlyList<ReviewQuestion> QuestionsOf(
        IReadOnlyList<ObjectionSum> objections, int won, int lost, EffectiveRate now, EffectiveRate before, int latePromises, int leftAlone)
    {
        var open = objections.Count > 0 && objections[0].Open > 0 ? objections[0] : null;
        return
        [
            .. new ReviewQuestion?[]
            {
                open is null ? null : new ReviewQuestion.OpenObjection(open.Category, open.Open),
                lost > 0 ? new ReviewQuestion.Lost(lost) : null,
                latePromises > 0 ? new ReviewQuestion.Promises(latePromises) : null,
                leftAlone > 0 ? new ReviewQuestion.LeftAlone(leftAlone) : null,
                now.Percent < before.Percent ? new ReviewQuestion.LessEffective(now.Percent.Value, before.Percent.Value) : null,
                won > 0 ? new ReviewQuestion.Won(won) : null,
            }.OfType<ReviewQuestion>().Take(MostQuestions),
        ];
    }

    private static Heard HeardOf(CustomerFile file, Item item) => HeardOf(file, item, LastSaid(item));

    private static Heard HeardOf(CustomerFile file, Item item, ItemMark said) => new(file.Head.Id, file.Head.Name, said.Sentence ?? said.Text ?? item.Text, said.At, said.SourceId);

    private static ItemMark LastSaid(Item item) => item.Marks.Last(m => m.Turn == ItemTurn.Said);
}
