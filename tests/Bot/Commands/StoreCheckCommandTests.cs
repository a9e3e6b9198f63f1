using CrmBot.Bot.Commands;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Bot.Tests.Commands;

/// <summary><c>store check</c> and <c>store rebuild</c> as an operator runs them; what is compared is tested in Storage.</summary>
public sealed class StoreCheckCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crmbot-check");

    private string Database => Path.Combine(_folder.FullName, "crmbot.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_differs_is_told_and_then_written_right()
    {
        await FillAsync();
        var (code, said, complaint) = await RunAsync("check");
        Assert.Equal((0, ""), (code, complaint));
        Assert.Contains("1 customers, ", said, StringComparison.Ordinal);
        Assert.Contains("all as the customers say.", said, StringComparison.Ordinal);

        await using (var tables = SqliteTables.Open(Database))
        {
            await tables.ApplyAsync([new ChangeSet("index", "t|o|ann", [new Change.Delete("c1", null)])], default);
        }

        (code, said, _) = await RunAsync("check");
        Assert.Equal(2, code);
        Assert.Contains("Missing: list of c1 (t): t|o|ann / c1", said, StringComparison.Ordinal);
        Assert.Contains("1 differ, 0 written right.", said, StringComparison.Ordinal);
        (code, said, _) = await RunAsync("rebuild");
        Assert.Equal(0, code);
        Assert.Contains("1 differ, 1 written right.", said, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("check")).Code);
    }

    [Fact]
    public async Task A_tenant_of_another_name_is_not_looked_at()
    {
        await FillAsync();
        Assert.Contains("0 customers, 0 rows", (await RunAsync("check", "--tenant", "other")).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--engine paper", "'paper' is no engine")]
    [InlineData("now", "'now' is neither an option nor a setting")]
    [InlineData("--Storage:Sqlite:Path=none.db", "There is no database")]
    public async Task What_cannot_be_meant_is_refused(string args, string why)
    {
        await FillAsync();
        var (code, _, complaint) = await RunAsync("check", args.Split(' '));
        Assert.Equal(1, code);
        Assert.Contains(why, complaint, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said, string Complaint)> RunAsync(string command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["store", command, $"--Storage:Sqlite:Path={Database}", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task FillAsync()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<ITables>(_ => SqliteTables.Open(Database)).AddSingleton(TimeProvider.System).AddSingleton<IIds>(new Counted())
            .AddLogging().AddStores().BuildServiceProvider();
        var head = new Customer("c1", "East Precision", [], "ann", [], Tier.A, Stage.Intent, Status.New, null);
        var at = new DateTimeOffset(2025, 9, 10, 9, 40, 0, TimeSpan.Zero);
        Assert.IsType<ChangeOutcome<string>.Committed>(await services.GetRequiredService<CustomerStore>().ChangeAsync<string>(
            new ChangeRequest("t", "c1", "op", "ann", at), _ => new Decision<string>.Commit(new CustomerEdit("created", head)), default));
    }

    private sealed class Counted : IIds
    {
        private int count;

        public string New() => $"i{Interlocked.Increment(ref count)}";
    }
}
