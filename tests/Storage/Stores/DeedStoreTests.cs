using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>What people did is read from the facts as it was done.</summary>
public sealed class DeedStoreTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly Process _process;
    private readonly DeedStore _deeds;

    public DeedStoreTests()
    {
        _process = new Process(_tables, new FakeClock(Start), new CountedIds("i"));
        _deeds = new DeedStore(_tables);
    }

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_filing_tells_how_good_it_was_and_what_its_objection_was_about()
    {
        await Create(_process, Step());
        var record = new FollowUp("f1", Owner, Start, Start, Channel.Call, null, "要降价", null, null, null, null, Shallow: true, Edition: 1) { Gist = Gist.None with { Category = ObjectionCategory.Price } };
        await Change(_process, "file", f => new CustomerEdit("filed", f!.Head) { FollowUps = [record], Judged = new Judged(45, ShallowReason.NoNextStep) });

        var filed = Assert.Single(Deed.Filings(await OfOwnerAsync()));
        Assert.Equal((record.Id, 45, ShallowReason.NoNextStep, ObjectionCategory.Price, true), (filed.Id, filed.Score!.Value, filed.Lacks!.Value, filed.About!.Value, filed.Shallow!.Value));
        Assert.Equal((CustomerId, record.AuthorId), (filed.CustomerId, filed.PersonId));
        Assert.True(await _deeds.HasFiledInAsync(Tenant, record.AuthorId, Start, default));
        Assert.False(await _deeds.HasFiledInAsync(Tenant, record.AuthorId, Start.AddMonths(-1), default));
    }

    [Fact]
    public async Task Months_are_put_together_and_what_lies_outside_is_left_out()
    {
        await Create(_process, Step());
        Assert.NotEmpty(await OfOwnerAsync());
        Assert.Empty(await _deeds.OfPersonAsync(Tenant, Owner, Start.AddDays(1), Start.AddDays(90), default));
        Assert.Empty(await _deeds.OfPersonAsync(Tenant, Owner, Start.AddDays(-90), Start, default));
        await foreach (var (id, deeds) in _deeds.OfPeopleAsync(Tenant, ["nobody", Owner], Start.AddDays(-40), Start.AddDays(1), default))
        {
            Assert.Equal(id == Owner, deeds.Count > 0);
        }
    }

    private ValueTask<IReadOnlyList<Deed>> OfOwnerAsync() => _deeds.OfPersonAsync(Tenant, Owner, Start.AddDays(-40), Start.AddDays(1), default);
}
