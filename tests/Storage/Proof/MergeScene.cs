using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>The scene's customer merged into another one, with all that stands afterwards.</summary>
internal static class MergeScene
{
    public const string WinnerId = "w1";

    public static async Task WinnerAsync(Scene s, Process p)
    {
        var outcome = await p.Customers.ChangeAsync<string>(
            new ChangeRequest(s.Tenant, WinnerId, "winner", Scene.Bob.Id, s.Clock.GetUtcNow()),
            _ => new Decision<string>.Commit(new CustomerEdit("created", Sample.Head with { Id = WinnerId, Name = "West Works", OwnerId = "bob" })
            {
                Steps = [Sample.Step("w-s1", "bob")],
                Contacts = [new Contact("w-k1", "Wu", null, null, null)],
            }),
            default);
        Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
    }

    /// <summary>True when it was answered as done, copied to the end, and nothing of either is lost.</summary>
    public static async Task<bool> MergeAsync(Scene s, Process p)
    {
        var before = (await p.Customers.LoadAsync(s.Tenant, Scene.CustomerId, default))!;
        List<Step> open = [.. await OpenAsync(s, p, Scene.CustomerId), .. await OpenAsync(s, p, WinnerId)];
        var request = new ChangeRequest(s.Tenant, Scene.CustomerId, "merge", Scene.Ann.Id, s.Clock.GetUtcNow());
        if (await p.Merging.MergeAsync(request, WinnerId, (loser, winner) => loser is null || winner is null ? NotMerged.NoCustomer : null, default) is not MergeOutcome.Merged)
        {
            return false;
        }

        if (!s.Acknowledged.Contains("merge"))
        {
            s.Acknowledged.Add("merge");
        }

        var file = await p.Customers.LoadAsync(s.Tenant, Scene.CustomerId, default);
        Assert.Equal(WinnerId, file!.Head.Id);
        Assert.Equal(open.DistinctBy(o => o.Id).OrderBy(o => o.Id, StringComparer.Ordinal), file.OpenSteps.OrderBy(o => o.Id, StringComparer.Ordinal));
        Assert.Contains(Sample.Head.Name, file.Head.Aliases);
        Assert.Contains("ann", file.Head.Helpers);
        string? cursor = null;
        do
        {
            cursor = (await p.Merging.CopyAsync(s.Tenant, Scene.CustomerId, cursor, default)).Cursor;
        }
        while (cursor is not null);

        Assert.Single((await p.Customers.TimelineAsync(s.Tenant, WinnerId, 10, null, default)).Items);
        var whole = await p.Customers.LoadAsync(s.Tenant, WinnerId, default);
        Assert.All(before.Moments, m => Assert.Contains(m, whole!.Moments));
        Assert.All(before.Items, i => Assert.Equal(i.Texts(), whole!.Items.Single(w => w.Id == i.Id).Texts()));
        return true;
    }

    private static async Task<IEnumerable<Step>> OpenAsync(Scene s, Process p, string id) =>
        (await p.Customers.LoadAsync(s.Tenant, id, default))!.OpenSteps;
}
