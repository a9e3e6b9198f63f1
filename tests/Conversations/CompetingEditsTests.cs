using System.Diagnostics;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CrmBot.Conversations.Tests;

/// <summary>
/// Two bots on one Azurite change the same few customers at once, while both their schedulers run: every edit that was
/// answered is in the history exactly once, and none wrote over another. 10,000 edits in the long run.
/// </summary>
public sealed class CompetingEditsTests(ITestOutputHelper output)
{
    private const string Tenant = "demo";
    private const int Customers = 5;
    private const int WritersOfABot = 8;
    private static readonly int Edits = LongRun.IsOn ? 10_000 : 600;

    [Fact]
    public async Task No_update_is_lost()
    {
        var settings = await BotUnderTest.OnAzuriteAsync();
        await using var one = await BotUnderTest.StartAsync(settings: settings);
        await using var two = await BotUnderTest.StartAsync(settings: settings);
        var names = await one.Services.GetRequiredService<NameLog>().AllAsync(Tenant, default).Take(Customers).ToListAsync();
        Assert.Equal(Customers, names.Count);
        var revs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            revs[name.CustomerId] = (await Store(one).LoadAsync(Tenant, name.CustomerId, default))!.Rev;
        }

        var next = 0;
        var again = 0;
        var watch = Stopwatch.StartNew();
        var writers = new[] { one, two }.SelectMany(bot => Enumerable.Range(0, WritersOfABot).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= Edits; i = Interlocked.Increment(ref next))
            {
                ChangeOutcome<string>? outcome;
                while ((outcome = await EditAsync(Store(bot), names[i % Customers].CustomerId, i)) is null or ChangeOutcome<string>.Contended)
                {
                    Interlocked.Increment(ref again);
                }

                Assert.True(outcome is ChangeOutcome<string>.Committed or ChangeOutcome<string>.AlreadyDone, $"{outcome}");
            }
        })));
        await Task.WhenAll(writers);
        output.WriteLine($"{Edits} edits in {watch.Elapsed.TotalSeconds:F0} s; {again} had to be sent again");

        var audit = two.Services.GetRequiredService<AuditStore>();
        for (var c = 0; c < Customers; c++)
        {
            var id = names[c].CustomerId;
            var expected = Enumerable.Range(1, Edits).Where(i => i % Customers == c).Select(i => $"edit{i}").ToHashSet(StringComparer.Ordinal);
            var seen = await HistoryAsync(audit, id, revs[id]);
            Assert.Equal(expected.Count, seen.Count);
            Assert.True(expected.SetEquals(seen), "An edit is not in the history, or twice.");

            // Each edit counted on from what it found: one that was written over would be missing here.
            var file = (await Store(two).LoadAsync(Tenant, id, default))!;
            Assert.Equal($"{expected.Count}", file.Head.Source);
            Assert.Equal(revs[id] + expected.Count, file.Rev);
            Assert.Equal(expected.Count, await FiledAsync(Store(one), id));
        }
    }

    [Fact]
    public async Task Two_people_who_file_at_once_at_two_bots_are_both_kept()
    {
        var settings = await BotUnderTest.OnAzuriteAsync();
        await using var one = await BotUnderTest.StartAsync(settings: settings);
        await using var two = await BotUnderTest.StartAsync(settings: settings);
        var here = await one.MeetAsync("lq");
        var there = two.As("lq");
        for (var round = 0; round < 3; round++)
        {
            var mine = (await here.SaysAsync("跟进 鼎盛")).NewCard;
            var other = (await there.SaysAsync("跟进 鼎盛")).NewCard;
            var (a, b) = ($"王总同意试点,担心交付周期,第{round}次", $"采购部要求重新报价,含三年维保,第{round}次");
            var receipts = await Task.WhenAll(
                here.PressesAsync(mine, "提交", ("channel", "Visit"), ("summary", a), ("nextStep", $"催首付款{round}"), ("nextOn", "2025-09-12")),
                there.PressesAsync(other, "提交", ("channel", "Call"), ("summary", b), ("nextStep", $"重发报价{round}"), ("nextOn", "2025-09-15")));
            here.Reads(receipts[0], "已保存");
            there.Reads(receipts[1], "已保存");
            here.Reads(await here.SaysAsync("鼎盛怎么样"), a, b);
        }
    }

    private static CustomerStore Store(BotUnderTest bot) => bot.Services.GetRequiredService<CustomerStore>();

    /// <summary>Counts on, and files a record; null when a machine under load left it unclear whether it stands.</summary>
    private static async Task<ChangeOutcome<string>?> EditAsync(CustomerStore store, string customer, int edit)
    {
        var opId = $"edit{edit}";
        var at = new DateTimeOffset(2025, 9, 10, 9, 40, 0, TimeSpan.Zero).AddSeconds(edit);
        try
        {
            return await store.ChangeAsync<string>(new ChangeRequest(Tenant, customer, opId, "lq", at), file =>
            {
                var count = int.TryParse(file!.Head.Source, out var before) ? before + 1 : 1;
                var record = new FollowUp(Ids.From(opId, "follow-up"), "lq", at, at, Channel.Call, null, $"edit {edit}", null, null, null, "none", false, 1);
                return new Decision<string>.Commit(new CustomerEdit("filed", file.Head with { Source = $"{count}" }) { FollowUps = [record] });
            }, default);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private static async Task<List<string>> HistoryAsync(AuditStore audit, string customer, int after)
    {
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await audit.OfCustomerAsync(Tenant, customer, 100, next, default);
            seen.AddRange(page.Items.Where(c => c.Rev > after).Select(c => c.OpId));
            next = page.Next;
        }
        while (next is not null);

        return seen;
    }

    private static async Task<int> FiledAsync(CustomerStore store, string customer)
    {
        var count = 0;
        string? next = null;
        do
        {
            var page = await store.TimelineAsync(Tenant, customer, 500, next, default);
            count += page.Items.Count(f => f.Summary.StartsWith("edit ", StringComparison.Ordinal));
            next = page.Next;
        }
        while (next is not null);

        return count;
    }
}
