using CrmBot.Domain;

namespace CrmBot.Language.Tests;

public sealed class SummaryReaderTests
{
    [Theory]
    [InlineData("张总嫌首付高,我周五前发新报价", "发新报价", "2025-09-12")]
    [InlineData("已拜访客户,等待回复。周五催首付款", "催首付款", "2025-09-12")]
    [InlineData("Sarah wants pricing for 3 more stores. I'll send the revised quote on Friday.", "send the revised quote", "2025-09-12")]
    [InlineData("Legal wants UK law. Tomorrow I will call their counsel", "call their counsel", "2025-09-11")]
    [InlineData("王處長要求延到11/3,我明天改 timeline 並寄給 PMO", "改 timeline 並寄給 PMO", "2025-09-11")]
    public void A_step_with_a_day_is_taken_out_of_the_text(string text, string what, string due)
    {
        var next = SummaryReader.Read(text, SummaryRows.Wednesday).Next;

        Assert.Equal((what, due), (next?.What, next?.Dated.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("报价发了,等客户周五答复")]
    [InlineData("客户说下个月再看")]
    [InlineData("They will decide on Friday")]
    [InlineData("Sent the deck on Monday")]
    [InlineData("我再去申请个优惠")]
    [InlineData("")]
    public void What_others_do_what_is_over_and_what_has_no_day_is_no_step_of_ours(string text) =>
        Assert.Null(SummaryReader.Read(text, SummaryRows.Wednesday).Next);

    [Theory]
    [InlineData("催首付款", StepSaid.Own)]
    [InlineData("发报价", StepSaid.Own)]
    [InlineData("回访", StepSaid.Contact)]
    [InlineData("等客户回复", StepSaid.None)]
    [InlineData("wait for their answer", StepSaid.None)]
    public void A_field_of_its_own_with_a_day_is_read_as_a_step_unless_it_only_waits(string step, StepSaid said) =>
        Assert.Equal(said, SummaryReader.Read("客户在看方案", SummaryRows.Wednesday, step, new DateOnly(2025, 9, 12)).Evidence.Step);

    [Fact]
    public void A_status_that_is_set_clashes_with_the_text()
    {
        Assert.Equal("客户还在比价", SummaryReader.Read("谈了账期,客户还在比价", SummaryRows.Wednesday, status: Status.Won).Clash?.Other);
        Assert.Null(SummaryReader.Read("谈了账期,客户还在比价", SummaryRows.Wednesday, status: Status.Negotiating).Clash);
        Assert.NotNull(SummaryReader.Read("不谈了", SummaryRows.Wednesday, "催首款", new DateOnly(2025, 9, 12), Status.Lost).Clash);
    }

    [Theory]
    [InlineData("客户要30台,周五发报价", "客戶要30台, 週五發報價!", 1)]
    [InlineData("客户要30台,周五发报价", "", 0)]
    [InlineData("ab", "ab", 0)]
    public void Shared_shingles_do_not_see_script_and_punctuation(string one, string other, double shared) =>
        Assert.Equal(shared, Shingles.Shared(one, other), 3);

    [Fact]
    public void A_small_change_of_a_long_text_is_a_near_copy_and_another_text_is_not()
    {
        const string Text = "三季度想上两条自动化产线,嫌我们报价比对手高8%,李工担心停机切换时间,希望周末施工";
        Assert.InRange(Shingles.Shared(Text, Text.Replace("周末", "夜里", StringComparison.Ordinal)), Coach.Copied, 1);
        Assert.InRange(Shingles.Shared(Text, "老马说年前不动了,年后再谈,先要粗价,面积图他下周发来"), 0, 0.1);
    }

    [Theory]
    [InlineData("报价36亿,客户同意", "合同36万", "36亿", "36万")]
    [InlineData("quoted 41k", "they paid 41 million", "41k", "41 million")]
    [InlineData("一版36万,一版36元", "", "36元", "36万")]
    public void The_same_figure_with_another_unit_is_a_slip(string text, string earlier, string here, string there) =>
        Assert.Equal((here, there), Sums.Slip(text, [earlier]));

    [Theory]
    [InlineData("报价36万", "合同36万元,另加38万")]
    [InlineData("5万", "5元")] // one digit says nothing
    [InlineData("36台", "36万")]
    public void Other_figures_and_the_same_unit_are_none(string text, string earlier) => Assert.Null(Sums.Slip(text, [earlier]));

    [Fact]
    public void Any_text_is_judged_and_none_throws()
    {
        string[] fragments =
        [
            "客户", "要", "30台", "等", "周五", "发", "报价", ",", "。", ":", "我:", "他:", "\n", " ", "I'll", "send", "on Friday", "8:20", "won", "比价", "同上", "待补充", "8%", "36万",
            "\uD83D", "\uDE0A", "😊", "e\u0301", "\u200B", "\u202E", "\0", "İ", "ß", "𠮷", "<at>", "5", "九月", "1/13/13", "-", "...", "99999999999999999999",
        ];
        var random = new Random(20250910);
        var good = 0;
        for (var i = 0; i < LongRun.Times(3_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => fragments[random.Next(fragments.Length)]));

            var read = SummaryReader.Read(text, SummaryRows.Wednesday);
            var review = Coach.Review(read.Evidence);

            good += review.Shallow ? 0 : 1;
            Assert.InRange(review.Score, 0, 100);
            Assert.True(read.Next is null || read.Next.Dated.Due >= new DateOnly(2025, 9, 10), text);
        }

        Assert.InRange(good, 20, int.MaxValue); // else the fragments prove nothing
    }

    [Theory]
    [InlineData("我:")]
    [InlineData("客户等")]
    [InlineData(",")]
    [InlineData("周五发")]
    public void The_work_grows_no_faster_than_the_text(string piece)
    {
        var once = string.Concat(Enumerable.Repeat(piece, 500));
        var fourTimes = string.Concat(Enumerable.Repeat(piece, 2000));
        Allocated(once); // the first call pays for what is made once

        Assert.InRange(Allocated(fourTimes), 1, 6 * Allocated(once));
    }

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        SummaryReader.Read(text, SummaryRows.Wednesday);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
