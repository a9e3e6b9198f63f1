using System.Globalization;

namespace CrmBot.Domain.Tests;

/// <summary>When a moment comes back: the rule of each kind, the worked day, and the step it goes along with.</summary>
public sealed class CareTests
{
    private static readonly Person Wm = Sample.Who("wm");

    [Theory]
    // kind, as told, the day told, told on -> topic, day, last day
    [InlineData(MomentKind.ChildExam, "张总儿子考上浙大", null, "2025-09-10", CareTopic.SchoolBreak, "2026-01-15")]
    [InlineData(MomentKind.ChildExam, "张总儿子考上浙大", null, "2026-03-10", CareTopic.SchoolBreak, "2026-06-25")]
    [InlineData(MomentKind.ChildExam, "他孩子明年高考", null, "2025-09-10", CareTopic.ExamResult, "2026-06-25")]
    [InlineData(MomentKind.ChildExam, "女儿今年高考", null, "2026-05-20", CareTopic.ExamResult, "2026-06-25")]
    [InlineData(MomentKind.ChildExam, "女儿明年高考", null, "2026-05-20", CareTopic.ExamResult, "2027-06-25")]
    [InlineData(MomentKind.ChildExam, "his son sits his GCSEs", null, "2026-05-20", CareTopic.ExamResult, "2026-08-22")]
    [InlineData(MomentKind.ChildExam, "孩子要考试", "2025-10-20", "2025-09-10", CareTopic.ExamResult, "2025-10-27")]
    [InlineData(MomentKind.FamilyHealth, "吴主任妈妈住院了", null, "2025-09-10", CareTopic.Recovery, "2025-09-24")]
    [InlineData(MomentKind.FamilyHealth, "妈妈下月8号手术", "2025-10-08", "2025-09-10", CareTopic.Recovery, "2025-10-08")]
    [InlineData(MomentKind.FamilyHealth, "陈总父亲去世了", null, "2025-09-10", CareTopic.Condolence, "2025-09-11")]
    [InlineData(MomentKind.Pregnancy, "她怀孕6个月了", null, "2025-09-10", CareTopic.Birth, "2025-12-01")]
    [InlineData(MomentKind.Pregnancy, "she is five months pregnant", "2026-01-01", "2025-09-10", CareTopic.Birth, "2026-01-01")]
    [InlineData(MomentKind.Newborn, "she just became a mum", null, "2025-09-10", CareTopic.Baby, "2025-10-10")]
    [InlineData(MomentKind.Promotion, "吴主任升副院长了", null, "2025-09-10", CareTopic.Promotion, "2025-09-11")]
    [InlineData(MomentKind.JobChange, "Anna starts at Litware in October", "2025-10-01", "2025-09-10", CareTopic.NewJob, "2025-10-31")]
    [InlineData(MomentKind.Relocation, "张总搬到苏州了", null, "2025-09-10", CareTopic.Move, "2025-10-10")]
    [InlineData(MomentKind.Retirement, "王處長退休", null, "2025-09-10", CareTopic.Retirement, "2025-09-17")]
    [InlineData(MomentKind.SportEvent, "跑上马", "2025-11-30", "2025-09-10", CareTopic.SportResult, "2025-12-01")]
    [InlineData(MomentKind.Wedding, "女儿下月15号结婚", "2025-10-15", "2025-09-10", CareTopic.Wedding, "2025-10-15")]
    [InlineData(MomentKind.Travel, "吴主任国庆去云南旅游", "2025-10-01", "2025-09-10", CareTopic.Return, "2025-10-08")] // a week is usual
    [InlineData(MomentKind.Travel, "去日本旅游,28号回来", "2025-09-28", "2025-09-10", CareTopic.Return, "2025-09-29")]
    [InlineData(MomentKind.Travel, "9月20号到28号去云南旅游", "2025-09-28", "2025-09-10", CareTopic.Return, "2025-09-29")]
    [InlineData(MomentKind.Travel, "Sarah is on holiday until Monday", "2025-09-15", "2025-09-10", CareTopic.Return, "2025-09-16")]
    [InlineData(MomentKind.Travel, "goes backpacking in Vietnam on 20 Sep", "2025-09-20", "2025-09-10", CareTopic.Return, "2025-09-27")] // backpacking is not being back
    [InlineData(MomentKind.Travel, "in Spain, back on 20 Sep", "2025-09-20", "2025-09-10", CareTopic.Return, "2025-09-21")]
    [InlineData(MomentKind.Travel, "去度假了", null, "2025-09-10", CareTopic.Return, "2025-09-20")]
    public void Each_kind_comes_back_on_its_own_day(MomentKind kind, string what, string? on, string today, CareTopic topic, string day)
    {
        var rule = CareRules.Of(kind, what, on is null ? null : Day(on), false, Day(today))!;
        Assert.Equal((topic, Day(day)), (rule.Topic, rule.Day));
        Assert.True(rule.Until >= rule.Day);
    }

