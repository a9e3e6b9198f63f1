using System.Text;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>
/// What every engine of <see cref="ITables"/> must do; an engine derives one class and says how it is opened. Each test
/// begins with tables that hold nothing.
/// </summary>
public abstract partial class TablesContract : IAsyncLifetime
{
    protected const string Table = "crm";

    protected ITables Tables { get; private set; } = null!;

    /// <summary>Opens the engine on tables that no other test uses.</summary>
    protected abstract Task<ITables> OpenAsync();

    /// <summary>Closes the engine and removes what the test stored.</summary>
    protected abstract Task CloseAsync();

    public async Task InitializeAsync() => Tables = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    protected static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"t":"{{text}}"}""");

    protected static ChangeSet Set(string partition, params Change[] changes) => new(Table, partition, changes);

    protected Task<Applied> Apply(params ChangeSet[] sets) => Tables.ApplyAsync(sets, CancellationToken.None).AsTask();

    protected Task<Applied> Apply(string partition, params Change[] changes) => Apply(Set(partition, changes));

    protected Task<Row?> Get(string partition, string row) => Tables.GetAsync(Table, partition, row, CancellationToken.None).AsTask();

    protected async Task<Row> Stored(string partition, string row) =>
        await Get(partition, row) ?? throw new InvalidOperationException($"{partition}/{row} is absent");

    protected static string Text(Row? row) => row is null ? "absent" : Encoding.UTF8.GetString(row.Data.Span);

    protected async Task<List<Row>> All(RowRange range, int take = 1000)
    {
        var rows = new List<Row>();
        string? next = null;
        do
        {
            var page = await Tables.QueryAsync(range, take, next, CancellationToken.None);
            Assert.True(page.Rows.Count <= take);
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null);

        return rows;
    }
}
