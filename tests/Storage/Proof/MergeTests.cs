using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>Two customers become one, beside everything that can happen at the same time.</summary>
public sealed class MergeTests
{
    private readonly MemoryTables _tables = new();
    private readonly Scene _scene;
    private readonly Process _process;

    public MergeTests()
    {
        _scene = new Scene(_tables, "t", new FakeClock(Sample.Start));
        _process = _scene.Start();
    }

    [Fact]
    public async Task All_records_stand_with_the_one_that_stays()
    {
        await BeforeAsync();
        Assert.True(await MergeScene.MergeAsync(_scene, _process));
        var there = await KeysAsync(MergeScene.WinnerId);
        Assert.DoesNotContain(await KeysAsync(Scene.CustomerId), k => k != "head" && k[..2] is not ("e|" or "op") && !there.Contains(k));
        Assert.Contains(there, k => k.StartsWith("o|", StringComparison.Ordinal));
        await _scene.CheckAsync(_process, "merged");
    }

    [Fact]
    public async Task Reminders_keep_their_version_and_their_plan()
    {
        await BeforeAsync();
        var before = await PromptsAsync();
        Assert.True(await MergeScene.MergeAsync(_scene, _process));
        var after = await PromptsAsync();
        Assert.Equal(before.Select(p => (p.Id, p.Ver, p.Plan, p.State)), after.Select(p => (p.Id, p.Ver, p.Plan, p.State)));
        Assert.Equal(4, after.Count(p => p.State == PromptState.Pending));
        Assert.All(after.Where(p => p.State != PromptState.Removed), p => Assert.Equal(MergeScene.WinnerId, p.CustomerId));
    }

    [Fact]
    public async Task Merges_into_each_other_at_the_same_time_never_lead_in_a_circle()
    {
        // The second one runs whole between any two calls of the first.
        for (var cut = 0; cut < 120; cut++)
        {
            var tables = new MemoryTables();
            var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
            using var process = scene.Start();
            await BeforeAsync(scene, process);
            MergeOutcome? other = null;
            var between = new Between(tables, cut, async () => other = await MergeAsync(scene, process, MergeScene.WinnerId, Scene.CustomerId, "back"));
            using var first = scene.Start(between);
            var one = await MergeAsync(scene, first, Scene.CustomerId, MergeScene.WinnerId, "there");
            if (other is null)
            {
                Assert.True(cut > 10);
                return;
            }

            Assert.Single(new[] { one, other }, o => o is MergeOutcome.Merged);
            await scene.RelayAsync(process, Relay.Patience);
            await scene.RelayAsync(process, Relay.VoidAfter);
            await scene.CheckAsync(process, $"crossed after {cut} calls");
            Assert.NotNull(await process.Customers.LoadAsync("t", Scene.CustomerId, default));
        }

        Assert.Fail("The merge never ended.");
    }

    [Fact]
    public async Task A_change_between_any_two_calls_of_a_merge_is_not_lost()
    {
        for (var cut = 0; cut < 120; cut++)
        {
            foreach (var changed in new[] { Scene.CustomerId, MergeScene.WinnerId })
            {
                var tables = new MemoryTables();
                var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
                using var process = scene.Start();
                await BeforeAsync(scene, process);
                var ran = false;
                var between = new Between(tables, cut, async () =>
                {
                    ran = true;
                    var outcome = await process.Customers.ChangeAsync<string>(
                        new ChangeRequest("t", changed, "closing", "ann", Sample.Start),
                        f => new Decision<string>.Commit(Steps.Done(f!, f!.OpenSteps.First(s => s.Id == (changed == "c1" ? "s9" : "w-s1")), Sample.Start)),
                        default);
                    Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
                });
                using var first = scene.Start(between);
                Assert.IsType<MergeOutcome.Merged>(await MergeAsync(scene, first, Scene.CustomerId, MergeScene.WinnerId, "there"));
                if (!ran)
                {
                    Assert.True(cut > 10);
                    return;
                }

                await scene.RelayAsync(process, Relay.Patience);
                await scene.RelayAsync(process, Relay.VoidAfter);
                await scene.CheckAsync(process, $"{changed} changed after {cut} calls");
                var file = await process.Customers.LoadAsync("t", changed, default);
                Assert.DoesNotContain(file!.OpenSteps, s => s.Id == (changed == "c1" ? "s9" : "w-s1"));
                Assert.Contains(file.OpenSteps, s => s.Id == (changed == "c1" ? "w-s1" : "s9"));
                Assert.NotNull(await process.Customers.ReceiptAsync("t", changed, "closing", default));
            }
        }

        Assert.Fail("The merge never ended.");
    }

    [Fact]
    public async Task What_the_decision_refuses_changes_nothing()
    {
        await BeforeAsync();
        var rev = await _scene.RevAsync();
        var request = new ChangeRequest("t", Scene.CustomerId, "m", "ann", Sample.Start);
        Assert.Equal(new MergeOutcome.No(NotMerged.NotTheirs), await _process.Merging.MergeAsync(request, MergeScene.WinnerId, (_, _) => NotMerged.NotTheirs, default));
        Assert.Equal(new MergeOutcome.No(NotMerged.Same), await _process.Merging.MergeAsync(request, Scene.CustomerId, (_, _) => null, default));
        Assert.Equal(new MergeOutcome.No(NotMerged.NoCustomer), await _process.Merging.MergeAsync(request, "nobody", (_, _) => null, default));
        Assert.Equal(rev, await _scene.RevAsync());
        Assert.True(await MergeScene.MergeAsync(_scene, _process));
        Assert.Equal(new MergeOutcome.No(NotMerged.Same), await _process.Merging.MergeAsync(request, MergeScene.WinnerId, (_, _) => null, default));
    }

    private Task BeforeAsync() => BeforeAsync(_scene, _process);

    private static async Task BeforeAsync(Scene scene, Process process)
    {
        await Operation.RecordedAsync(scene, process);
        await MergeScene.WinnerAsync(scene, process);
    }

    private static async Task<MergeOutcome> MergeAsync(Scene scene, Process process, string loser, string winner, string opId) =>
        await process.Merging.MergeAsync(
            new ChangeRequest(scene.Tenant, loser, opId, "ann", Sample.Start), winner, (a, b) => a is null || b is null ? NotMerged.NoCustomer : null, default);

    private async Task<IReadOnlyCollection<string>> KeysAsync(string id) =>
        [.. (await _tables.AllAsync(new RowRange(Keys.Crm, Keys.Customer("t", id)), default)).Select(r => r.RowKey)];

    private async Task<IReadOnlyList<Prompt>> PromptsAsync() =>
        [.. (await _tables.AllAsync(new RowRange(Keys.Prompts, "t|r|", "t|r}"), default)).Where(r => r.RowKey.StartsWith("p|", StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptPrompt).It)];
}
