using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>Sentences that nobody would say, made of pieces that people do.</summary>
public sealed class DateFuzzTests
{
    private static readonly string[] Glue = ["", "", " ", " ", ",", "，", "-", "到", " to ", " and ", "的", "。", "前", "后", "内", " by ", " before ", "(", ")", "\n", "上", "下", "第", "个", "3", "十", "年", "月", "日", "点", "/"];

    private static readonly (string Zone, string Region)[] Places =
        [("Asia/Shanghai", "CN"), ("Asia/Hong_Kong", "HK"), ("Europe/London", "GB"), ("America/New_York", "US"), ("Australia/Sydney", "AU"), ("Pacific/Apia", ""), ("Australia/Lord_Howe", "xx")];

    [Fact]
    public void No_mix_of_fragments_throws_and_none_gives_a_past_day_unless_it_was_said()
    {
        var random = new Random(11);
        var fragments = DateTable.Rows.Select(r => r.Phrase).Distinct().ToArray();
        for (var i = 0; i < LongRun.Times(20_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Piece(fragments, random) + Glue[random.Next(Glue.Length)]));
            var (zone, region) = Places[random.Next(Places.Length)];
            var now = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(4 * 365 * 24 * 60));
            var today = Zones.DayOf(now, zone);
            var end = 0;
            foreach (var find in DateReader.Find(text, new DateContext(now, zone, region)))
            {
                var row = $"'{text}' at {now:O} in {zone}: {find}";
                Assert.True(find.Start >= end && find.Length > 0 && find.Start + find.Length <= text.Length, row);
                Assert.True(find.SaidPast || find.Day >= today, row);
                Assert.True(find.SaidPast || find.Other is not { } other || other >= today, row);
                Assert.True(find.Until is not { } until || until >= find.Day, row);
                Assert.True(find.Due >= find.Day && (find.Until is not { } last || find.Due <= last), row);
                end = find.Start + find.Length;
            }
        }
    }

    [Fact]
    public void Reading_the_past_never_gives_a_day_to_come_for_a_weekday_or_a_date()
    {
        foreach (var phrase in new[] { "周三", "周日", "Friday", "9/15", "15 Sep", "12月5号", "the 15th", "31号" })
        {
            for (var day = new DateTimeOffset(2024, 1, 1, 4, 0, 0, TimeSpan.Zero); day.Year < 2028; day = day.AddDays(1))
            {
                var find = Assert.Single(DateReader.Find(phrase, new DateContext(day, "Asia/Shanghai", "CN", Past: true)));
                Assert.True(find.Day <= Zones.DayOf(day, "Asia/Shanghai"), $"{phrase} on {day:yyyy-MM-dd} is {find.Day:yyyy-MM-dd}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\uD83D")]
    [InlineData("月月月年年年周周周点点点")]
    [InlineData("99999999999999999999号")]
    [InlineData("9999年99月99日")]
    [InlineData("in 999 years")]
    [InlineData("农历十三月三十二")]
    [InlineData("2100年12月31日后")]
    public void A_text_without_sense_throws_nothing(string text) =>
        Assert.NotNull(DateReader.Find(text, new DateContext(new DateTimeOffset(2027, 12, 31, 23, 59, 0, TimeSpan.Zero), "Asia/Shanghai", "CN")));

    [Fact]
    public void The_find_stands_where_it_says()
    {
        const string text = "请在 下周三前 把报价发给 Fabrikam by next Fri, 谢谢";
        var finds = DateReader.Find(text, new DateContext(new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN"));
        Assert.Equal(["下周三前", "by next Fri"], finds.Select(f => text.Substring(f.Start, f.Length)));
    }

    private static string Piece(string[] fragments, Random random)
    {
        var piece = fragments[random.Next(fragments.Length)];
        var from = random.Next(3) == 0 ? random.Next(piece.Length) : 0;
        return random.Next(3) == 0 ? piece[from..(from + random.Next(piece.Length - from + 1))] : piece[from..];
    }
}
