using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>An erased customer, and an erased contact, leave nothing but ids; whoever comes late brings nothing back.</summary>
public sealed class EraseTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Sample.Start);
    private readonly Process _process;

    public EraseTests() => _process = new Process(_tables, _clock, new CountedIds("a"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Nothing_of_a_customer_is_left_but_ids_and_that_it_happened()
    {
        await EraseWorld.MakeAsync(_tables, _process);
        Assert.Equal(EraseWorld.Words.Where(w => w != "13800138000"), (await EraseWorld.FoundAsync(_tables, EraseWorld.Words)).Where(w => w != "13800138000"));
        Assert.Equal(new EraseCount(1, 2, 2, 7), await new Erasure(_tables, _process.Customers).CountAsync(EraseWorld.Tenant, EraseWorld.Customer, default));

        await EraseAsync();

        Assert.Empty(await EraseWorld.FoundAsync(_tables, EraseWorld.Words));
        Assert.Null(await _process.Customers.LoadAsync(EraseWorld.Tenant, EraseWorld.Customer, default));
        Assert.Null(await _process.Customers.LoadAsync(EraseWorld.Tenant, EraseWorld.Merged, default));
        Assert.Empty((await _process.Customers.TimelineAsync(EraseWorld.Tenant, EraseWorld.Customer, 10, null, default)).Items);
        Assert.Equal([EraseWorld.Neighbour], (await _process.NamesAsync(EraseWorld.Tenant)).Select(n => n.CustomerId));
        Assert.Equal([EraseWorld.Neighbour], (await _process.Index.OfPersonAsync(EraseWorld.Tenant, Sample.Owner, default)).Select(s => s.CustomerId));
        var events = await new CustomerReader(_tables).EventsAsync(EraseWorld.Tenant, EraseWorld.Customer, 4, default);
        Assert.Equal(("erased", "boss", Sample.Owner), (events[0].What, events[0].ById, events[0].OwnerBefore));
        Assert.NotNull(await _process.Customers.ReceiptAsync(EraseWorld.Tenant, EraseWorld.Customer, "edit", default));
        Assert.Equal(["head"], await KindsAsync(EraseWorld.Merged));
        Assert.Equal(["head"], await KindsAsync(EraseWorld.Customer));
    }

    [Fact]
    public async Task Its_reminders_are_taken_away()
    {
        await EraseWorld.MakeAsync(_tables, _process);
        await EraseAsync();
        foreach (var (person, step) in new[] { (Sample.Owner, "s00000000000001"), (Sample.Other, "s00000000000002") })
        {
            var prompt = Assert.Single(await _process.Prompts.SeeAsync(EraseWorld.Tenant, person, [Prompt.IdOf(step)], default));
            Assert.Equal(PromptState.Removed, prompt.Prompt.State);
        }

        var due = await _process.DueUntilAsync(Sample.DueAt);
        Assert.Equal(2, due.Count);
        foreach (var row in due)
        {
            var seen = await _process.Prompts.SeeAsync(EraseWorld.Tenant, row.Recipient, [row.PromptId], default);
            Assert.Equal(DueMeaning.Stale, DueRows.Meaning(row, seen.Single().Prompt));
        }
    }

    [Fact]
    public async Task Who_comes_late_brings_nothing_back()
    {
        await EraseWorld.MakeAsync(_tables, _process);

        // One that died after its commit, and one that has read and not yet written.
        var cut = new CutTables(_tables, 8);
        using var dead = new Process(cut, _clock, new CountedIds("b"));
        await Assert.ThrowsAsync<CrashException>(() => RenameAsync(dead, "late", "华东精密 II"));
        Assert.Equal("华东精密 II", (await _process.Customers.LoadAsync(EraseWorld.Tenant, EraseWorld.Customer, default))!.Head.Name);
        var outcome = await _process.Customers.ChangeAsync<string>(Sample.Request("slow", EraseWorld.Customer), file =>
        {
            if (file is not null)
            {
                EraseAsync().GetAwaiter().GetResult();
            }

            return new Decision<string>.Commit(new CustomerEdit("renamed", new Customer(EraseWorld.Customer, "华东精密", [], Sample.Owner, [], Tier.A, Stage.Intent, Status.New, null)));
        }, default);

        Assert.IsType<ChangeOutcome<string>.Erased>(outcome);
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.VoidAfter);
        Assert.Equal(0, (await _process.Relay.RunAsync(default)).Waiting);
        Assert.Empty(await EraseWorld.FoundAsync(_tables, EraseWorld.Words));
        Assert.IsType<ChangeOutcome<string>.Erased>(await RenameAsync(_process, "again", "华东精密"));
    }

    [Fact]
    public async Task The_same_erase_twice_is_one_and_another_one_finds_nothing()
    {
        await EraseWorld.MakeAsync(_tables, _process);
        var erasure = new Erasure(_tables, _process.Customers);
        Assert.Equal(EraseOutcome.Erased, await erasure.CustomerAsync(EraseWorld.Erase(), default));
        Assert.Equal(EraseOutcome.Erased, await erasure.CustomerAsync(EraseWorld.Erase(), default));
        Assert.Equal(EraseOutcome.Nothing, await erasure.CustomerAsync(EraseWorld.Erase("another"), default));
        Assert.Equal(EraseOutcome.Nothing, await erasure.CustomerAsync(EraseWorld.Erase() with { CustomerId = "none" }, default));
    }

    [Fact]
    public async Task A_contact_is_gone_from_every_text_and_the_rest_stays_as_it_is()
    {
        await EraseWorld.MakeAsync(_tables, _process);
        await EraseContactAsync();

        Assert.Empty(await EraseWorld.FoundAsync(_tables, EraseWorld.ContactWords));
        var file = (await _process.Customers.LoadAsync(EraseWorld.Tenant, EraseWorld.Customer, default))!;
        Assert.Equal([EraseWorld.Jim with { Family = "[erased]'s nephew", Taste = "cycles with [erased] on Sundays" }], file.Contacts);
        Assert.Equal(["send the offer to [erased]", "ask Jim"], file.OpenSteps.OrderBy(s => s.Id).Select(s => s.What));
        Assert.Equal([1, 1], file.OpenSteps.Select(s => s.Ver));
        Assert.Equal("Talked to [erased] and Lihua Sun about pumps; call +[erased]", file.Recent[0].Summary);
        Assert.Equal("[erased]: the seal leaks badly", file.Complaints[0].Text);
        Assert.Equal(["two more lines", "too dear for [erased]", "[erased]'s sister"], file.Recent[0].Gist!.Texts());
        Assert.Equal(["[erased] prefers another", "12.5"], file.Recent[0].Fields!.Values);
        Assert.Equal(["plays chess"], file.Moments.Select(m => m.What));
        Assert.Equal(
            ["[erased] wants faster shipping", "faster shipping for [erased]", "too dear for [erased]", "two more lines"],
            file.Items.SelectMany(i => i.Texts()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal("send the offer to [erased]", (await _process.Index.OfPersonAsync(EraseWorld.Tenant, Sample.Owner, default))
            .Single(s => s.CustomerId == EraseWorld.Customer).OpenSteps[0].What);
        Assert.Equal(EraseOutcome.Nothing, await new Erasure(_tables, _process.Customers).ContactAsync(EraseWorld.Erase("another"), EraseWorld.ContactId, default));
        Assert.NotEmpty(await EraseWorld.FoundAsync(_tables, ["Jim Wong", "华东精密", "Jimmy Lee"]));
    }

    [Fact]
    public async Task A_contact_erased_between_any_two_calls_of_a_merge_that_still_copies_does_not_come_back()
    {
        for (var cut = 0; ; cut++)
        {
            var tables = new MemoryTables();
            using var process = new Process(tables, _clock, new CountedIds("a"));
            await EraseWorld.MakeAsync(tables, process);
            var ran = false;
            var between = new Proof.Between(tables, cut, async () =>
            {
                ran = true;
                await EraseWorld.EraseAllAsync(process, tables, EraseWorld.Erase(), e => e.ContactAsync(EraseWorld.Erase(), EraseWorld.ContactId, default));
            });
            using var copying = new Process(between, _clock, new CountedIds("b"));
            string? cursor = null;
            do
            {
                cursor = (await copying.Merging.CopyAsync(EraseWorld.Tenant, EraseWorld.Merged, cursor, default)).Cursor;
            }
            while (cursor is not null);

            if (!ran)
            {
                Assert.True(cut > 5);
                return;
            }

            var found = await EraseWorld.FoundAsync(tables, EraseWorld.ContactWords);
            Assert.True(found.Count == 0, $"after {cut} calls: {string.Join(", ", found)}");
        }
    }

    [Fact]
    public async Task A_merge_that_copies_in_the_middle_of_an_erase_brings_nothing_back()
    {
        for (var cut = 0; ; cut++)
        {
            var tables = new MemoryTables();
            using var process = new Process(tables, _clock, new CountedIds("a"));
            await EraseWorld.MakeAsync(tables, process);
            var ran = false;
            var between = new Proof.Between(tables, cut, async () =>
            {
                ran = true;
                string? cursor = null;
                do
                {
                    cursor = (await process.Merging.CopyAsync(EraseWorld.Tenant, EraseWorld.Merged, cursor, default)).Cursor;
                }
                while (cursor is not null);
            });
            using var erasing = new Process(between, _clock, new CountedIds("b"));
            await EraseWorld.EraseAllAsync(erasing, between, EraseWorld.Erase(), e => e.ContactAsync(EraseWorld.Erase(), EraseWorld.ContactId, default));
            if (!ran)
            {
                Assert.True(cut > 20);
                return;
            }

            var found = await EraseWorld.FoundAsync(tables, EraseWorld.ContactWords);
            Assert.True(found.Count == 0, $"after {cut} calls: {string.Join(", ", found)}");
        }
    }

    [Fact]
    public async Task Killed_between_any_two_calls_an_erase_ends_as_one_that_was_not()
    {
        for (var lives = 0; ; lives++)
        {
            var tables = new MemoryTables();
            var clock = new FakeClock(Sample.Start);
            using var before = new Process(tables, clock, new CountedIds("a"));
            await EraseWorld.MakeAsync(tables, before);
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, clock, new CountedIds("b"));
            var request = EraseWorld.Erase();
            var died = false;
            try
            {
                await EraseWorld.EraseAllAsync(dying, cut, request, e => e.CustomerAsync(request, default));
            }
            catch (CrashException)
            {
                died = true;
            }

            // Another process: the press of the button again, the job from its beginning, the relay.
            using var after = new Process(tables, clock, new CountedIds("c"));
            await EraseWorld.EraseAllAsync(after, tables, request, e => e.CustomerAsync(request, default));
            await after.Relay.RunAsync(default);
            clock.Advance(Relay.VoidAfter);
            Assert.Equal(0, (await after.Relay.RunAsync(default)).Waiting);
            Assert.True((await EraseWorld.FoundAsync(tables, EraseWorld.Words)).Count == 0, $"after {lives} calls");
            Assert.Equal([EraseWorld.Neighbour], (await after.Index.OfPersonAsync(EraseWorld.Tenant, Sample.Owner, default)).Select(s => s.CustomerId));
            if (!died)
            {
                Assert.InRange(lives, 40, 120);
                return;
            }
        }
    }

    private async Task EraseAsync()
    {
        var request = EraseWorld.Erase();
        await EraseWorld.EraseAllAsync(_process, _tables, request, e => e.CustomerAsync(request, default));
    }

    private async Task EraseContactAsync()
    {
        var request = EraseWorld.Erase();
        await EraseWorld.EraseAllAsync(_process, _tables, request, e => e.ContactAsync(request, EraseWorld.ContactId, default));
    }

    private async Task<IEnumerable<string>> KindsAsync(string customer) =>
        (await _tables.AllAsync(new RowRange(Keys.Crm, Keys.Customer(EraseWorld.Tenant, customer)), default))
            .Select(r => r.RowKey.Split('|')[0]).Distinct().Where(k => k is not ("e" or "op"));

    private static async Task<ChangeOutcome<string>> RenameAsync(Process process, string op, string name) => await process.Customers.ChangeAsync<string>(
        Sample.Request(op, EraseWorld.Customer),
        _ => new Decision<string>.Commit(new CustomerEdit("renamed", new Customer(EraseWorld.Customer, name, [], Sample.Owner, [], Tier.A, Stage.Intent, Status.New, null))),
        default);
}
