using CrmBot.Domain;
using CrmBot.Storage.Tests.Contract;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A record that is taken back or deleted leaves no word of itself in the store, and no reminder.</summary>
public sealed class UnfilingTests : IDisposable
{
    private static readonly string[] Words = ["pumps and valves", "first thoughts", "second thoughts", "plays the cello", "send the pump list", "old errand", "reads Tolstoy", "too loud"];

    private static readonly Company Company = new([new Person(Sample.Owner, "Ann", null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN")]);

    private static readonly FollowUp Filed = new(
        "f00000000000009", Sample.Owner, Sample.Start, Sample.Start, Channel.Call, "Sun", "first thoughts", null, Status.Interested, "s00000000000009", null, false, 1)
    {
        Gist = new Gist(null, "pumps and valves", "too loud", ObjectionCategory.Feature),
    };

    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Remove();

    [Fact]
    public async Task No_byte_of_it_is_left_and_the_rest_of_the_customer_stays()
    {
        await using (var tables = SqliteTables.Open(_file.Path))
        {
            using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
            await MakeAsync(process);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Equal(Words, StoredBytes.InFile(Words, _file.Path));

            await DeleteAsync(tables, process);
            await tables.RewriteAsync(default);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Empty(StoredBytes.InFile(Words, _file.Path));
            Assert.NotEmpty(StoredBytes.InFile(["talked about glass"], _file.Path));
        }

        Assert.Empty(StoredBytes.InFile(Words, _file.Path));
    }

    [Fact]
    public async Task Its_reminder_is_gone_and_lists_and_facts_follow()
    {
        var tables = new MemoryTables();
        using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
        await MakeAsync(process);
        Assert.NotEmpty(await process.DueUntilAsync(Sample.DueAt));
        Assert.Equal(["s00000000000009"], (await process.Index.OfPersonAsync(Sample.Tenant, Sample.Owner, default)).SelectMany(s => s.OpenSteps).Select(s => s.Id));

        await DeleteAsync(tables, process);
        Assert.All((await process.Prompts.SeeAllAsync(Sample.Tenant, Sample.Owner, default)).Prompts.Values, p => Assert.Equal(PromptState.Removed, p.Prompt.State));
        Assert.Empty((await process.Index.OfPersonAsync(Sample.Tenant, Sample.Owner, default)).SelectMany(s => s.OpenSteps));
        Assert.Empty(await EraseWorld.FoundAsync(tables, Words));

        var history = new HistoryStore(tables);
        var acts = await history.ActsAsync(Sample.Tenant, Sample.Owner, Sample.Start, default);
        Assert.Equal(["filed", "filed", "edited", "unfiled"], acts.Select(a => a.Code).Where(c => c is "filed" or "edited" or "unfiled"));
        Assert.Equal(2, acts.Where(a => a.Code is "filed" or "unfiled").Count(a => a.Id == Filed.Id));
        Assert.Empty(await history.EditionsAsync(Sample.Tenant, Sample.CustomerId, Filed.Id, default));
        Assert.Null(await process.Customers.FollowUpAsync(Sample.Tenant, Sample.CustomerId, Filed.Id, default));
    }

    [Fact]
    public async Task Editions_tell_who_changed_what_and_more_than_one_change_takes_are_swept_after_it()
    {
        var tables = new MemoryTables();
        using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
        await MakeAsync(process);
        var history = new HistoryStore(tables);
        var editions = await history.EditionsAsync(Sample.Tenant, Sample.CustomerId, Filed.Id, default);
        Assert.Equal([(3, "edit2", Sample.Other), (2, "edit1", Sample.Owner), (1, "filed9", Sample.Owner)], editions.Select(e => (e.It.Edition, e.By!.OpId, e.By.ById)));
        var filed = editions[2].By!;
        Assert.Equal(("filed", Status.New, Status.Interested, (DateOnly?)null, new DateOnly(2025, 9, 10)), (filed.What, filed.StatusBefore!.Value, filed.Status!.Value, filed.LastContactBefore, filed.LastContact!.Value));
        Assert.Equal(["s00000000000008", "s00000000000009"], filed.Steps.Select(s => s.StepId).Order(StringComparer.Ordinal));
        Assert.Equal(filed.Rev, (await history.OperationAsync(Sample.Tenant, Sample.CustomerId, "filed9", default))!.Rev);
        Assert.Null(await history.OperationAsync(Sample.Tenant, Sample.CustomerId, "nothing", default));

        for (var i = 0; i < 40; i++)
        {
            await Sample.Change(process, $"more{i}", file => new CustomerEdit("edited", file!.Head) { FollowUps = [Filed with { Edition = 4 + i }] });
        }

        await DeleteAsync(tables, process);
        Assert.NotEmpty(await EraseWorld.FoundAsync(tables, Words));
        Assert.True(await history.SweepAsync(Sample.Tenant, Sample.CustomerId, Filed.Id, default) > 0);
        Assert.Empty(await EraseWorld.FoundAsync(tables, Words));
        Assert.Equal(0, await history.SweepAsync(Sample.Tenant, Sample.CustomerId, "f00000000000001", default));
    }

    [Fact]
    public async Task A_card_names_its_record_until_it_does_not_any_more()
    {
        using var process = new Process(new MemoryTables(), TimeProvider.System, new CountedIds("a"));
        await process.Reach.RememberCardAsync(Sample.Tenant, "ann", "card1", "activity1", ["c1"], default);
        await process.Reach.AlsoAboutAsync(Sample.Tenant, "ann", "card1", ["c1", "f1"], default);
        await process.Reach.AlsoAboutAsync(Sample.Tenant, "ann", "nothing", ["f1"], default);
        Assert.Equal("card1", Assert.Single(await process.Reach.CardsAboutAsync(Sample.Tenant, "ann", ["f1"], default)).CardId);
        await process.Reach.NotAboutAsync(Sample.Tenant, "ann", "card1", ["f1"], default);
        Assert.Empty(await process.Reach.CardsAboutAsync(Sample.Tenant, "ann", ["f1"], default));
        Assert.Single(await process.Reach.CardsAboutAsync(Sample.Tenant, "ann", ["c1"], default));
    }

    private static async Task MakeAsync(Process process)
    {
        await Sample.Create(process);
        await Sample.Change(process, "other", file => new CustomerEdit("filed", file!.Head)
        {
            FollowUps = [Filed with { Id = "f00000000000001", Summary = "talked about glass", Gist = null, NextStepId = null, ContactedAt = Sample.Start.AddDays(-9) }],
        });
        await Sample.Change(process, "filed9", file => new CustomerEdit("filed", file!.Head with { LastContact = new DateOnly(2025, 9, 10), Status = Status.Interested })
        {
            FollowUps = [Filed],
            Steps =
            [
                Sample.Step("s00000000000009") with { What = "send the pump list", SourceId = Filed.Id },
                Sample.Step("s00000000000008") with { What = "old errand", SourceId = Filed.Id },
            ],
        });
        await Sample.Change(process, "kept", file => Moment.Keep(file!, [Of("m00000000000009", "plays the cello"), Of("m00000000000008", "reads Tolstoy")], []));
        await Sample.Change(process, "errand", file => Steps.Done(file!, file!.Steps.Single(s => s.Id == "s00000000000008"), Sample.Start.AddDays(-60)));
        for (var i = 0; i < 25; i++)
        {
            // So many that a decision does not see the first of them any more.
            await Sample.Change(process, $"busy{i}", file => new CustomerEdit("imported", file!.Head) { Steps = [Sample.Step($"s1000000000000{i:D2}") with { What = "busy", State = StepState.Done, ClosedAt = Sample.Start }] });
        }

        await Sample.Change(process, "edit1", file => new CustomerEdit("edited", file!.Head) { FollowUps = [Filed with { Summary = "second thoughts", Edition = 2 }] });
        await process.Customers.ChangeAsync<string>(
            Sample.Request("edit2", by: Sample.Other), file => new Decision<string>.Commit(new CustomerEdit("edited", file!.Head) { FollowUps = [Filed with { Edition = 3 }] }), default);
    }

    private static async Task DeleteAsync(ITables tables, Process process)
    {
        var deleted = await Sample.Change(process, "deleted", file => Unfiling.Delete(file!, file!.Recent.Single(r => r.Id == Filed.Id), Company, Sample.Start));
        Assert.IsType<ChangeOutcome<string>.Committed>(deleted);

        // What to look for elsewhere is kept until it was looked for.
        var sweep = new RecordSweep(tables);
        Assert.Contains(Filed.Summary, (await sweep.TracesAsync(Sample.Tenant, Sample.CustomerId, "deleted", [], default))!.Texts);
        Assert.Equal(new Walked(null, 0), await sweep.MergedAsync(Sample.Tenant, Sample.CustomerId, Filed.Id, "deleted", null, default));
        await sweep.EndAsync(Sample.Tenant, Sample.CustomerId, "deleted", rewrite: false, default);
        Assert.Null(await sweep.TracesAsync(Sample.Tenant, Sample.CustomerId, "deleted", [], default));
    }

    private static Moment Of(string id, string what) => new(id, MomentKind.Hobby, what, "Sun", null, false, Filed.Id, Sample.Owner, Sample.Start);
}