    [Theory]
    [InlineData(MomentKind.Hobby)]
    [InlineData(MomentKind.Preference)]
    public void What_somebody_likes_is_for_when_they_meet(MomentKind kind) => Assert.Null(CareRules.Of(kind, "爱钓鱼", null, false, Day("2025-09-10")));

    [Fact]
    public void Of_a_month_only_the_result_is_asked_for_when_it_is_over() =>
        Assert.Equal(Day("2026-05-01"), CareRules.Of(MomentKind.SportEvent, "London Marathon in April", Day("2026-04-01"), true, Day("2025-09-10"))!.Day);

    // Source: scenario S14.
    [Theory]
    [InlineData(MomentKind.BirthdayLunar, "2025-10-13", "2025-10-13", "2026-10-02")] // 八月廿二
    [InlineData(MomentKind.BirthdayLunar, "2025-08-01", "2025-08-01", "2026-07-21")] // 闰六月初八: 2026 has none
    [InlineData(MomentKind.BirthdayLunar, "2025-01-28", "2025-09-10", "2026-02-16")] // 腊月廿九 stands for a 腊月三十 too
    [InlineData(MomentKind.Birthday, "2024-02-29", "2025-09-10", "2026-02-28")]
    [InlineData(MomentKind.Birthday, "2024-02-29", "2027-09-10", "2028-02-29")]
    [InlineData(MomentKind.Birthday, "1980-09-10", "2025-09-10", "2026-09-10")]
    public void A_birthday_comes_every_year_by_its_own_calendar(MomentKind kind, string on, string after, string next) =>
        Assert.Equal(Day(next), CareRules.NextBirthday(kind, Day(on), Day(after)));

    [Fact]
    public void The_prompt_is_on_a_worked_day_on_which_the_owner_is_there()
    {
        // The rule's day is Wednesday 24 September.
        Assert.Equal(Day("2025-09-24"), Plan(Wm)!.Value.Day);
        var away = Wm with { Leaves = [new Leave(Day("2025-09-22"), Day("2025-09-30"), null)] };
        Assert.Equal(Day("2025-10-09"), Plan(away)!.Value.Day); // the National Day week behind the leave

        // Too long away: then it would be out of place, and there is none.
        Assert.Null(Plan(Wm with { Leaves = [new Leave(Day("2025-09-22"), Day("2025-10-31"), null)] }));
    }

    [Fact]
    public void A_birthday_on_a_free_day_is_prompted_on_the_worked_day_before()
    {
        // Saturday 20 September.
        var (rule, day, _) = CarePlan.When(MomentKind.Birthday, "生日", Day("2025-09-20"), false, Wm, Day("2025-09-10"), [])!.Value;
        Assert.Equal((Day("2025-09-19"), Day("2025-09-20"), StepKind.Birthday), (day, rule.Day, rule.Kind));
        var step = CarePlan.Of(Moment(MomentKind.Birthday, "2025-09-20"), (rule, day, null), "wm", "Asia/Shanghai", "祝张总生日快乐");
        Assert.Equal((Day("2025-09-20"), Day("2025-09-23")), (step.On!.Value, step.Until!.Value));

        // On Monday it is late by two days and still wished for; on Wednesday it is not.
        Assert.False(Lateness.IsTooLate(step, Day("2025-09-22")));
        Assert.True(Lateness.IsTooLate(step, Day("2025-09-24")));
    }

    [Fact]
    public void It_goes_along_with_a_step_within_five_days_and_not_with_one_farther_away()
    {
        Assert.Equal(Day("2025-09-22"), Plan(Wm, Sample.Step(Day("2025-09-22")))!.Value.Day);
        Assert.Equal(Day("2025-09-24"), Plan(Wm, Sample.Step(Day("2025-09-18")))!.Value.Day);
        Assert.Equal(Day("2025-09-24"), CarePlan.When(MomentKind.FamilyHealth, "妈妈住院", null, false, Wm, Day("2025-09-10"), [Sample.Step(Day("2025-09-22"))], Day("2025-09-23"))!.Value.Day);
    }

    [Fact]
    public void It_is_not_before_the_contact_may_be_spoken_to_again() =>
        Assert.Equal(Day("2025-09-26"), CarePlan.When(MomentKind.FamilyHealth, "妈妈住院", null, false, Wm, Day("2025-09-10"), [], Day("2025-09-26"))!.Value.Day);

