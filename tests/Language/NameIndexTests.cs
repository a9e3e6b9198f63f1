namespace CrmBot.Language.Tests;

public sealed class NameIndexTests
{
    private static readonly NameIndex Index = NameIndex.Build(
    [
        new("C001", ["华东精密机械有限公司", "华东精密", "华精", "Huadong Precision", "HDP"], "wm"),
        new("C002", ["蓝海科技（深圳）有限公司", "蓝海", "蓝海科技", "BlueSea Tech"], "lq"),
        new("C003", ["蓝海物流集团", "蓝海", "蓝海物流", "BlueSea Logistics"], "cj"),
        new("C005", ["Contoso Retail Ltd", "Contoso", "康托索"], "tb"),
        new("C006", ["Northwind Traders"], "tb"),
        new("C008", ["新光電子股份有限公司", "新光", "Shinkong"], "gh"),
        new("C013", ["金桥食品有限公司", "金桥", "Golden Bridge"], "lq"),
        new("C015", ["Adventure Works", "AdvWorks", "AW"], "gh"),
        new("C020", ["Litware Inc."], "tb"),
        new("C021", ["O'Brien & Sons, Ltd."], "tb"),
    ]);

    [Theory]
    [InlineData("华东精密机械有限公司", "C001", NameFit.Exact)]
    [InlineData("华东精密机械", "C001", NameFit.Exact)] // legal form left out
    [InlineData("华东精密机械股份有限公司", "C001", NameFit.Exact)] // another legal form
    [InlineData("華東精密", "C001", NameFit.Exact)]
    [InlineData("华 东 精 密", "C001", NameFit.Exact)]
    [InlineData("ｈｄｐ", "C001", NameFit.Exact)]
    [InlineData("huadong-precision", "C001", NameFit.Exact)]
    [InlineData("蓝海科技有限公司", "C002", NameFit.Exact)] // without the place in brackets
    [InlineData("蓝海科技(深圳)有限公司", "C002", NameFit.Exact)] // half-width brackets
    [InlineData("蓝海物流（上海）", "C003", NameFit.Exact)] // a place that the name has not
    [InlineData("新光电子", "C008", NameFit.Exact)]
    [InlineData("新光電子股份有限公司", "C008", NameFit.Exact)]
    [InlineData("CONTOSO RETAIL", "C005", NameFit.Exact)]
    [InlineData("Contoso Retail, Inc.", "C005", NameFit.Exact)]
    [InlineData("contosoretail", "C005", NameFit.Exact)]
    [InlineData("litware", "C020", NameFit.Exact)]
    [InlineData("OBrien and Sons", null, null)] // a word more is another name
    [InlineData("OBrien Sons", "C021", NameFit.Exact)]
    [InlineData("aw", "C015", NameFit.Exact)]
    [InlineData("North", "C006", NameFit.Start)]
    [InlineData("华东", "C001", NameFit.Start)]
    [InlineData("精密机械", "C001", NameFit.Part)]
    [InlineData("traders", "C006", NameFit.Part)]
    [InlineData("桥", "C013", NameFit.Part)]
    [InlineData("ra", null, null)] // two Latin letters inside a word say nothing
    [InlineData("Contso", "C005", NameFit.Close)] // one left out
    [InlineData("Contosso", "C005", NameFit.Close)] // one too many
    [InlineData("Cotnoso", "C005", NameFit.Close)] // two swapped
    [InlineData("Litwere", "C020", NameFit.Close)] // one changed
    [InlineData("Northwnd", "C006", NameFit.Close)] // in the first word of two
    [InlineData("华东精蜜", "C001", NameFit.Close)]
    [InlineData("金侨食品", "C013", NameFit.Close)]
    [InlineData("金侨", null, null)] // two characters, one wrong: anything
    [InlineData("Conso", null, null)] // two wrong
    [InlineData("今天天气", null, null)]
    [InlineData("Wayne Enterprises", null, null)]
    [InlineData("", null, null)]
    [InlineData("。。。", null, null)]
    public void A_name_finds_its_entry(string text, string? id, NameFit? fit)
    {
        var hits = Index.Find(text);

        Assert.Equal(id, hits.Count > 0 ? hits[0].Id : null);
        Assert.Equal(fit, hits.Count > 0 ? hits[0].Fit : null);
    }

    [Fact]
    public void A_name_of_two_finds_both_with_equal_fit()
    {
        var hits = Index.Find("蓝海");

        Assert.Equal([("C002", NameFit.Exact), ("C003", NameFit.Exact)], hits.Select(h => (h.Id, h.Fit)).Order());
    }

    [Fact]
    public void A_short_form_that_nobody_wrote_down_finds_both_with_equal_fit()
    {
        var index = NameIndex.Build([new("1", ["蓝海科技（深圳）有限公司"], null), new("2", ["蓝海物流集团"], null)]);

        Assert.Equal([NameFit.Start, NameFit.Start], index.Find("蓝海").Select(h => h.Fit));
    }

    [Theory]
    [InlineData("lq", "C002")]
    [InlineData("cj", "C003")]
    public void Among_equals_the_askers_own_stands_first_and_fits_no_better(string asker, string first)
    {
        var hits = Index.Find("蓝海", asker: asker);

        Assert.Equal(first, hits[0].Id);
        Assert.Equal(hits[0].Fit, hits[1].Fit);
    }

    [Fact]
    public void A_better_fit_stands_before_the_askers_own()
    {
        var index = NameIndex.Build([new("1", ["蓝海"], "a"), new("2", ["蓝海物流"], "b")]);

        Assert.Equal(["1", "2"], index.Find("蓝海", asker: "b").Select(h => h.Id));
    }

    [Fact]
    public void An_entry_is_found_once_by_the_name_that_fits_best()
    {
        var hit = Assert.Single(Index.Find("华东精密"));

        Assert.Equal(new NameHit("C001", "华东精密", NameFit.Exact), hit);
    }

    [Fact]
    public void No_more_are_taken_than_asked_for() => Assert.Single(Index.Find("蓝", take: 1));

    [Fact]
    public void People_are_found_like_customers()
    {
        var people = NameIndex.Build(
            [new("zw", ["张伟", "伟哥"], null), new("zw2", ["张伟", "张伟(华南)", "David"], null), new("gh", ["何嘉欣", "Grace Ho", "Grace"], null)]);

        Assert.Equal(["zw", "zw2"], people.Find("張偉").Select(h => h.Id));
        Assert.Equal("zw2", people.Find("张伟（华南）")[0].Id);
        Assert.Equal("gh", people.Find("grace")[0].Id);
    }
}
