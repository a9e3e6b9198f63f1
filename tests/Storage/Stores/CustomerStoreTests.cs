using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class CustomerStoreTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;

    public CustomerStoreTests() => _process = new Process(_tables, _clock, new CountedIds("i"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_created_customer_is_loaded_with_everything_below_it()
    {
        var outcome = await Change(_process, "create", _ => new CustomerEdit("created", Head)
        {
            Steps = [Step()],
            Contacts = [new Contact("k1", "Zhang", "张总", null, null)],
            Complaints = [new Complaint("x1", Start, Severity.High, "late", Owner, null, null)],
            Scores = [new Satisfaction("q2", new DateOnly(2025, 9, 2), false, 3), new Satisfaction("q1", new DateOnly(2025, 9, 1), false, 5)],
            FollowUps = [FollowUp("f1", 1)],
        });

        var committed = Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
        Assert.True(committed.ShadowsStand);
        var file = await _process.Customers.LoadAsync(Tenant, CustomerId, default);
        Assert.Equivalent(committed.File, file);
        Assert.Equal(1, file!.Rev);
        Assert.Equal("Zhang", Assert.Single(file.Contacts).Name);
        Assert.Equal([5, 3], file.Scores.Select(s => s.Score));
        Assert.Equal("x1", Assert.Single(file.Complaints).Id);
        Assert.Equal(0, _tables.Count(Keys.Work));
    }

    [Fact]
    public async Task A_customer_that_is_not_there_is_null_and_the_decision_sees_null()
    {
        Assert.Null(await _process.Customers.LoadAsync(Tenant, "nobody", default));
        var outcome = await Change(_process, "op", file => file is null ? null : new CustomerEdit("x", file.Head));
        Assert.Equal("no", Assert.IsType<ChangeOutcome<string>.No>(outcome).Why);
        Assert.Equal(0, _tables.Count(Keys.Crm));
    }

    [Fact]
    public async Task The_same_operation_twice_changes_nothing_and_returns_the_first_receipt()
    {
        await Create(_process, Step());
        var first = Assert.IsType<ChangeOutcome<string>.Committed>(await Done(_process));
        var second = Assert.IsType<ChangeOutcome<string>.AlreadyDone>(await Done(_process));
        Assert.Equal(first.Receipt, second.Receipt);
        Assert.Equal(2, second.File.Rev);
        Assert.Equal(first.Receipt, await _process.Customers.ReceiptAsync(Tenant, CustomerId, "done", default));
        Assert.Null(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "other", default));
    }

    [Fact]
    public async Task The_same_operation_at_once_is_committed_once()
    {
        await Create(_process, Step());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Done(_process))));
        Assert.Single(outcomes.OfType<ChangeOutcome<string>.Committed>());
        Assert.Equal(15, outcomes.OfType<ChangeOutcome<string>.AlreadyDone>().Count());
    }

    [Fact]
    public async Task A_refusal_that_the_same_operation_made_true_is_answered_with_its_receipt()
    {
        await Create(_process, Step());
        var raced = false;
        var outcome = await _process.Customers.ChangeAsync<string>(Request("done"), _ =>
        {
            if (!raced)
            {
                raced = true;
                Done(_process).GetAwaiter().GetResult();
            }

            return new Decision<string>.No("done already");
        }, default);

        Assert.IsType<ChangeOutcome<string>.AlreadyDone>(outcome);
    }

    [Fact]
    public async Task A_decision_is_made_again_on_what_a_faster_change_left()
    {
        await Create(_process, Step());
        var runs = 0;
        var outcome = await _process.Customers.ChangeAsync<string>(Request("slow"), file =>
        {
            if (runs++ == 0)
            {
                Change(_process, "fast", f => new CustomerEdit("tier", f!.Head with { Tier = Tier.C })).GetAwaiter().GetResult();
            }

            return new Decision<string>.Commit(new CustomerEdit("vip", file!.Head with { Vip = true }));
        }, default);

        var file = Assert.IsType<ChangeOutcome<string>.Committed>(outcome).File;
        Assert.Equal(2, runs);
        Assert.Equal((Tier.C, true, 3), (file.Head.Tier, file.Head.Vip, file.Rev));
    }

    [Fact]
    public async Task A_customer_that_others_never_stop_changing_is_contended()
    {
        await Create(_process, Step());
        var n = 0;
        var outcome = await _process.Customers.ChangeAsync<string>(Request("slow"), file =>
        {
            Change(_process, $"fast{n++}", f => new CustomerEdit("tier", f!.Head)).GetAwaiter().GetResult();
            return new Decision<string>.Commit(new CustomerEdit("vip", file!.Head with { Vip = true }));
        }, default);

        Assert.IsType<ChangeOutcome<string>.Contended>(outcome);
        Assert.False((await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Head.Vip);
    }

    [Fact]
    public async Task No_update_is_lost_when_many_change_one_customer()
    {
        await Create(_process);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            ChangeOutcome<string> outcome;
            do
            {
                outcome = await Change(_process, $"add{i}", f => new CustomerEdit("named", f!.Head with { Aliases = [.. f.Head.Aliases, $"a{i}"] }));
            }
            while (outcome is ChangeOutcome<string>.Contended);

            return outcome;
        })));

        Assert.All(outcomes, o => Assert.IsType<ChangeOutcome<string>.Committed>(o));
        Assert.Equal(9, (await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Head.Aliases.Count);
    }

    [Fact]
    public async Task An_edited_follow_up_keeps_its_id_and_its_earlier_edition_and_moves_in_the_timeline()
    {
        await Change(_process, "create", _ => new CustomerEdit("created", Head) { FollowUps = [FollowUp("f1", 1), FollowUp("f2", 2)] });
        await Change(_process, "edit", f => new CustomerEdit("edited", f!.Head) { FollowUps = [FollowUp("f1", 3) with { Summary = "again" }] });

        var page = await _process.Customers.TimelineAsync(Tenant, CustomerId, 10, null, default);
        Assert.Equal(["f1", "f2"], page.Items.Select(f => f.Id));
        var stored = await _process.Customers.FollowUpAsync(Tenant, CustomerId, "f1", default);
        Assert.Equal((2, "again"), (stored!.Edition, stored.Summary));
        Assert.NotNull(await _tables.GetAsync(Keys.Crm, Keys.Customer(Tenant, CustomerId), Keys.Earlier("f1", 1), default));
        Assert.Null(await _process.Customers.FollowUpAsync(Tenant, CustomerId, "f9", default));
    }

    [Fact]
    public async Task A_timeline_comes_by_pages_newest_first()
    {
        await Change(_process, "create", _ => new CustomerEdit("created", Head) { FollowUps = [.. Enumerable.Range(1, 7).Select(i => FollowUp($"f{i}", i))] });
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = await _process.Customers.TimelineAsync(Tenant, CustomerId, 3, next, default);
            ids.AddRange(page.Items.Select(f => f.Id));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(["f7", "f6", "f5", "f4", "f3", "f2", "f1"], ids);
        Assert.Equal(["f7", "f6", "f5", "f4", "f3"], (await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Recent.Select(f => f.Id));
    }

    [Fact]
    public async Task The_sixty_first_open_step_is_refused_and_nothing_is_written()
    {
        await Create(_process, [.. Enumerable.Range(0, 40).Select(i => Step($"s{i}"))]);
        await Change(_process, "more", f => new CustomerEdit("x", f!.Head) { Steps = [.. Enumerable.Range(40, 20).Select(i => Step($"s{i}"))] });
        var outcome = await Change(_process, "last", f => new CustomerEdit("x", f!.Head) { Steps = [Step("s60")] });

        Assert.Equal(61, Assert.IsType<ChangeOutcome<string>.Full>(outcome).OpenSteps);
        Assert.Equal(60, (await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.OpenSteps.Count());
    }

    [Fact]
    public async Task A_change_of_more_than_ninety_rows_is_a_bug_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Change(_process, "create", _ => new CustomerEdit("created", Head)
        {
            Contacts = [.. Enumerable.Range(0, 90).Select(i => new Contact($"k{i}", $"Ann {i}", null, null, null))],
        }));

    [Fact]
    public async Task A_step_planned_anew_gets_a_higher_version_even_when_the_caller_forgets()
    {
        await Create(_process, Step());
        var moved = await Change(_process, "move", f => new CustomerEdit("x", f!.Head) { Steps = [Step() with { DueAt = DueAt.AddDays(1) }] });
        Assert.Equal(2, Assert.Single(((ChangeOutcome<string>.Committed)moved).File.Steps).Ver);
        var same = await Change(_process, "text", f => new CustomerEdit("x", f!.Head) { Steps = [f.Steps[0] with { What = "other" }] });
        Assert.Equal(2, Assert.Single(((ChangeOutcome<string>.Committed)same).File.Steps).Ver);
    }

    [Fact]
    public async Task A_merged_customer_is_read_and_changed_through_its_old_id()
    {
        await Create(_process, Step());
        var loser = Head with { Id = "c0" };
        var row = Rows.Bytes(new HeadRow(Rows.V, 4, loser, CustomerId), StoreJson.Default.HeadRow);
        await _tables.ApplyAsync([new ChangeSet(Keys.Crm, Keys.Customer(Tenant, "c0"), [new Change.Insert(Keys.Head, row)])], default);

        Assert.Equal(CustomerId, (await _process.Customers.LoadAsync(Tenant, "c0", default))!.Head.Id);
        await _process.Customers.ChangeAsync<string>(
            Request("vip", "c0"), f => new Decision<string>.Commit(new CustomerEdit("vip", f!.Head with { Vip = true })), default);
        Assert.True((await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Head.Vip);
        Assert.NotNull(await _process.Customers.ReceiptAsync(Tenant, "c0", "vip", default));
    }

    [Theory]
    [InlineData("a/b\\c#d?e|f%g")]
    [InlineData("华东精密 😀")]
    [InlineData("line\nbreak\u007f~{}")]
    public async Task Any_text_can_be_an_id(string id)
    {
        await _process.Customers.ChangeAsync<string>(
            new ChangeRequest(id, id, id, id, Start), _ => new Decision<string>.Commit(new CustomerEdit("x", Head with { Id = id, OwnerId = id }) { Steps = [Step(id, id)] }), default);
        Assert.Equal(id, Assert.Single(await _process.Index.OfPersonAsync(id, id, default)).CustomerId);
        Assert.Equal(id, Assert.Single(await _process.DueUntilAsync(DueAt)).CustomerId);
        Assert.Equal(id, Assert.Single(await _process.NamesAsync(id)).CustomerId);
    }

    [Fact]
    public void Different_texts_are_different_parts_and_long_ones_stay_short()
    {
        string[] texts = ["a", "A", "a|", "a~007c", "~007c", "|", "a ", new string('x', 200), new string('x', 201)];
        Assert.Equal(texts.Length, texts.Select(Keys.Part).Distinct(StringComparer.Ordinal).Count());
        Assert.All(texts, t => Assert.InRange(Keys.Part(t).Length, 1, 120));
        Assert.Throws<ArgumentException>(() => Keys.Part(""));
    }

    private static FollowUp FollowUp(string id, int day) => new(
        id, Owner, Start.AddDays(day), Start, Channel.Call, "Zhang", "wants a quote", null, null, null, "none yet", false, 1);
}
