using System.Text;
using System.Text.Json;
using CrmBot.Bot.Import;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Bot.Tests.Jobs;

/// <summary>A process that runs an import or a handover dies between any two calls of the store; another one goes on. It ends as if nothing had happened.</summary>
public sealed class JobCutTests
{
    private const string Customers = """
        客户名称,别名,负责人,等级,最近联系
        远山科技,远山,王敏,A,2025-08-20
        海蓝包装,,李强,B,2025-08-01
        坏等级公司,,王敏,D,
        北辰仪器,,王敏,C,
        远山科技,,王敏,B,
        无人公司,,钱多多,A,
        """;

    private const string FollowUps = """
        客户,联系时间,方式,跟进人,总结,下一步,下一步日期
        老客户一,2025-08-20 10:00,电话,王敏,想看方案,送样机,2025-09-18
        老客户一,2025-08-21 10:00,拜访,李强,看了产线,,
        老客户二,2025-08-22 10:00,电话,王敏,问了价格,寄价目表,2025-03-08
        没有的客户,2025-08-22 10:00,电话,王敏,某事,,
        老客户二,2025-08-23 10:00,飞鸽,王敏,某事,,
        """;

    [Theory]
    [InlineData(Customers, 3, 2)]
    [InlineData(FollowUps, 3, 2)]
    public Task An_import_that_is_cut_anywhere_takes_each_row_once_and_reports_the_others(string csv, int done, int refused) => EverywhereAsync(
        async stage =>
        {
            var scene = await stage.Get<ImportScenes>().LookAsync(JobStage.Tenant, "ly", default);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            Assert.IsType<Intake.Ready>(await stage.Get<ImportIntake>().TakeInAsync(scene!, "file", "a.csv", content, default));
            var job = ImportJob.Of(JobStage.Tenant, "file", "ly", JobStage.Now, new ImportOrder("file", Repeats.Skip, null), 6);
            await stage.Get<JobStore>().StartAsync(job, default);
            return job.Id;
        },
        async (stage, job) =>
        {
            Assert.Equal((done, refused), (job.Done, job.Refused));
            var told = new List<int>();
            await foreach (var part in stage.Get<FileStore>().PartsAsync(JobStage.Tenant, "file", 'f', default))
            {
                told.AddRange(JsonSerializer.Deserialize(part.Span, ImportJson.Default.FaultChunk)!.Faults.Select(f => f.Row));
            }

            Assert.Equal(told.Distinct(), told);
            Assert.Null(await stage.Get<FileStore>().PartAsync(JobStage.Tenant, "file", 'r', 0, default));
        });

    [Fact]
    public Task A_handover_that_is_cut_anywhere_gives_each_customer_once() => EverywhereAsync(
        async stage =>
        {
            var order = JsonSerializer.Serialize(new HandoverOrder("wm", "lq", true, null), OwnershipJobJson.Default.HandoverOrder);
            await stage.Get<JobStore>().StartAsync(new Job(JobStage.Tenant, "handover", HandoverJob.Name, "ly", JobStage.Now, order), default);
            return "handover";
        },
        async (stage, job) =>
        {
            Assert.Equal((12, 0), (job.Done, job.Refused));
            Assert.Empty(await stage.Get<IndexStore>().OfPersonAsync(JobStage.Tenant, "wm", default));
            Assert.Equal(12, (await stage.Get<IndexStore>().OfPersonAsync(JobStage.Tenant, "lq", default)).Count);
            Assert.Equal("lq", (await stage.Get<PeopleStore>().GetAsync(JobStage.Tenant, "cj", default))!.ManagerId);
        },
        customers: 12);

    private static async Task EverywhereAsync(Func<JobStage, Task<string>> begin, Func<JobStage, Job, Task> check, int customers = 2)
    {
        IReadOnlyList<string>? whole = null;
        for (var lives = int.MaxValue; ; lives = lives == int.MaxValue ? 0 : lives + 1)
        {
            var tables = new MemoryTables();
            string id;
            await using (var before = new JobStage(tables))
            {
                await MakeAsync(before, customers);
                id = await begin(before);
            }

            var dying = new DyingTables(tables, lives);
            await using (var stage = new JobStage(dying))
            {
                if (await Record.ExceptionAsync(stage.RunAsync) is { } fault)
                {
                    Assert.True(dying.Died, fault.ToString());
                }
            }

            await using var after = new JobStage(tables);
            await after.RunAsync();
            await RelayAsync(after);
            var job = await after.JobAsync(id);
            Assert.True(job.State == JobState.Finished, $"after {lives} calls: {job.State}");
            var all = await after.CustomersAsync();
            Assert.True(whole is null || whole.SequenceEqual(all, StringComparer.Ordinal), $"after {lives} calls:\n{string.Join('\n', all.Except(whole ?? []))}\nwithout\n{string.Join('\n', (whole ?? []).Except(all))}");
            whole ??= all;
            await check(after, job);
            if (lives != int.MaxValue && !dying.Died)
            {
                Assert.True(lives > 40);
                return;
            }
        }
    }

    private static async Task RelayAsync(JobStage stage)
    {
        var (relay, clock) = (stage.Get<Relay>(), (FakeClock)stage.Get<TimeProvider>());
        await relay.RunAsync(default);
        clock.Advance(Relay.VoidAfter);
        Assert.Equal(0, (await relay.RunAsync(default)).Waiting);
    }

    private static async Task MakeAsync(JobStage stage, int customers)
    {
        Person Of(string id, string name, Role role, string? manager) => new(id, name, null, [], role, null, manager, "Asia/Shanghai", "zh-CN");
        await stage.Get<PeopleStore>().ImportAsync(
            JobStage.Tenant,
            [.. new[] { Of("ly", "刘洋", Role.Manager, null), Of("wm", "王敏", Role.Rep, "ly"), Of("lq", "李强", Role.Rep, "ly"), Of("cj", "陈佳", Role.Rep, "wm") }.Select(p => (p, (IReadOnlyList<string>)[]))],
            default);
        string[] names = ["老客户一", "老客户二"];
        for (var i = 0; i < customers; i++)
        {
            var step = new Step($"s{i:D14}", "送方案", "wm", OwedBy.Us, new DateOnly(2025, 9, 17), null, "Asia/Shanghai", JobStage.Now.AddDays(7), StepState.Open, 1, null, null);
            var head = new Customer($"c{i:D14}", i < names.Length ? names[i] : $"客户{i}", [], "wm", [], Tier.B, Stage.Intent, Status.New, null);
            Assert.IsType<ChangeOutcome<string>.Committed>(await stage.Get<CustomerStore>().ChangeAsync<string>(
                new ChangeRequest(JobStage.Tenant, head.Id, "make" + i, "wm", JobStage.Now), _ => new Decision<string>.Commit(new CustomerEdit("created", head) { Steps = [step] }), default));
        }
    }
}
