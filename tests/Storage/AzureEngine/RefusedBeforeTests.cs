using System.Text;

namespace CrmBot.Storage.Tests.AzureEngine;

/// <summary>What is refused before anything is sent.</summary>
public sealed class RefusedBeforeTests : AzureStage
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("5")]
    [InlineData("W/\"\"")]
    [InlineData("W/\"a\"\r\nX: y\"")]
    public async Task A_conditional_change_without_a_version_of_the_service_is_never_sent(string? version)
    {
        var table = Service.GetTableClient(Table);
        var etag = version is null ? default : new ETag(version);
        foreach (var change in (Change[])[new Change.Replace("stands", etag, Json("2")), new Change.Delete("stands", etag)])
        {
            await Throws<ArgumentException>(() => table.SubmitTransactionAsync(P, [change], "w", CancellationToken.None).AsTask());
            await Throws<ArgumentException>(() => table.SubmitTransactionAsync(P, [change, new Change.Put("x", Json("2"))], "w", CancellationToken.None).AsTask());
        }

        Assert.Empty(Way.Seen);
    }

    [Fact]
    public async Task A_transaction_that_is_too_large_on_the_wire_is_never_sent()
    {
        Change[] changes = [.. Enumerable.Range(0, 4).Select(i => new Change.Put($"{i}", new byte[900 * 1024]))];
        await Throws<ArgumentException>(() => Service.GetTableClient(Table).SubmitTransactionAsync(P, changes, "w", CancellationToken.None).AsTask());
        Assert.Empty(Way.Seen);
    }

    /// <summary>The limits count what the service will be sent, however long the keys are in an address.</summary>
    [Theory]
    [InlineData('a', 100)]
    [InlineData('键', 100)]
    [InlineData('\'', 100)]
    [InlineData('"', 2)]
    public void What_the_limits_let_through_fits_the_wire(char unit, int count)
    {
        var key = new string(unit, 509);
        ReadOnlyMemory<byte> content = new byte[Limits.RowBytes];
        Change Of(int i, int bytes) => (i % 3) switch
        {
            0 => new Change.Insert($"{key}{i:D3}", content[..bytes]),
            1 => new Change.Replace($"{key}{i:D3}", ETags.Never, content[..bytes]),
            _ => new Change.Delete($"{key}{i:D3}", null),
        };
        var largest = 0;
        for (var bytes = Limits.RowBytes; bytes > 0 && largest == 0; bytes -= 512)
        {
            try
            {
                Limits.Check([new ChangeSet(Table, key, [.. Enumerable.Range(0, count).Select(i => Of(i, bytes))])]);
                largest = bytes;
            }
            catch (ArgumentException)
            {
                // Smaller, then.
            }
        }

        var url = "https://" + new string('a', 24) + ".table.core.chinacloudapi.cn/" + new string('t', 63);
        Assert.True(largest > 0);
        Assert.True(BatchBody.Write(url, key, [.. Enumerable.Range(0, count).Select(i => Of(i, largest))], "w").Count <= Limits.SetBytes);
    }

    [Theory]
    [InlineData("a'b")]
    [InlineData("a b+c&d=e;f,g(h)")]
    [InlineData("客户|华东 é 😀")]
    [InlineData("..")]
    [InlineData("$batch")]
    public async Task Any_key_travels_in_addresses_filters_and_transactions(string key)
    {
        Assert.True((await Tables.ApplyAsync([new ChangeSet(Table, key, [new Change.Put(key, Json("1")), new Change.Put("z", Json("1"))])], CancellationToken.None)).All);
        var row = (await Tables.GetAsync(Table, key, key, CancellationToken.None))!;
        Assert.True((await Tables.ApplyAsync([new ChangeSet(Table, key, [new Change.Replace(key, row.ETag, Json("2"))])], CancellationToken.None)).All);
        var page = await Tables.QueryAsync(RowRange.Prefix(Table, key, key), 10, null, CancellationToken.None);
        Assert.Equal("""{"t":"2"}""", Encoding.UTF8.GetString(Assert.Single(page.Rows).Data.Span));
        Assert.True((await Tables.ApplyAsync([new ChangeSet(Table, key, [new Change.Delete(key, null), new Change.Delete("z", null)])], CancellationToken.None)).All);
    }
}
