namespace CrmBot.Language.Tests;

public sealed class PinyinTests
{
    private static readonly NameIndex Index = NameIndex.Build(
    [
        new("1", ["蓝海科技（深圳）有限公司", "蓝海"], "lq"),
        new("2", ["蓝海物流集团", "蓝海物流"], "cj"),
        new("3", ["重庆长安银行股份有限公司"], "lq"),
        new("4", ["曾氏单车行"], "cj"),
        new("5", ["TCL科技"], "cj"),
        new("6", ["绿源女装"], "cj"),
        new("7", ["Lighthouse Kaji"], "tb"),
        new("8", ["新光電子股份有限公司"], "gh"),
        new("9", ["厦门乐高贸易"], "gh"),
        new("10", ["华东精密机械有限公司"], "gh"),
        new("11", ["西安泰和"], "gh"),
    ]);

    [Theory]
    [InlineData("lhkj", "1", NameFit.Pinyin)]
    [InlineData("LHKJ", "1", NameFit.Pinyin)]
    [InlineData("ｌｈｋｊ", "1", NameFit.Pinyin)]
    [InlineData("l h k j", "1", NameFit.Pinyin)]
    [InlineData("lhkjyxgs", "1", NameFit.Pinyin)] // with its legal form
    [InlineData("lhwl", "2", NameFit.Pinyin)]
    [InlineData("lhw", "2", NameFit.PinyinStart)]
    [InlineData("lanhai", "1", NameFit.Pinyin)]
    [InlineData("Lan Hai", "1", NameFit.Pinyin)]
    [InlineData("lanhaiwuliu", "2", NameFit.Pinyin)]
    [InlineData("lanhaiwu", "2", NameFit.PinyinStart)]
    [InlineData("cqcayh", "3", NameFit.Pinyin)] // 重 and 行 are read in two ways
    [InlineData("chongqingchangan", "3", NameFit.PinyinStart)]
    [InlineData("chongqingchanganyinhang", "3", NameFit.Pinyin)]
    [InlineData("zscx", null, null)]
    [InlineData("zsdch", "4", NameFit.Pinyin)] // a surname's own reading
    [InlineData("zengshi", "4", NameFit.PinyinStart)]
    [InlineData("tclkj", "5", NameFit.Pinyin)]
    [InlineData("tclkeji", "5", NameFit.Pinyin)]
    [InlineData("lvyuan", "6", NameFit.PinyinStart)]
    [InlineData("lynz", "6", NameFit.Pinyin)]
    [InlineData("xgdz", "8", NameFit.Pinyin)] // written in traditional characters
    [InlineData("xiamenlegao", "9", NameFit.PinyinStart)]
    [InlineData("xmlg", "9", NameFit.PinyinStart)]
    [InlineData("hdjmjxyxgs", "10", NameFit.Pinyin)] // as long as the table is
    [InlineData("hdjmjxyxgsx", null, null)] // longer, and wrong behind it
    [InlineData("xian", "11", NameFit.PinyinStart)] // two syllables that could be one
    [InlineData("xi'an", "11", NameFit.PinyinStart)]
    [InlineData("l", "7", NameFit.Start)] // one letter is no initials
    [InlineData("lhk", "1", NameFit.PinyinStart)]
    [InlineData("lan", null, null)] // one syllable is too little
    [InlineData("lanhak", null, null)]
    [InlineData("zzzz", null, null)]
    public void Letters_find_what_they_sound_like(string text, string? id, NameFit? fit)
    {
        var hits = Index.Find(text);

        Assert.Equal(id, hits.Count > 0 ? hits[0].Id : null);
        Assert.Equal(fit, hits.Count > 0 ? hits[0].Fit : null);
    }

    [Fact]
    public void A_name_that_is_written_so_stands_before_one_that_sounds_so()
    {
        var index = NameIndex.Build([new("1", ["蓝海科技"], null), new("2", ["LHKJ Logistics"], null), new("3", ["Alhkj"], null), new("4", ["Lhkjx"], null)]);

        Assert.Equal([("4", NameFit.Start), ("2", NameFit.Start), ("3", NameFit.Part), ("1", NameFit.Pinyin)], index.Find("lhkj").Select(h => (h.Id, h.Fit)));
    }

    [Fact]
    public void A_name_that_sounds_so_stands_before_one_with_a_wrong_letter()
    {
        var index = NameIndex.Build([new("1", ["Lankai"], null), new("2", ["蓝海"], null)]);

        Assert.Equal([("2", NameFit.Pinyin), ("1", NameFit.Close)], index.Find("lanhai").Select(h => (h.Id, h.Fit)));
    }

    [Fact]
    public void All_names_of_the_same_initials_fit_equally_and_the_askers_own_stands_first()
    {
        var index = NameIndex.Build([new("1", ["蓝海科技"], "a"), new("2", ["联合康健"], "b"), new("3", ["龙湖卡家"], "c")]);

        var hits = index.Find("lhkj", asker: "c");

        Assert.Equal(["3", "2", "1"], hits.Select(h => h.Id));
        Assert.All(hits, h => Assert.Equal(NameFit.Pinyin, h.Fit));
    }
}
