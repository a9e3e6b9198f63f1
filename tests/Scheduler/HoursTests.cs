using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>When somebody is reminded, with people who have hours, calendars, absences and managers.</summary>
public sealed class HoursTests : IDisposable
{
    private static readonly Person Ann = new("ann", "Ann", null, [], Role.Rep, null, "mia", "Asia/Shanghai", "en-US");
    private static readonly Person Bob = new("bob", "Bob", null, [], Role.Rep, null, "mia", "Asia/Shanghai", "en-US");
    private static readonly Person Mia = new("mia", "Mia", null, [], Role.Manager, null, null, "Asia/Shanghai", "en-US");

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task An_untimed_step_of_a_free_day_comes_with_the_list_of_the_next_worked_one()
    {
        await SetAsync([Ann], Step("s1", "2025-09-13"));
        Assert.Equal(["2025-09-15 09:00"], await PlayAsync("2025-09-15 12:00"));
    }

    [Fact]
    public async Task A_timed_step_comes_at_its_time_at_night_and_on_a_free_day()
    {
        await SetAsync([Ann], Step("s1", "2025-09-13", "21:30"));
        Assert.Equal(["2025-09-13 21:30"], await PlayAsync("2025-09-14 12:00"));
    }

    [Fact]
    public async Task A_timed_step_that_was_brought_on_its_free_day_comes_again_one_and_three_worked_days_later_and_not_on_the_first_one()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-13", "21:30"));
        Assert.Equal(["2025-09-13 21:30", "2025-09-16 09:00", "2025-09-18 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Equal(["2025-09-18 09:00"], Of("mia"));
    }

    [Fact]
    public async Task A_timed_step_that_was_missed_waits_for_the_morning()
    {
        await SetAsync([Ann], Step("s1", "2025-09-11", "21:30"));
        await SkipAsync("2025-09-11 23:50");
        Assert.Equal(["2025-09-12 09:00"], await PlayAsync("2025-09-12 12:00"));
    }

    [Fact]
    public async Task Quiet_hours_put_it_off_and_a_change_of_them_is_followed()
    {
        await SetAsync([Ann with { Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(11, 0)) }], Step("s1", "2025-09-12"), Step("s2", "2025-09-15"));
        Assert.Equal(["2025-09-12 11:00"], await PlayAsync("2025-09-12 12:00"));
        await _stage.Bot.Stores.People.UpdateAsync(Sample.Tenant, "ann", p => p with { Quiet = null, ListTime = new TimeOnly(7, 30) }, default);
        Assert.Equal(["2025-09-12 11:00", "2025-09-15 07:30"], (await PlayAsync("2025-09-15 08:00")).Take(2));
    }

