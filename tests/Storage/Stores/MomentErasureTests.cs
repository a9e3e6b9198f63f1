using CrmBot.Domain;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>After a moment is forgotten, nothing of it stands in the bytes that an engine keeps: neither it nor what was derived from it.</summary>
public sealed class MomentErasureTests : IDisposable
{
    private const string Customer = "c00000000000001";
    private const string Merged = "c00000000000002";
    private const string MomentId = "m00000000000001";

    /// <summary>What was told, in the record and its editions, and what was made of it.</summary>
    private static readonly string[] Words = ["妈妈住院", "母亲恢复情况"];

    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Remove();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_database_file_holds_nothing_of_it_neither_open_nor_closed(bool done)
    {
        await using (var tables = SqliteTables.Open(_file.Path))
        {
            using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
            await MakeAsync(tables, process, done);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Equal(Words, StoredBytes.InFile(Words, _file.Path));
            await ForgetAsync(tables, process, keeps: false);
            Assert.Empty(StoredBytes.InFile(Words, _file.Path));
            await WhatStaysAsync(process);
        }

        Assert.Empty(StoredBytes.InFile(Words, _file.Path));
    }

    [Fact]
    public async Task No_page_of_any_Azure_table_holds_anything_of_it_after_deaths_on_the_way()
    {
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() };
        var tables = new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        using var process = new Process(tables, TimeProvider.System, new CountedIds("a"));
        await MakeAsync(tables, process, done: false);
        Assert.Equal(Words, await StoredBytes.InPagesAsync(options, Words));
        foreach (var lives in new[] { 6, 12, 18 })
        {
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, TimeProvider.System, new CountedIds($"b{lives}"));
            await Assert.ThrowsAsync<CrashException>(() => ForgetAsync(cut, dying, keeps: false));
        }

        await ForgetAsync(tables, process, keeps: false);
        Assert.Empty(await StoredBytes.InPagesAsync(options, Words));
        await WhatStaysAsync(process);
    }

    [Fact]
    public async Task The_sentence_stays_where_only_the_moment_is_to_go_and_the_prompt_is_taken_away()
    {
        var tables = new MemoryTables();
        using var process = new Process(tables, new FakeClock(Sample.Start), new CountedIds("a"));
        await MakeAsync(tables, process, done: false);
        await ForgetAsync(tables, process, keeps: true);

        var file = (await process.Customers.LoadAsync(Sample.Tenant, Customer, default))!;
        Assert.Empty(file.Moments);
        Assert.Contains("妈妈住院", file.Recent[0].Summary, StringComparison.Ordinal);
        var care = Assert.Single(file.Steps, s => s.SourceId == MomentId);
        Assert.Equal(("", StepState.Cancelled), (care.What, care.State));
        var prompt = Assert.Single(await process.Prompts.SeeAsync(Sample.Tenant, Sample.Owner, [Prompt.IdOf(care.Id)], default));
        Assert.Equal(PromptState.Removed, prompt.Prompt.State);
        Assert.Empty(await EraseWorld.FoundAsync(tables, ["母亲恢复情况"]));
    }

    [Fact]
    public async Task A_contact_that_is_erased_takes_the_prompts_of_its_moments_along()
    {
        var tables = new MemoryTables();
        using var process = new Process(tables, new FakeClock(Sample.Start), new CountedIds("a"));
        await MakeAsync(tables, process, done: false);
        var request = new ChangeRequest(Sample.Tenant, Customer, "erase", "boss", Sample.Start);
        await EraseWorld.EraseAllAsync(process, tables, request, e => e.ContactAsync(request, "k00000000000001", default));

        var file = (await process.Customers.LoadAsync(Sample.Tenant, Customer, default))!;
        Assert.Empty(file.Moments);
        Assert.Equal(("", StepState.Cancelled), Assert.Single(file.Steps, s => s.SourceId == MomentId) is var care ? (care.What, care.State) : default);
        Assert.Empty(await EraseWorld.FoundAsync(tables, ["母亲恢复情况", "吴主任"]));
    }

    private static async Task WhatStaysAsync(Process process)
    {
        var file = (await process.Customers.LoadAsync(Sample.Tenant, Customer, default))!;
        Assert.Contains("问项目进度", file.Recent[0].Summary, StringComparison.Ordinal);
        Assert.Equal("问项目进度", Assert.Single(file.OpenSteps).What);
    }

    private static async Task MakeAsync(ITables tables, Process process, bool done)
    {
        await process.People.ImportAsync(Sample.Tenant, [(new Person(Sample.Owner, Sample.Owner, null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN"), [Sample.Owner])], default);
        var head = new Customer(Customer, "瑞康", [], Sample.Owner, [], Tier.B, Stage.Intent, Status.New, null);
        var filed = new FollowUp("f00000000000001", Sample.Owner, Sample.Start, Sample.Start, Channel.Call, "吴主任", "吴主任妈妈住院了,下周再问", null, null, "s00000000000001", null, false, 1)
        {
            Gist = new Gist("吴主任妈妈住院了", null, null, null),
        };
        var moment = new Moment(MomentId, MomentKind.FamilyHealth, "吴主任妈妈住院了", "吴主任", null, false, filed.Id, Sample.Owner, Sample.Start);
        var care = Sample.Step("s00000000000002") with { What = "问候吴主任母亲恢复情况", SourceId = MomentId, Kind = StepKind.Care, Until = new DateOnly(2026, 1, 1) };
        await ChangeAsync(process, Customer, "made", new CustomerEdit("created", head)
        {
            Contacts = [new Contact("k00000000000001", "吴主任", "吴主任", null, null)],
            FollowUps = [filed],
            Steps = [Sample.Step("s00000000000001") with { What = "问项目进度" }],
        });
        await ChangeAsync(process, Customer, "kept", Moment.Keep((await process.Customers.LoadAsync(Sample.Tenant, Customer, default))!, [moment], [care]));
        await ChangeAsync(process, Customer, "edit", new CustomerEdit("edited", head) { FollowUps = [filed with { Summary = "吴主任妈妈住院了,下下周一再问项目进度", Edition = 2 }] });
        if (done)
        {
            await ChangeAsync(process, Customer, "done", Domain.Steps.Done((await process.Customers.LoadAsync(Sample.Tenant, Customer, default))!, care, Sample.Start));
        }

        // The moment came from a customer that was merged into this one: its rows there are nobody's to read, and are there.
        await ChangeAsync(process, Merged, "made2", new CustomerEdit("created", head with { Id = Merged, Name = "瑞康旧" }) { Moments = [moment], FollowUps = [filed with { NextStepId = null }], Steps = [care with { State = StepState.Done, ClosedAt = Sample.Start }] });
        var partition = Keys.Customer(Sample.Tenant, Merged);
        var loser = (await tables.GetAsync(Keys.Crm, partition, Keys.Head, default))!;
        var row = loser.As(StoreJson.Default.HeadRow) with { MergedInto = Customer };
        await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Replace(Keys.Head, loser.ETag, Rows.Bytes(row, StoreJson.Default.HeadRow))]), default);

        var drafts = new DraftStore(tables, TimeProvider.System);
        await drafts.PutAsync(Sample.Tenant, new Draft("d00000000000001", Sample.Owner, "follow-up", Customer, null, null, 1, false, null) { Said = "吴主任妈妈住院了,下下周一再问项目进度" }, default);
        await drafts.PutAsync(Sample.Tenant, new Draft("d00000000000002", Sample.Owner, "follow-up", Customer, null, null, 1, false, null) { Said = "another thing" }, default);
    }

    private static async Task ForgetAsync(ITables tables, Process process, bool keeps)
    {
        var request = new ChangeRequest(Sample.Tenant, Customer, "forget0000000001", Sample.Owner, Sample.Start);
        await EraseWorld.EraseAllAsync(process, tables, request, e => e.MomentAsync(request, MomentId, ["吴主任妈妈住院了", "吴主任妈妈住院", "问候吴主任母亲恢复情况"], keeps, default));

        // A form that tells of something else stays.
        Assert.NotNull(await new DraftStore(tables, TimeProvider.System).GetAsync(Sample.Tenant, Sample.Owner, "d00000000000002", default));
    }

    private static async Task ChangeAsync(Process process, string customer, string op, CustomerEdit edit) =>
        Assert.IsType<ChangeOutcome<string>.Committed>(await process.Customers.ChangeAsync<string>(Sample.Request(op, customer), _ => new Decision<string>.Commit(edit), default));
}
