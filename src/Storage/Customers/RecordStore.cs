using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>One record that stands with a customer.</summary>
public abstract record CustomerRecord
{
    private CustomerRecord() { }

    public sealed record OfContact(Contact It) : CustomerRecord;

    /// <param name="Earlier">An edition that was edited since.</param>
    public sealed record OfFollowUp(FollowUp It, bool Earlier) : CustomerRecord;

    public sealed record OfStep(Step It) : CustomerRecord;
    public sealed record OfComplaint(Complaint It) : CustomerRecord;
    public sealed record OfScore(Satisfaction It) : CustomerRecord;
    public sealed record OfOrder(Order It) : CustomerRecord;
    public sealed record OfTouch(Touch It) : CustomerRecord;
    public sealed record OfMoment(Moment It) : CustomerRecord;
    public sealed record OfItem(Item It) : CustomerRecord;
}

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

    /// <summary>Every record that a customer has beside the head, kind by kind; as many calls as pages.</summary>
    public async IAsyncEnumerable<CustomerRecord> EachAsync(
        string tenant, string customerId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in _tables.EachAsync(new RowRange(Keys.Crm, Keys.Customer(tenant, customerId)), ct))
        {
            if (Of(row) is { } record)
            {
                yield return record;
            }
        }
    }

    private static CustomerRecord? Of(Row row) => row.RowKey switch
    {
        var k when Is(k, Keys.Contacts) => new CustomerRecord.OfContact(row.As(StoreJson.Default.KeptContact).It),
        var k when Is(k, Keys.FollowUps) => new CustomerRecord.OfFollowUp(row.As(StoreJson.Default.KeptFollowUp).It, false),
        var k when Is(k, Keys.Editions) => new CustomerRecord.OfFollowUp(row.As(StoreJson.Default.KeptFollowUp).It, true),
        var k when Is(k, Keys.Steps) => new CustomerRecord.OfStep(row.As(StoreJson.Default.KeptStep).It),
        var k when Is(k, Keys.Complaints) => new CustomerRecord.OfComplaint(row.As(StoreJson.Default.KeptComplaint).It),
        var k when Is(k, Keys.Scores) => new CustomerRecord.OfScore(row.As(StoreJson.Default.KeptSatisfaction).It),
        var k when Is(k, Keys.Orders) => new CustomerRecord.OfOrder(row.As(StoreJson.Default.KeptOrder).It),
        var k when Is(k, Keys.Touches) => new CustomerRecord.OfTouch(row.As(StoreJson.Default.KeptTouch).It),
        var k when Is(k, Keys.Moments) => new CustomerRecord.OfMoment(row.As(StoreJson.Default.KeptMoment).It),
        var k when Is(k, Keys.Items) => new CustomerRecord.OfItem(row.As(StoreJson.Default.KeptItem).It),
        _ => null,
    };

    private static bool Is(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>A customer's orders, in the order of their ids.</summary>
    /// <param name="take">1 to 1,000.</param>
    /// <param name="next">From the page before; null for the first.</param>
    public async ValueTask<Page<Order>> OrdersAsync(string tenant, string customerId, int take, string? next, CancellationToken ct)
    {
        var page = await _tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Orders), take, next, ct);
        return new Page<Order>([.. page.Rows.Select(r => r.As(StoreJson.Default.KeptOrder).It)], page.Next);
    }
}
