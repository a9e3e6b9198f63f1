using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>What a person and the bot speak of.</summary>
/// <param name="CustomerId">Empty while it was asked which one is meant.</param>
/// <param name="Intent">What was asked of it, so that the same can be asked of another.</param>
internal sealed record Topic(string CustomerId, string Intent);

/// <summary>
/// The customer that was spoken of last, for what a person says next: "this customer", "and the other one?". It lies with the person's
/// forms, so that every replica knows it and an erase of the customer takes it along. Source: scenarios S4 and S12.
/// </summary>
internal sealed class Topics(DraftStore drafts, TimeProvider machine)
{
    private const string Kind = "topic";

    /// <summary>Sentences for which it holds. Source: scenario S12.</summary>
    private const int Turns = 4;

    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(30);

    /// <summary>Null when there is none, or it is too long ago.</summary>
    public async Task<Topic?> NowAsync(string tenant, string personId, CancellationToken ct) =>
        await drafts.GetAsync(tenant, personId, Kind, ct) is { } draft && IsFresh(draft) ? new Topic(draft.CustomerId ?? "", draft.Content ?? "") : null;

    public async Task SetAsync(string tenant, string personId, Topic topic, CancellationToken ct) =>
        await drafts.PutAsync(tenant, new Draft(Kind, personId, Kind, topic.CustomerId.Length == 0 ? null : topic.CustomerId, null, null, 0, false, null) { Content = topic.Intent }, ct);

    /// <summary>A button of this customer was pressed: it is spoken of, as far as it was not already.</summary>
    public async Task PressedAsync(string tenant, string personId, string customerId, CancellationToken ct)
    {
        var now = await NowAsync(tenant, personId, ct);
        if (now?.CustomerId != customerId)
        {
            await SetAsync(tenant, personId, new Topic(customerId, now is { CustomerId: "", Intent: var asked } ? asked : ""), ct);
        }
    }

    /// <summary>One more sentence was said.</summary>
    public async Task HeardAsync(string tenant, string personId, CancellationToken ct)
    {
        if (await drafts.GetAsync(tenant, personId, Kind, ct) is { } draft)
        {
            await (IsFresh(draft) ? drafts.PutAsync(tenant, draft with { Rev = draft.Rev + 1 }, ct) : drafts.RemoveAsync(tenant, personId, Kind, ct));
        }
    }

    private bool IsFresh(Draft draft) => draft.Rev <= Turns && draft.KeptAt is { } at && machine.GetUtcNow() - at <= Holds;
}
