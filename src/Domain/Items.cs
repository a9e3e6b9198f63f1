namespace CrmBot.Domain;

/// <summary>
/// What becomes of a customer's needs and objections when a follow-up is filed, edited or taken back, and by a button. A follow-up that is
/// filed anew first takes back what it did before, so the outcome is that of the records that remain.
/// </summary>
public static class Items
{
    /// <summary>Open ones that a customer has; beyond them those that were spoken of least lately fade.</summary>
    public const int MostOpen = 20;

    /// <summary>Kept in all; beyond them the oldest that are not open go. What was said of them stays in the follow-ups.</summary>
    public const int MostKept = 60;

    /// <summary>Marks of one; beyond them the second oldest goes: where it began is always known.</summary>
    public const int MostMarks = 12;

    /// <summary>Wishes, and worries, that one follow-up can bring.</summary>
    public const int MostOfOne = 5;

    private const int LongestText = 200;
    private const int LongestSentence = 300;

    /// <summary>
    /// The edit with what its follow-ups say of needs and objections. The store asks this of every edit, so that whoever files, edits or
    /// restores a follow-up, or takes one away, need not think of it.
    /// </summary>
    /// <param name="stored">Those of the customer before the edit.</param>
    public static CustomerEdit Following(IReadOnlyList<Item> stored, CustomerEdit edit) =>
        edit.FollowUps.Aggregate(edit.GoneFollowUps.Aggregate(edit, (so, gone) => TakenBack(stored, so, gone.Id)), (so, record) => Changed(stored, so, Said(Without(Now(stored, so), record.Id), record, Now(stored, so)), record));

    /// <summary>The edit with all that a follow-up said of needs and objections taken back.</summary>
    /// <inheritdoc cref="Following"/>
    public static CustomerEdit TakenBack(IReadOnlyList<Item> stored, CustomerEdit edit, string followUpId) =>
        Changed(stored, edit, Without(Now(stored, edit), followUpId), null);

    /// <summary>The item as it is settled now, by a person.</summary>
    public static CustomerEdit Resolve(CustomerFile file, Item item, Person by, DateTimeOffset now) =>
        new("item-resolved", file.Head) { Items = [Marked(item, new ItemMark(ItemTurn.Resolved, null, by.Id, now, null, null))] };

    /// <summary>The item as it is open once more, because a person says so.</summary>
    public static CustomerEdit Reopen(CustomerFile file, Item item, Person by, DateTimeOffset now) =>
        new("item-reopened", file.Head) { Items = [Marked(item, new ItemMark(ItemTurn.Reopened, null, by.Id, now, null, null))] };

    private static IReadOnlyList<Item> Now(IReadOnlyList<Item> stored, CustomerEdit edit) =>
        [.. stored.Where(i => !edit.GoneItems.Contains(i.Id, StringComparer.Ordinal) && edit.Items.All(e => e.Id != i.Id)), .. edit.Items];

    private static List<Item> Without(IReadOnlyList<Item> items, string followUpId) => [.. Without(items, id => id == followUpId)];

    /// <summary>Without the marks of some follow-ups; one that nobody said any more is there no longer.</summary>
    public static IReadOnlyList<Item> Without(IReadOnlyList<Item> items, Predicate<string?> gone) =>
    [
        .. items.Select(i => i.Marks.Any(m => gone(m.SourceId)) ? i with { Marks = [.. i.Marks.Where(m => !gone(m.SourceId))] } : i)
            .Where(i => i.Marks.Any(m => m.Turn == ItemTurn.Said)),
    ];

