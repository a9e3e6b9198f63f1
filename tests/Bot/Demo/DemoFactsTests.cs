using CrmBot.Bot.Demo;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests;

/// <summary>The facts that the acceptance scenarios quote, as they stand on their day, 10 September 2025.</summary>
public sealed class DemoFactsTests
{
    private static readonly DemoWorld World = DemoClock.World(DemoClock.Scenario);

    [Theory]
    [InlineData("C001", "两条自动化产线")] // S1: the need is known
    [InlineData("C001", "还没谈价格")] // S1: the price comes up in the call that is filed there
    [InlineData("C002", "预算冻结")] // S4: the open objection
    [InlineData("C002", "12月1日")] // S4: the day in words is the next step's day
    [InlineData("C004", "首付款10.8万")] // S2: what there is to chase
    [InlineData("C005", "pilot")] // S3
    [InlineData("C006", "finance is the last signature")]
    [InlineData("C007", "舊病歷搬遷")] // the open objection
    [InlineData("C010", "怀孕6个月")]
    [InlineData("C012", "12.8万")] // S13: the last quote, which only some may hear
    [InlineData("C015", "renewal")]
    [InlineData("C016", "第二次停机")] // S10
    [InlineData("C018", "吴主任")] // S9
    [InlineData("C018", "母亲身体不太好")] // S9: before the hospital
    public void The_last_summary_says(string customer, string words) => Assert.Contains(words, Last(customer).Summary, StringComparison.Ordinal);

    [Theory]
    [InlineData("C001", "8%")] // S1 files it
    [InlineData("C001", "浙大")] // S1 files it
    [InlineData("C005", "residency")] // S3 files it
    [InlineData("C010", "双十一")] // filed on the day
    [InlineData("C018", "住院")] // S9 files it
    public void Not_yet_known_is(string customer, string words) =>
        Assert.All(FollowUps(customer), f => Assert.DoesNotContain(words, f.Summary, StringComparison.Ordinal));

    [Theory]
    [InlineData("C012", "孙总爱低糖")] // S7
    [InlineData("C013", "老马农历八月廿二过生日")] // S14
    [InlineData("C003", "易流")] // a competitor
    [InlineData("C016", "停机半天")] // the first of the two stops
    [InlineData("C005", "two-store pilot")]
    public void Once_written_was(string customer, string words) =>
        Assert.Contains(FollowUps(customer), f => f.Summary.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("C001", "wm", OwedBy.Customer, "2025-09-22")] // no open step of her own: S1 makes the first
    [InlineData("C002", "lq", OwedBy.Us, "2025-12-01")] // S4
    [InlineData("C004", "lq", OwedBy.Customer, "2025-09-12")] // S2: 催首付款 周五
    [InlineData("C005", "tb", OwedBy.Us, "2025-09-10")] // "prep me for my call with Sarah at 3"
    [InlineData("C015", "gh", OwedBy.Us, "2025-09-11")]
    [InlineData("C016", "wm", OwedBy.Us, "2025-09-08")]
    [InlineData("C018", "zw", OwedBy.Us, "2025-09-09")] // S9: 项目进度
    [InlineData("C019", "lq", OwedBy.Us, "2025-09-05")] // S6: three working days overdue
    public void The_next_step_is(string customer, string owner, OwedBy by, string day)
    {
        var edit = Edits(customer).Last(e => e.FollowUps.Count > 0);
        var step = edit.Steps.Single(s => s.Id == edit.FollowUps[0].NextStepId);
        Assert.Equal((owner, by, day), (step.OwnerId, step.By, step.DueDay.ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("C001", Status.Active)]
    [InlineData("C002", Status.Hesitant)]
    [InlineData("C004", Status.Won)]
    [InlineData("C007", Status.Proposal)] // "mark Fabrikam as negotiating" changes something
    [InlineData("C012", Status.Won)]
    [InlineData("C015", Status.Active)]
    [InlineData("C016", Status.AtRisk)] // "宏达为啥是红的"
    [InlineData("C020", Status.OnHold)]
    public void The_status_is(string customer, Status status) => Assert.Equal(status, Edits(customer)[^1].Head.Status);

    [Fact]
    public void Wang_Min_owes_Huadong_nothing_dated_before_she_files() =>
        Assert.DoesNotContain(Edits("C001").Last(e => e.FollowUps.Count > 0).Steps, s => s is { State: StepState.Open, By: OwedBy.Us });

    [Fact]
    public void The_step_about_the_Antai_quote_does_not_repeat_the_figure() =>
        Assert.All(Edits("C012"), e => Assert.All(e.Steps, s => Assert.DoesNotContain("12.8", s.What, StringComparison.Ordinal)));

    [Fact]
    public void Wang_Min_has_no_part_in_Antai() =>
        Assert.All(Edits("C012"), e => Assert.DoesNotContain("wm", e.Head.Helpers.Append(e.Head.OwnerId).Concat(e.Steps.Select(s => s.OwnerId))));

    [Fact]
    public void Dingsheng_ordered_for_360000() =>
        Assert.Equal(360_000m, Assert.Single(Edits("C004").SelectMany(e => e.Orders)).Amount);

    [Fact]
    public void One_A_customer_was_not_touched_for_thirty_days()
    {
        var day = new DateOnly(2025, 9, 10).AddDays(-30);
        Assert.Equal(["C002"], World.Customers.Select(c => c.Edits[^1].Edit.Head)
            .Where(h => h.Tier == Tier.A && h.LastContact < day).Select(h => h.Id));
    }

    [Fact]
    public void Hengtong_has_a_history_since_March() => Assert.Equal(3, FollowUps("C009")[0].ContactedAt.Month);

    private static IReadOnlyList<CustomerEdit> Edits(string customer) =>
        [.. World.Customers.Single(c => c.Id == customer).Edits.Select(e => e.Edit)];

    private static List<FollowUp> FollowUps(string customer) => [.. Edits(customer).SelectMany(e => e.FollowUps)];

    private static FollowUp Last(string customer) => FollowUps(customer)[^1];
}
