namespace CrmBot.Cards.Tests.Differential;

/// <summary>The paths of each type that expressions may use at a place of a template.</summary>
internal sealed record Names(string[] Texts, string[] Numbers, string[] Bools, string[] TextLists, string[] NumberLists, string[] ObjectLists, string[] Objects)
{
    private static readonly string[] None = [];

    public static readonly Names Root = new(
        ["name", "Title", "title", "note", "person.name", "person['mail']", "PERSON.Name", "$root.name", "$data.note", "$host.theme", "$data['客户']['名称']", "words[0]", "rows[0].what"],
        ["count", "total", "price", "person.age", "numbers[0]", "$root.count"],
        ["done", "late", "$root.late"],
        ["words", "$root.words"], ["numbers"], ["rows", "groups", "$data.rows"], ["person", "$data['客户']"]);

    /// <summary>In an item of <c>rows</c> or <c>groups</c>.</summary>
    public static readonly Names Item = new(
        ["name", "Name", "words[0]", "$root.name", "$root.note", "$data.name", "$host.theme", "$root.person.name", "gone"],
        ["count", "$index", "$root.count", "$index"],
        ["late", "$root.done"],
        ["words", "$root.words"], ["$root.numbers"], ["$root.rows"], ["$root.person", "$data"]);

    /// <summary>In a loop over texts.</summary>
    public static readonly Names Text = new(
        ["$data", "$root.name", "$host.locale"], ["$index", "$root.count"], ["$root.late"],
        ["$root.words"], ["$root.numbers"], ["$root.rows"], ["$root.person"]);

    /// <summary>In a loop over numbers.</summary>
    public static readonly Names Number = Text with { Texts = ["$root.name", "$root.Title"], Numbers = ["$data", "$index", "$root.total"] };

    /// <summary>Of the item <c>x</c> of a lambda, with what is around it.</summary>
    public Names With(string x) => new(
        [.. Texts, $"{x}.name", $"{x}.words[0]"], [.. Numbers, $"{x}.count"], [.. Bools, $"{x}.late"], [$"{x}.words"], NumberLists, ObjectLists, None);
}