    private static List<Item> Said(List<Item> items, FollowUp record, IReadOnlyList<Item> before)
    {
        foreach (var (kind, text) in WishesTold.Of(record.Gist).Select(w => (w.Kind, Text: Cut(w.Text, LongestText))))
        {
            var mark = new ItemMark(ItemTurn.Said, record.Id, record.AuthorId, record.ContactedAt, text, Cut(WishesTold.SentenceOf(record.Summary, text), LongestSentence))
            {
                Category = kind == ItemKind.Objection ? record.Gist?.Category : null,
            };

            // One that only this follow-up spoke of is the same one after its words were edited.
            var emptied = before.Where(b => items.All(i => i.Id != b.Id)).ToList();
            if (Meant(items, kind, text, mark.Category) is { } known)
            {
                items[items.IndexOf(known)] = Marked(known, mark);
            }
            else
            {
                var same = Meant(emptied, kind, text, mark.Category);
                items.Add(Marked(new Item(same?.Id ?? NewId(record, items, before), kind, [.. same?.Marks.Where(m => m.SourceId != record.Id) ?? []]), mark));
            }
        }

        foreach (var gone in (record.Gist?.Resolved ?? []).Take(MostOfOne))
        {
            if (Settled(items, gone, record.ContactedAt) is { } item)
            {
                items[items.IndexOf(item)] = Marked(
                    item, new ItemMark(ItemTurn.Resolved, record.Id, record.AuthorId, record.ContactedAt, Cut(gone, LongestText), Cut(WishesTold.SentenceOf(record.Summary, gone), LongestSentence)));
            }
        }

        foreach (var item in items.Where(i => i.IsOpen).OrderByDescending(i => i.LastAt).Skip(MostOpen).ToList())
        {
            items[items.IndexOf(item)] = Marked(item, new ItemMark(ItemTurn.Faded, record.Id, record.AuthorId, record.ContactedAt, null, null));
        }

        return items;
    }

    /// <summary>The one that a wording speaks of: one that is open before one that is not, the most alike first.</summary>
    private static Item? Meant(IEnumerable<Item> items, ItemKind kind, string text, ObjectionCategory? category)
    {
        var ofKind = items.Where(i => i.Kind == kind).ToList();
        var alike = ofKind.Where(i => i.Marks.Any(m => m.Turn == ItemTurn.Said && Likeness.Of(m.Text ?? "", text) != Alike.No)).ToList();
        if (alike.Count > 0)
        {
            return alike.OrderByDescending(i => i.IsOpen).ThenByDescending(i => Likeness.Share(i.Text, text)).ThenByDescending(i => i.LastAt).First();
        }

        // A customer has one worry about the price, however it is put.
        return category == ObjectionCategory.Price && ofKind.Where(i => i.IsOpen && i.Category == category).ToList() is [var price] ? price : null;
    }

    /// <summary>The one that a sentence says is settled; one without a word of its own means the only objection there is.</summary>
    private static Item? Settled(IEnumerable<Item> items, string gone, DateTimeOffset at)
    {
        var open = items.Where(i => i.IsOpen && i.OpenedAt <= at).ToList();
        var objections = open.Where(i => i.Kind == ItemKind.Objection).ToList();
        return Likeness.SaysNothing(gone)
            ? objections is [var only] ? only : null
            : objections.Concat(open.Where(i => i.Kind == ItemKind.Need)).Where(i => Likeness.Of(i.Text, gone) != Alike.No)
                .OrderBy(i => i.Kind == ItemKind.Need).ThenByDescending(i => Likeness.Share(i.Text, gone)).FirstOrDefault();
    }

    private static Item Marked(Item item, ItemMark mark)
    {
        List<ItemMark> marks = [.. item.Marks.Append(mark).OrderBy(m => m.At)];
        if (marks.Count > MostMarks)
        {
            marks.RemoveAt(1);
        }

        return item with { Marks = marks };
    }

    private static CustomerEdit Changed(IReadOnlyList<Item> stored, CustomerEdit edit, List<Item> items, FollowUp? record)
    {
        foreach (var old in items.Where(i => !i.IsOpen && i.Marks[^1].SourceId != record?.Id).OrderBy(i => i.LastAt).Take(items.Count - MostKept).ToList())
        {
            items.Remove(old);
        }

        return edit with
        {
            Items = [.. items.Where(i => stored.FirstOrDefault(f => f.Id == i.Id) is not { } was || !was.Marks.SequenceEqual(i.Marks))],
            GoneItems = [.. stored.Where(f => items.TrueForAll(i => i.Id != f.Id)).Select(f => f.Id)],
        };
    }

    private static string NewId(FollowUp record, IReadOnlyList<Item> items, IReadOnlyList<Item> before) =>
        Enumerable.Range(0, int.MaxValue).Select(n => Ids.From(record.Id, "item", n)).First(id => items.Concat(before).All(i => i.Id != id));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
