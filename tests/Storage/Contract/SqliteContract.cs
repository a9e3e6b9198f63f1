namespace CrmBot.Storage.Tests.Contract;

public sealed class SqliteContract : TablesContract
{
    private readonly TemporaryFile file = new();
    private SqliteTables? tables;

    protected override Task<ITables> OpenAsync() => Task.FromResult<ITables>(tables = SqliteTables.Open(file.Path));

    protected override async Task CloseAsync()
    {
        await tables!.DisposeAsync();
        file.Remove();
    }
}