    [Fact]
    public void Done_with_the_step_is_done_with_the_word_and_put_off_is_put_off_together()
    {
        var lead = Sample.Step(Day("2025-09-22"));
        var care = Care(Day("2025-09-22"));
        var file = Sample.File(steps: [lead, care]) with { Moments = [Moment(MomentKind.FamilyHealth, null)] };
        Assert.Equal(care.Id, CarePlan.Along(file, lead)!.Id);
        Assert.Equal(lead.Id, CarePlan.LedBy(file, care)!.Id);
        Assert.All(Steps.Done(file, lead, DateTimeOffset.UnixEpoch).Steps, s => Assert.Equal(StepState.Done, s.State));
        Assert.Equal([lead.Id, care.Id], Steps.PutOff(file, lead, Day("2025-09-25"), null).Steps.Select(s => s.Id));

        // The word alone leaves the step open.
        Assert.Equal([care.Id], Steps.Done(file, care, DateTimeOffset.UnixEpoch).Steps.Select(s => s.Id));

        // Without the moment nothing goes along.
        Assert.Null(CarePlan.Along(file with { Moments = [] }, lead));
    }

    [Fact]
    public void To_another_contact_it_does_not_go_along()
    {
        var other = new FollowUp("f2", "wm", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Channel.Call, "李工", "x", null, null, "s1", null, false, 1);
        var file = Sample.File(steps: [Sample.Step(Day("2025-09-22")) with { SourceId = "f2" }, Care(Day("2025-09-22"))]) with { Moments = [Moment(MomentKind.FamilyHealth, null)], Recent = [other] };
        Assert.Null(CarePlan.Along(file, file.Steps[0]));
        Assert.Null(CarePlan.LedBy(file, file.Steps[1]));
    }

    [Fact]
    public void A_birthday_that_is_over_comes_again_in_a_year_and_only_once()
    {
        var moment = Moment(MomentKind.Birthday, "2025-09-19");
        var step = CarePlan.Of(moment, (new CareDay(CareTopic.Birthday, StepKind.Birthday, Day("2025-09-19"), Day("2025-09-22")), Day("2025-09-19"), null), "wm", "Asia/Shanghai", "祝张总生日快乐");
        var file = Sample.File(steps: [step]) with { Moments = [moment] };
        var next = Steps.Done(file, step, DateTimeOffset.UnixEpoch).Steps.Single(s => s.Id != step.Id);
        Assert.Equal((Day("2026-09-18"), Day("2026-09-19"), StepState.Open, moment.Id), (next.DueDay, next.On!.Value, next.State, next.SourceId)); // the 19th is a Saturday
        Assert.Equal(next.Id, Steps.Lapse(file, step, DateTimeOffset.UnixEpoch).Steps.Single(s => s.Id != step.Id).Id);
        Assert.Single(Steps.Done(file with { Steps = [step, next] }, step, DateTimeOffset.UnixEpoch).Steps);
        Assert.Single(Steps.Done(file with { Moments = [] }, step, DateTimeOffset.UnixEpoch).Steps); // forgotten: never again
    }

    [Fact]
    public void What_is_forgotten_leaves_ids_only()
    {
        var care = Care(Day("2025-09-22"));
        var file = Sample.File(steps: [Sample.Step(Day("2025-09-22")), care]) with { Moments = [Moment(MomentKind.FamilyHealth, null)] };
        var edit = Domain.Moment.Forget(file, file.Moments[0], DateTimeOffset.UnixEpoch);
        Assert.Equal(["m1"], edit.GoneMoments);
        var gone = Assert.Single(edit.Steps);
        Assert.Equal((care.Id, "", StepState.Cancelled, care.Ver + 1), (gone.Id, gone.What, gone.State, gone.Ver));
    }

    [Theory]
    [InlineData("吴主任妈妈住院了", Kin.Mother)]
    [InlineData("张总儿子考上浙大", Kin.Son)]
    [InlineData("外婆生病", Kin.Elder)]
    [InlineData("her father is in hospital", Kin.Father)]
    [InlineData("her grandmother fell ill", Kin.Elder)]
    [InlineData("Sarah's son got into Oxford", Kin.Son)]
    [InlineData("Jason is in hospital", Kin.Self)]
    [InlineData("in person he is ill", Kin.Self)]
    public void Whom_of_the_family_it_is_about_is_read_from_the_words(string what, Kin kin) => Assert.Equal(kin, CareWords.KinOf(what));

    private static (CareDay Rule, DateOnly Day, TimeOnly? Time)? Plan(Person owner, params Step[] beside) =>
        CarePlan.When(MomentKind.FamilyHealth, "吴主任妈妈住院了", null, false, owner, Day("2025-09-10"), beside);

    private static Moment Moment(MomentKind kind, string? on) => new("m1", kind, "x", "张总", on is null ? null : Day(on), false, "f1", "wm", DateTimeOffset.UnixEpoch);

    private static Step Care(DateOnly day) => Sample.Step(day) with { Id = "c1", What = "问候", SourceId = "m1", Kind = StepKind.Care };

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
