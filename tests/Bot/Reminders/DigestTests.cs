using CrmBot.Bot.Conversation;
using CrmBot.Bot.Reminders;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;

namespace CrmBot.Bot.Tests.Reminders;

/// <summary>What stands in the one message of everything due together, and in what order.</summary>
public sealed class DigestTests
{
    private const string Zone = "Asia/Shanghai";
    private static readonly DateOnly Today = new(2025, 9, 17);
    private static readonly DateTimeOffset Now = Due.At(Today, null, Zone);

    [Fact]
    public void Of_a_long_list_ten_rows_are_shown_the_oldest_first_and_the_team_is_not_pushed_out()
    {
        var own = Enumerable.Range(0, 12).Select(i => Prompt($"o{i:D2}", Today.AddDays(-i)));
        var team = Enumerable.Range(0, 5).Select(i => Prompt($"t{i}", Today.AddDays(-5), forId: "bob", kind: PromptKind.Escalation));
        var text = Read([.. own, .. team]);

        Assert.Equal(["o11", "o10", "o09", "o08", "o07", "o06", "o05", "t0", "t1", "t2"], Names(text));
        Assert.Contains("12 件事到期", text, StringComparison.Ordinal);
        Assert.Contains("还有 7 件,看全部", text, StringComparison.Ordinal);
        Assert.Contains("团队里没跟上的", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colleague_s_things_come_after_ones_own_under_the_hand_over_line()
    {
        var text = Read([Prompt("c1", Today.AddDays(-3), forId: "tom"), Prompt("o1", Today)]);

        Assert.Equal(["o1", "c1"], Names(text));
        Assert.Contains("Tom 休假到 9月26日,由你代办", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_to_be_done_any_more_is_told_behind_all_else_and_not_counted()
    {
        var text = Read([Prompt("h1", Today.AddDays(-9), StepKind.Holiday) with { TooLate = true }, Prompt("o1", Today)]);

        Assert.Contains("1 件事到期", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("o1", StringComparison.Ordinal) < text.IndexOf("过期了,没有发", StringComparison.Ordinal), text);
        Assert.Contains("客户 · 逾期 9 天,未发", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_was_due_while_the_bot_was_down_counts_as_such()
    {
        var down = new Gap(Now.AddDays(-2), Now.AddHours(-1));
        var text = Read(
            [
                Prompt("f1", Today.AddDays(-1)), Prompt("b1", Today.AddDays(-1), StepKind.Birthday), Prompt("b2", Today.AddDays(-2), StepKind.Birthday),
                Prompt("old", Today.AddDays(-30)), Prompt("tried", Today.AddDays(-1)) with { Why = "throttled" }, Prompt("now", Today),
            ],
            down);

        Assert.Contains("停机期间有 3 件到期:1 跟进 / 2 生日 / ", text.Replace("\n", " / ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("另有 3 件现在到期", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_due_at_the_moment_the_bot_comes_back_is_on_time() =>
        Assert.DoesNotContain("停机", Read([Prompt("a1", Today), Prompt("a2", Today)], new Gap(Now.AddDays(-2), Now.AddSeconds(3))), StringComparison.Ordinal);

    public static TheoryData<PromptState, string?, string> Log => new()
    {
        { PromptState.Pending, null, "马上就发" },
        { PromptState.Pending, PromptMark.Closed, "不在可以打扰的时间" },
        { PromptState.Pending, PromptMark.Enough, "已经发过 3 条" },
        { PromptState.Pending, PromptMark.Muted, "先不提醒" },
        { PromptState.Pending, PromptMark.Away, "在休假" },
        { PromptState.Pending, "throttled", "Teams 让我等一等" },
        { PromptState.Pending, "Timeout", "没有发出去" },
        { PromptState.Parked, PromptMark.Unreachable, "还联系不上你" },
        { PromptState.Moved, PromptMark.Away, "先交给 Tom" },
        { PromptState.Sending, null, "正在发" },
        { PromptState.Sent, null, "已经发给你" },
        { PromptState.Unknown, "silence", "不确定有没有送到" },
        { PromptState.Poison, "400", "请管理员看一下" },
        { PromptState.Removed, "Replanned", "不需要了" },
    };

    [Theory]
    [MemberData(nameof(Log))]
    public void Every_state_of_a_reminder_is_explained_in_words(PromptState state, string? why, string expected)
    {
        var due = Prompt("s1", Today);
        var prompt = new Prompt("p", PromptKind.FollowUp, "c", "s1", 1, 0, Now, Now, 1, state)
        {
            MovedTo = state == PromptState.Moved ? "tom" : null,
            Trail = why is null && state == PromptState.Pending ? null : [new PromptMark(Now, state, why)],
        };
        var text = CardText.Of(WhyCards.Of(Turn(), due.File, due.Step, prompt, []).Render(Shelf.Cards, "zh-CN", Speaker.Host("x")).Span);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string text) => text.Split('\n').Select(l => l.Split(' ')[0].Trim('*')).Where(l => l.Length is 2 or 3 && char.IsAsciiLetter(l[0]) && char.IsAsciiDigit(l[^1]));

    private static string Read(IReadOnlyList<DuePrompt> prompts, Gap? down = null) =>
        CardText.Of(Digest.Of(Turn(), new DueBatch("t", "ann", prompts), down).Render(Shelf.Cards, "zh-CN", Speaker.Host("x")).Span);

    private static Turn Turn()
    {
        var tom = new Person("tom", "Tom", null, [], Role.Rep, null, null, Zone, "zh-CN") { Leaves = [new Leave(Today.AddDays(-2), new DateOnly(2025, 9, 26), "ann")] };
        var ann = new Person("ann", "Ann", null, [], Role.Rep, null, null, Zone, "zh-CN");
        return new Turn("t", ann, new Company([ann, tom, tom with { Id = "bob", Name = "Bob", Leaves = null }], Now), "op", Now, Today, new Wording(Shelf.Cards, "zh-CN"), null!, null);
    }

    private static DuePrompt Prompt(string id, DateOnly day, StepKind? what = null, string? forId = null, PromptKind kind = PromptKind.FollowUp)
    {
        var step = new Step(id, id, forId ?? "ann", OwedBy.Us, day, null, Zone, Due.At(day, null, Zone), StepState.Open, 1, null, null) { Kind = what };
        var head = new Customer("c" + id, "客户", [], "ann", [], Tier.C, Stage.Intent, Status.New, null);
        return new DuePrompt("p" + id, kind, head.Id, id, 1, step.DueAt, 1, "attempt", new CustomerFile(head, 1, [], [step], [], [], []), step) { FireAt = step.DueAt, ForId = forId };
    }
}
