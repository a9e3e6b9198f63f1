using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>The fields of a company's own: written only over what was seen, and told by the audit.</summary>
public sealed class FieldStoreTests
{
    private static readonly FieldsChange Asked = new(Tenant, "op", Owner, Start);

    private static readonly FieldDefinition Purchase = new("p", "采购方式", "Purchase", FieldKind.Choice, true, 1)
    {
        Choices = [new("t", "公开招标", "Tender"), new("o", "老办法", "Old way", true)],
        Stages = [Stage.Deal],
        Industries = ["制造"],
    };

    private readonly MemoryTables _tables = new();
    private readonly FieldStore _fields;

    public FieldStoreTests() => _fields = new FieldStore(_tables);

    [Fact]
    public async Task A_company_without_fields_has_none_and_what_is_saved_is_read_whole()
    {
        Assert.Same(FieldBook.None, await _fields.GetAsync(Tenant, default));
        Assert.True(await _fields.SaveAsync(Asked, new FieldBook(1, [Purchase, Purchase with { Id = "q", Retired = true }]), "field-added", "p", default));

        var book = await _fields.GetAsync(Tenant, default);
        Assert.Equal((1, 2), (book.Rev, book.All.Count));
        Assert.Equal(Purchase.Choices, book.All[0].Choices);
        Assert.Equal([Stage.Deal], book.All[0].Stages);
        Assert.Equal(["制造"], book.All[0].Industries);
        Assert.Equal(["p"], book.Live.Select(f => f.Id));
        Assert.Same(FieldBook.None, await _fields.GetAsync("other", default));
    }

    [Fact]
    public async Task Of_two_changes_of_the_same_fields_one_stands()
    {
        Assert.True(await _fields.SaveAsync(Asked, new FieldBook(1, [Purchase]), "field-added", "p", default));
        Assert.False(await _fields.SaveAsync(Asked, new FieldBook(1, []), "field-added", "p", default));

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _fields.SaveAsync(Asked, new FieldBook(2, [Purchase with { Chinese = $"{i}" }]), "field-changed", "p", default).AsTask()));
        Assert.Equal(1, both.Count(saved => saved));
        Assert.Equal(2, (await _fields.GetAsync(Tenant, default)).Rev);
    }

    [Fact]
    public async Task The_audit_s_day_has_each_change_and_the_check_of_the_shadows_makes_it_anew()
    {
        await _fields.SaveAsync(Asked, new FieldBook(1, [Purchase]), "field-added", "p", default);
        await _fields.SaveAsync(Asked with { OpId = "op2", At = Start.AddMinutes(1) }, new FieldBook(2, [Purchase with { Retired = true }]), "field-retired", "p", default);
        using var process = new Process(_tables, new FakeClock(Start), new CountedIds("i"));
        await process.Customers.ChangeAsync<string>(Request("create", "c1"), _ => new Decision<string>.Commit(new CustomerEdit("created", new Customer("c1", "华东精密", [], Owner, [], Tier.A, Stage.Intent, Status.New, null))), default);

        var audit = new AuditStore(_tables);
        var day = await audit.DayAsync(Tenant, new DateOnly(2025, 9, 10), "Asia/Shanghai", 10, null, default);
        Assert.Equal(["field-retired", "field-added"], day.Items.Where(c => c.CustomerId == FieldStore.Subject).Select(c => c.What));
        Assert.Equal([new AuditItem("field", "p")], day.Items.First(c => c.What == "field-added").Items);

        var rebuild = new ShadowRebuild(_tables, new FakeClock(Start));
        Assert.Empty((await rebuild.CheckAsync(null, null, default)).Differences);
        await foreach (var row in _tables.EachAsync(new RowRange(Keys.Index, Keys.FirstPartition, Keys.PartitionsEnd), default))
        {
            if (row.PartitionKey.Contains("|audit|", StringComparison.Ordinal))
            {
                await _tables.ApplyAsync(new ChangeSet(Keys.Index, row.PartitionKey, [new Change.Delete(row.RowKey, null)]), default);
            }
        }

        Assert.NotEmpty((await rebuild.CheckAsync(null, null, default)).Differences);
        Assert.True((await rebuild.WriteAsync(null, null, default)).Stands);
        Assert.Equal(day.Items.Select(c => c.What), (await audit.DayAsync(Tenant, new DateOnly(2025, 9, 10), "Asia/Shanghai", 10, null, default)).Items.Select(c => c.What));
    }
}
