using CrmBot.Domain;

namespace CrmBot.Bot.Tests;

public sealed class DemoHistoryTests
{
    public static TheoryData<string> Clocks => DemoClock.All;

    [Theory]
    [MemberData(nameof(Clocks))]
    public void A_history_begins_with_the_customer_and_runs_forward_in_small_changes(string clock)
    {
        Assert.All(DemoClock.World(clock).Customers, customer =>
        {
            Assert.Equal(customer.Id, customer.Edits[0].Edit.Head.Id);
            Assert.NotEmpty(customer.Edits[0].Edit.Contacts);
            Assert.Null(customer.Edits[0].Edit.Head.LastContact);
            Assert.Equal(["created"], customer.Edits.Where(e => e.Edit.What == "created").Select(e => e.Edit.What));
            Assert.Equal("created", customer.Edits[0].Edit.What);
            Assert.All(customer.Edits.Zip(customer.Edits.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
            Assert.All(customer.Edits, edit => Assert.InRange(Rows(edit.Edit), 1, 60));
        });
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Nothing_of_the_past_lies_in_the_future(string clock)
    {
        var now = DemoClock.At(clock);
        foreach (var edit in DemoClock.World(clock).Customers.SelectMany(c => c.Edits))
        {
            DateTimeOffset?[] instants =
            [
                edit.At,
                .. edit.Edit.FollowUps.SelectMany(f => new DateTimeOffset?[] { f.ContactedAt, f.FiledAt }),
                .. edit.Edit.Steps.Select(s => s.ClosedAt),
                .. edit.Edit.Complaints.SelectMany(c => new[] { c.OpenedAt, c.ClosedAt }),
                .. edit.Edit.Touches.Select(t => (DateTimeOffset?)t.At),
            ];
            Assert.All(instants, instant => Assert.True(instant is null || instant < now));

            var today = Zones.DayOf(now, "Europe/London");
            Assert.All(edit.Edit.Orders.Select(o => o.Day).Concat(edit.Edit.Scores.Select(s => s.Day)), day => Assert.True(day <= today));
        }
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Half_a_year_holds_six_to_fourteen_different_summaries_a_customer(string clock)
    {
        var now = DemoClock.At(clock);
        Assert.All(DemoClock.World(clock).Customers, customer =>
        {
            var filed = customer.Edits.SelectMany(e => e.Edit.FollowUps).ToList();
            Assert.InRange(filed.Count, 6, 14);
            Assert.InRange((now - filed[0].ContactedAt).TotalDays, 150, 200);
            Assert.Equal(filed.Count, filed.Select(f => f.Summary).Distinct(StringComparer.Ordinal).Count());
            Assert.All(filed, f =>
            {
                Assert.True(f.Summary.Trim().Length >= 8, f.Summary);
                Assert.DoesNotContain('{', f.Summary);
                Assert.True(f.ContactedAt < f.FiledAt);
                Assert.True(f.NextStepId is null != f.NoNextStepBecause is null);
            });
            Assert.All(filed.Zip(filed.Skip(1)), pair => Assert.True(pair.First.FiledAt < pair.Second.ContactedAt));
        });
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void The_head_knows_the_day_of_its_last_filed_contact(string clock)
    {
        var world = DemoClock.World(clock);
        var zones = world.People.ToDictionary(p => p.Id, p => p.Zone);
        Assert.All(world.Customers, customer =>
        {
            DateOnly? last = null;
            foreach (var edit in customer.Edits)
            {
                last = edit.Edit.FollowUps.Count == 0 ? last : Zones.DayOf(edit.Edit.FollowUps[0].ContactedAt, zones[edit.ById]);
                Assert.Equal(last, edit.Edit.Head.LastContact);
            }

            Assert.All(customer.Edits.SelectMany(e => e.Edit.FollowUps), f =>
                Assert.False(Zones.DayOf(f.ContactedAt, zones[f.AuthorId]).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        });
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void A_step_is_set_by_a_follow_up_and_every_one_but_the_last_is_closed_once(string clock)
    {
        var world = DemoClock.World(clock);
        var zones = world.People.ToDictionary(p => p.Id, p => p.Zone);
        Assert.All(world.Customers, customer =>
        {
            var open = new Dictionary<string, Step>(StringComparer.Ordinal);
            foreach (var edit in customer.Edits)
            {
                foreach (var step in edit.Edit.Steps)
                {
                    Assert.Equal(Zones.InstantOf(step.DueDay, step.DueTime ?? new TimeOnly(9, 0), step.Zone), step.DueAt);
                    Assert.Equal(zones[step.OwnerId], step.Zone);
                    if (step.Kind is { } kind)
                    {
                        // An act of care is of a moment, and what a colleague is asked for of a person.
                        Assert.Equal(kind == StepKind.Help, step.AskedById is not null);
                        Assert.True(kind == StepKind.Help || edit.Edit.Moments.Any(m => m.Id == step.SourceId));
                        continue;
                    }

                    if (step.State == StepState.Done)
                    {
                        Assert.True(open.Remove(step.Id, out var before));
                        Assert.Equal(before, step with { State = StepState.Open, ClosedAt = null });
                        Assert.Equal(edit.At, step.ClosedAt);
                    }
                    else
                    {
                        Assert.True(open.TryAdd(step.Id, step));
                        Assert.Equal(edit.Edit.FollowUps.Single().Id, step.SourceId);
                        Assert.True(step.DueAt > edit.Edit.FollowUps.Single().FiledAt || step.DueDay > edit.Edit.Head.LastContact);
                    }
                }

                Assert.All(edit.Edit.FollowUps, f => Assert.True(f.NextStepId is null || open.ContainsKey(f.NextStepId)));
            }

            var final = customer.Edits.Last(e => e.Edit.FollowUps.Count > 0).Edit;
            Assert.NotEmpty(open);
            Assert.All(open.Values, step => Assert.Equal(final.FollowUps[0].Id, step.SourceId));
        });
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Ids_are_unique_and_come_from_the_operation(string clock)
    {
        var edits = DemoClock.World(clock).Customers.SelectMany(c => c.Edits).ToList();
        Assert.Equal(edits.Count, edits.Select(e => e.OpId).Distinct().Count());
        Assert.All(edits, edit => Assert.All(edit.Edit.FollowUps, f => Assert.Equal(Ids.From(edit.OpId, "follow-up"), f.Id)));
        var steps = edits.SelectMany(e => e.Edit.Steps).Where(s => s.State == StepState.Open).Select(s => s.Id).ToList();
        Assert.Equal(steps.Count, steps.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void There_was_trouble_and_it_was_settled_within_two_weeks(string clock)
    {
        var complaints = DemoClock.World(clock).Customers.SelectMany(c => c.Edits).SelectMany(e => e.Edit.Complaints)
            .GroupBy(c => c.Id).Select(editions => editions.Last()).ToList();
        Assert.Equal(3, complaints.Count);
        Assert.All(complaints, c =>
        {
            Assert.NotNull(c.Resolution);
            Assert.InRange((c.ClosedAt!.Value - c.OpenedAt).TotalDays, 0.5, 14);
        });
    }

    [Fact]
    public void Buyers_have_orders_and_scores_and_some_work_was_late_or_thin()
    {
        var world = DemoClock.World(DemoClock.Scenario);
        Assert.All(world.Customers.Where(c => c.Edits[^1].Edit.Head.Stage is Stage.Deal or Stage.Mature), customer =>
        {
            Assert.Contains(customer.Edits, e => e.Edit.Orders.Count > 0);
            Assert.Contains(customer.Edits, e => e.Edit.Scores.Count > 0);
            Assert.Contains(customer.Edits, e => e.Edit.Touches.Count > 0);
        });

        var edits = world.Customers.SelectMany(c => c.Edits).Select(e => e.Edit).ToList();
        var done = edits.SelectMany(e => e.Steps).Where(s => s.State == StepState.Done).ToList();
        var late = done.Where(s => Zones.DayOf(s.ClosedAt!.Value, s.Zone) > s.DueDay).ToLookup(s => s.OwnerId);
        Assert.InRange(late.Sum(g => g.Count()) / (double)done.Count, 0.1, 0.4);
        Assert.True(late["zw"].Count() > late["cj"].Count());
        Assert.Contains(edits.SelectMany(e => e.FollowUps), f => f.Shallow);
        Assert.All(edits.SelectMany(e => e.Scores), s => Assert.InRange(s.Score, s.Nps ? 0 : 1, s.Nps ? 10 : 5));
    }

    /// <summary>Rows of the change set: every record, the head, its event and the receipt; an edition keeps the earlier one.</summary>
    private static int Rows(CustomerEdit edit) =>
        3 + edit.FollowUps.Count * 2 + edit.Steps.Count + edit.Contacts.Count + edit.Complaints.Count
        + edit.Scores.Count + edit.Orders.Count + edit.Touches.Count;
}
