using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A customer in other hands: the owner, their steps and their reminders, in one change.</summary>
public sealed class ReassignTests
{
    private static readonly Person To = new(Other, "Bob", null, [], Role.Rep, null, null, "Asia/Shanghai", "en-US");
    private readonly FakeClock _clock = new(Start);

    [Fact]
    public async Task The_largest_customer_goes_in_one_change_whose_events_the_relay_can_read()
    {
        var tables = new MemoryTables();
        using var process = new Process(tables, _clock, new CountedIds("i"));
        for (var i = 0; i < CustomerStore.MaxOpenSteps; i += 20)
        {
            var from = i;
            await Change(process, $"steps{i}", file => new CustomerEdit("steps", file?.Head ?? Head)
            {
                Steps = [.. Enumerable.Range(from, 20).Select(n => Step($"s{n:D2}"))],
                Complaints = [new Complaint($"x{from}", Start, Severity.High, "late", Owner, null, null)],
            });
        }

        Assert.IsType<ChangeOutcome<string>.Committed>(await GiveAsync(process));
        await AssertMovedAsync(tables, process, CustomerStore.MaxOpenSteps);
        Assert.Equal(0, tables.Count(Keys.Work));
    }

    [Fact]
    public async Task Cut_anywhere_the_reminders_are_the_new_owner_s_once_and_the_old_owner_s_no_more()
    {
        var dies = true;
        for (var lives = 0; dies; lives += 7)
        {
            var tables = new MemoryTables();
            using var sound = new Process(tables, _clock, new CountedIds("i"));
            await Change(sound, "create", _ => new CustomerEdit("created", Head) { Steps = [.. Enumerable.Range(0, 30).Select(n => Step($"s{n:D2}"))] });
            var cut = new CutTables(tables, lives);
            using var first = new Process(cut, _clock, new CountedIds("a"));
            try
            {
                await GiveAsync(first);
            }
            catch (CrashException)
            {
            }

            dies = cut.Died;
            using var second = new Process(tables, _clock, new CountedIds("b"));
            await second.Relay.RunAsync(default);
            _clock.Advance(Relay.VoidAfter + Relay.Patience);
            await second.Relay.RunAsync(default);
            await GiveAsync(second);
            await AssertMovedAsync(tables, second, 30);
            Assert.Equal(0, tables.Count(Keys.Work));
        }
    }

    private static async Task<ChangeOutcome<string>> GiveAsync(Process process) =>
        await Change(process, "give", file => Ownership.Reassign(file!, To));

    private static async Task AssertMovedAsync(MemoryTables tables, Process process, int steps)
    {
        var file = await process.Customers.LoadAsync(Tenant, CustomerId, default);
        Assert.Equal((Other, steps), (file!.Head.OwnerId, file.OpenSteps.Count(s => s.OwnerId == Other)));
        Assert.Empty(await process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Equal(steps, Assert.Single(await process.Index.OfPersonAsync(Tenant, Other, default)).OpenSteps.Count);
        foreach (var step in file.OpenSteps)
        {
            Assert.Equal(PromptState.Removed, (await PromptAsync(Owner, step)).State);
            Assert.Equal((PromptState.Pending, step.Ver), await PromptAsync(Other, step) is var p ? (p.State, p.Ver) : default);
        }

        async Task<Prompt> PromptAsync(string person, Step step) =>
            (await tables.GetAsync(Keys.Prompts, Keys.Recipient(Tenant, person), Keys.Prompt(Prompt.IdOf(step.Id)), default))!
                .As(StoreJson.Default.KeptPrompt).It;
    }
}
