using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Single records of a customer, for whoever moves many of them: 1 call each, without the customer around them. The customer's id
/// is that of a customer as it was loaded, after following merges.
/// </summary>
public sealed class RecordStore
{
    private readonly ITables _tables;

    public RecordStore(ITables tables) => _tables = tables;

    public async ValueTask<bool> HasOrderAsync(string tenant, string customerId, string orderId, CancellationToken ct) =>
        await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Order(orderId), ct) is not null;

    public async ValueTask<bool> HasFollowUpAsync(string tenant, string customerId, string followUpId, CancellationToken ct) =>
        await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.FollowUpPlace(followUpId), ct) is not null;

    /// <summary>Null when there is none.</summary>
    public async ValueTask<Step?> StepAsync(string tenant, string customerId, string stepId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Step(stepId), ct))?.As(StoreJson.Default.KeptStep).It;

    /// <summary>A customer's orders, in the order of their ids.</summary>
    /// <param name="take">1 to 1,000.</param>
    /// <param name="next">From the page before; null for the first.</param>
    public async ValueTask<Page<Order>> OrdersAsync(string tenant, string customerId, int take, string? next, CancellationToken ct)
    {
        var page = await _tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Orders), take, next, ct);
        return new Page<Order>([.. page.Rows.Select(r => r.As(StoreJson.Default.KeptOrder).It)], page.Next);
    }
}