    [Fact]
    public async Task A_step_that_stays_open_comes_one_and_three_worked_days_later_and_then_the_manager_is_told_once()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12"));
        Assert.Equal(["2025-09-12 09:00", "2025-09-15 09:00", "2025-09-17 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Equal(["2025-09-17 09:00"], Of("mia"));
        var told = _stage.Channel.Sent.Single(b => b.Recipient == "mia").Prompts.Single();
        Assert.Equal((PromptKind.Escalation, "ann", "s1"), (told.Kind, told.ForId, told.StepId));
    }

    [Fact]
    public async Task What_the_customer_promised_comes_like_a_step_of_ours_and_reaches_no_manager()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12") with { By = OwedBy.Customer });
        Assert.Equal(["2025-09-12 09:00", "2025-09-15 09:00", "2025-09-17 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Empty(Of("mia"));
        Assert.All(_stage.Channel.Sent.SelectMany(b => b.Prompts), p => Assert.Equal(PromptKind.Promise, p.Kind));
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task What_is_done_after_the_first_nudge_reaches_no_manager()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12"));
        await PlayAsync("2025-09-15 12:00");
        await Sample.Done(_stage.Bot.Stores);
        await PlayAsync("2025-09-30 12:00");
        Assert.Empty(Of("mia"));
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task What_the_channel_kept_silent_about_twice_comes_with_the_next_nudge()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12"));
        var answer = _stage.Channel.Answer;
        var tries = 0;
        _stage.Channel.Answer = async batch => batch.Recipient == "ann" && ++tries <= 2 ? new Delivered.Ambiguous("timeout") : await answer(batch);
        Assert.Empty(await PlayAsync("2025-09-12 12:00"));
        Assert.Equal(PromptState.Unknown, (await _stage.PromptAsync("s1", "ann")).Trail![^1].State);
        Assert.Equal(["2025-09-15 09:00", "2025-09-17 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Equal(["2025-09-17 09:00"], Of("mia"));
    }

    [Fact]
    public async Task A_manager_gets_one_message_of_all_reports_with_their_own_list()
    {
        await SetAsync([Ann, Bob, Mia], Step("s1", "2025-09-12"), Step("s2", "2025-09-12", owner: "bob"), Step("s3", "2025-09-17", owner: "mia"));
        await PlayAsync("2025-09-17 12:00");
        Assert.Equal(["s1", "s2", "s3"], Assert.Single(_stage.Channel.Sent, b => b.Recipient == "mia").Prompts.Select(p => p.StepId).Order());
    }

    [Fact]
    public async Task At_most_three_messages_a_day_and_what_was_asked_for_beside_them()
    {
        string[] quarters = ["10:00", "10:15", "10:30", "10:45"];
        await SetAsync([Ann], [Step("s9", "2025-09-11", "18:00")]);
        await PlayAsync("2025-09-11 09:05");
        foreach (var time in quarters)
        {
            // Imported as unasked: planned for a moment that nobody chose.
            await Sample.Change(_stage.Bot.Stores, "add" + time, f => new CustomerEdit("filed", f!.Head) { Steps = [Step("u" + time, "2025-09-11")] });
            await PlayAsync("2025-09-11 " + time);
        }

        Assert.Equal(3, Of("ann").Count(t => t.StartsWith("2025-09-11", StringComparison.Ordinal)));
        Assert.Equal(["2025-09-11 18:00", "2025-09-12 09:00"], (await PlayAsync("2025-09-12 09:00")).TakeLast(2));
    }

    [Fact]
    public async Task While_somebody_is_away_the_delegate_is_told_and_on_the_return_it_comes_back()
    {
        var tom = Ann with { Region = "GB", Leaves = [new Leave(Day("2025-09-22"), Day("2025-09-26"), "bob")] };
        await SetAsync([tom, Bob, Mia with { Region = "GB" }], Step("s1", "2025-09-23"));
        Assert.Empty(await PlayAsync("2025-09-26 23:00"));
        Assert.Equal(["2025-09-23 09:00", "2025-09-24 09:00", "2025-09-26 09:00"], Of("bob"));
        Assert.All(_stage.Channel.Sent, b => Assert.Equal("ann", b.Prompts.Single().ForId));
        Assert.Equal(["2025-09-29 09:00", "2025-09-30 09:00", "2025-10-02 09:00"], await PlayAsync("2025-10-03 09:00"));
        Assert.Equal(3, Of("bob").Count);
        Assert.Equal(["2025-10-02 09:00"], Of("mia"));
    }

    [Fact]
    public async Task What_the_delegate_has_done_does_not_come_back()
    {
        await SetAsync([Ann with { Leaves = [new Leave(Day("2025-09-15"), Day("2025-09-19"), "bob")] }, Bob], Sample.Step());
        await PlayAsync("2025-09-17 10:00");
        Assert.Single(Of("bob"));
        await Sample.Done(_stage.Bot.Stores);
        Assert.Empty(await PlayAsync("2025-09-30 10:00"));
        Assert.Single(Of("bob"));
        Assert.Empty(await Invariants.BrokenAsync(_stage.Tables, Sample.Tenant));
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task An_absence_that_ends_early_brings_it_back_at_once()
    {
        await SetAsync([Ann with { Leaves = [new Leave(Day("2025-09-15"), Day("2025-09-26"), "bob")] }, Bob], Step("s1", "2025-09-16"));
        await PlayAsync("2025-09-17 08:00");
        await _stage.Bot.Stores.People.UpdateAsync(Sample.Tenant, "ann", p => p with { Leaves = null }, default);
        Assert.Equal(["2025-09-17 09:00"], (await PlayAsync("2025-09-17 12:00")).Take(1));
        Assert.Single(Of("bob"));
    }

    [Fact]
    public async Task With_nobody_to_stand_in_the_person_keeps_it_and_the_manager_is_told()
    {
        await SetAsync(
            [Ann with { Leaves = [new Leave(Day("2025-09-15"), Day("2025-09-19"), "bob")] }, Bob with { Leaves = [new Leave(Day("2025-09-15"), Day("2025-09-19"), "ann")] }, Mia],
            Sample.Step());
        Assert.Equal(["2025-09-17 09:00"], (await PlayAsync("2025-09-17 12:00")).Take(1));
        await PlayAsync("2025-09-18 12:00");
        Assert.Equal(["2025-09-18 09:00"], Of("mia"));
    }

    [Fact]
    public async Task A_muted_customer_is_silent_until_the_day_that_was_said()
    {
        await SetAsync([Ann with { Mutes = [new Mute(Sample.CustomerId, Day("2025-09-22"))] }], Sample.Step());
        Assert.Equal(["2025-09-22 09:00"], (await PlayAsync("2025-09-22 12:00")).Take(1));
    }

    [Fact]
    public async Task Of_somebody_who_cannot_be_reached_the_manager_sees_it_and_they_get_it_at_first_contact()
    {
        await SetAsync([Ann, Mia], Sample.Step());
        var reach = Sample.Reach() with { State = ReachState.Blocked };
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "ann", reach, default);
        Assert.Empty(await PlayAsync("2025-09-18 12:00"));
        Assert.Equal(["2025-09-18 09:00"], Of("mia"));
        Assert.Equal(PromptMark.Unreachable, _stage.Channel.Sent.Single().Prompts.Single().Why);
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "ann", reach with { State = ReachState.Active }, default);
        Assert.Equal(["2025-09-18 12:05"], (await PlayAsync("2025-09-18 12:10")).Take(1));
    }

    [Fact]
    public async Task A_manager_s_line_keeps_its_reason_when_the_channel_puts_it_off()
    {
        await SetAsync([Ann, Mia], Sample.Step());
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "ann", Sample.Reach() with { State = ReachState.Blocked }, default);
        var answer = _stage.Channel.Answer;
        var tries = 0;
        _stage.Channel.Answer = async batch => ++tries == 1 ? new Delivered.Later(TimeSpan.FromMinutes(2)) : await answer(batch);
        await PlayAsync("2025-09-18 12:00");
        Assert.Equal([PromptMark.Unreachable, PromptMark.Unreachable], _stage.Channel.Sent.Select(b => Assert.Single(b.Prompts).Why));
        Assert.Single(Of("mia"));
    }

    [Fact]
    public async Task A_reminder_of_ones_own_comes_once_and_can_be_taken_back()
    {
        await SetAsync([Ann], Step("s9", "2026-01-05"));
        foreach (var id in new[] { "o1", "o2" })
        {
            var made = await _stage.Bot.Stores.Own.ChangeAsync(Sample.Tenant, "ann", id, "op" + id, _ => Step(id, "2025-09-11", "21:00") with { Kind = StepKind.Reminder }, default);
            Assert.IsType<OwnChange.Committed>(made);
        }

        Assert.IsType<OwnChange.AlreadyDone>(await _stage.Bot.Stores.Own.ChangeAsync(Sample.Tenant, "ann", "o1", "opo1", s => s! with { What = "other" }, default));
        await _stage.Bot.Stores.Own.ChangeAsync(Sample.Tenant, "ann", "o2", "cancel", s => s! with { State = StepState.Cancelled }, default);
        Assert.Equal(["2025-09-11 21:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Equal("o1", _stage.Channel.Sent.Single().Prompts.Single().StepId);
        Assert.Empty(await Invariants.BrokenAsync(_stage.Tables, Sample.Tenant));
    }

    [Fact]
    public async Task What_a_person_asked_for_of_a_customer_comes_once_and_reaches_no_manager()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12") with { Kind = StepKind.Reminder });
        Assert.Equal(PromptKind.Reminder, (await _stage.PromptAsync("s1", "ann")).Kind);
        Assert.Equal(["2025-09-12 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Empty(Of("mia"));
    }

    [Fact]
    public async Task What_a_person_asked_for_is_told_to_no_manager_while_they_cannot_be_reached()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12") with { Kind = StepKind.Reminder });
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "ann", Sample.Reach() with { State = ReachState.Blocked }, default);
        Assert.Empty(await PlayAsync("2025-09-18 12:00"));
        Assert.Empty(Of("mia"));
    }

    [Theory]
    [InlineData("bob", "2025-09-22 09:00")]
    [InlineData("nobody", "2025-09-16 09:00")] // with nobody who is there the person keeps everything
    public async Task What_a_person_asked_for_goes_to_who_stands_in_and_to_no_manager(string deputy, string at)
    {
        await SetAsync(
            [Ann with { Leaves = [new Leave(Day("2025-09-15"), Day("2025-09-19"), deputy)] }, Bob, Mia], Step("s1", "2025-09-16") with { Kind = StepKind.Reminder });
        Assert.Equal([at], await PlayAsync("2025-09-30 12:00"));
        Assert.Equal(deputy == "bob" ? ["2025-09-16 09:00"] : [], Of("bob"));
        Assert.Empty(Of("mia"));
    }

    [Fact]
    public async Task A_reminder_that_was_planned_as_a_follow_up_is_read_and_comes_once()
    {
        await SetAsync([Ann, Mia], Step("s1", "2025-09-12") with { Kind = StepKind.Reminder });
        var planned = await _stage.PromptAsync("s1", "ann");
        var key = Keys.Recipient(Sample.Tenant, "ann");
        var stored = (await _stage.Tables.GetAsync(Keys.Prompts, key, Keys.Prompt(planned.Id), default))!.As(StoreJson.Default.KeptPrompt);
        var old = Rows.Bytes(stored with { It = stored.It with { Kind = PromptKind.FollowUp } }, StoreJson.Default.KeptPrompt);
        await _stage.Tables.ApplyAsync(new ChangeSet(Keys.Prompts, key, [new Change.Put(Keys.Prompt(planned.Id), old)]), default);
        Assert.Equal(["2025-09-12 09:00"], await PlayAsync("2025-09-30 12:00"));
        Assert.Empty(Of("mia"));
    }

    [Fact]
    public async Task After_downtime_everything_is_one_message_however_much_it_is()
    {
        await SetAsync([Ann], [.. Enumerable.Range(0, 60).Select(i => Step($"s{i:D2}", "2025-09-15"))]);
        await SkipAsync("2025-09-17 14:00");
        await PlayAsync("2025-09-17 15:00");
        Assert.Equal(60, Assert.Single(_stage.Channel.Sent).Prompts.Count);
    }

    [Theory]
    [InlineData(StepKind.Birthday, "2025-09-18 10:00", false)]
    [InlineData(StepKind.Birthday, "2025-09-22 10:00", true)]
    [InlineData(StepKind.Holiday, "2025-09-22 10:00", false)]
    [InlineData(StepKind.Event, "2025-09-16 10:00", true)]
    public async Task What_is_too_late_is_reported_as_such(StepKind kind, string back, bool tooLate)
    {
        await SetAsync([Ann], Step("s1", "2025-09-15") with { Kind = kind });
        await SkipAsync(back);
        await PlayAsync(back);
        Assert.Equal(tooLate, Assert.Single(_stage.Channel.Sent).Prompts.Single().TooLate);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Step Step(string id, string day, string? time = null, string owner = "ann")
    {
        var at = time is null ? (TimeOnly?)null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        return Sample.Step(id, owner) with { DueDay = Day(day), DueTime = at, DueAt = Due.At(Day(day), at, "Asia/Shanghai") };
    }

    private async Task SetAsync(IReadOnlyList<Person> people, params Step[] steps)
    {
        await _stage.Bot.Stores.People.ImportAsync(Sample.Tenant, [.. people.Select(p => (p, (IReadOnlyList<string>)[p.Id]))], default);
        foreach (var person in people)
        {
            await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, person.Id, Sample.Reach(), default);
        }

        await _stage.SetAsync(steps);
        _stage.Channel.Answer = batch =>
        {
            _sent.Add((batch.Recipient, Zones.LocalOf(_stage.People.GetUtcNow(), "Asia/Shanghai").ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
            return Task.FromResult<Delivered>(new Delivered.Arrived("activity"));
        };
    }

    private readonly List<(string Recipient, string At)> _sent = [];

    private List<string> Of(string recipient) => [.. _sent.Where(s => s.Recipient == recipient).Select(s => s.At)];

    /// <summary>Passes every five minutes until a local time; returns when Ann got a message.</summary>
    private async Task<List<string>> PlayAsync(string until)
    {
        var end = Local(until);
        while (_stage.People.GetUtcNow() <= end)
        {
            // Twice: what a delegate is given wakes the next pass at once.
            await _stage.PassAsync();
            await _stage.PassAsync();
            var gap = TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(_stage.People.GetUtcNow().UtcTicks % TimeSpan.FromMinutes(5).Ticks);
            _stage.Advance(gap);
        }

        return Of("ann");
    }

    private async Task SkipAsync(string to)
    {
        _stage.Advance(Local(to) - _stage.People.GetUtcNow());
        await Task.CompletedTask;
    }

    private static DateTimeOffset Local(string text) =>
        new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
