using CrmBot.Bot.Commands;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.WebChat;
using CrmBot.Storage;

namespace CrmBot.Bot.Tests.Commands;

/// <summary><c>people import FILE</c> as an operator runs it.</summary>
public sealed class PeopleCommandTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();

    private string Csv => Path.Combine(Path.GetDirectoryName(_file.Path)!, "people.csv");

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Good_rows_are_taken_and_the_others_told_with_row_and_reason()
    {
        await File.WriteAllTextAsync(Csv, "mail,name,role\na@example.test,Ann,manager\nb@example.test,Ben,boss\n");
        var (code, output, _) = await RunAsync("--dry-run");
        Assert.Equal(2, code);
        Assert.Contains("Nothing was written. It would be: 1 added, 0 changed, 0 as they were, 1 not taken.", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("--tenant", "t1");
        Assert.Equal(2, code);
        Assert.Contains("Row 3 not taken: there is no role 'boss'.", output, StringComparison.Ordinal);
        Assert.Contains("Done: 1 added", output, StringComparison.Ordinal);

        await using var tables = SqliteTables.Open(_file.Path);
        var people = new PeopleStore(tables, TimeProvider.System, new RandomIds());
        Assert.Equal("Ann", Assert.Single(await people.AllAsync("t1", default)).Name);
        Assert.Empty(await people.AllAsync("demo", default));
    }

    [Fact]
    public async Task It_refuses_with_a_sentence_while_a_bot_holds_the_store()
    {
        await File.WriteAllTextAsync(Csv, "mail,name,role\na@example.test,Ann,manager\n");
        await using var held = SqliteTables.Open(_file.Path);
        var (code, output, error) = await RunAsync();
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("already uses the database", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_and_so_is_none()
    {
        await File.WriteAllTextAsync(Csv, "客户,电话\n华东精密,1\n");
        Assert.Contains("does not name the columns of people", (await RunAsync()).Error, StringComparison.Ordinal);
        File.Delete(Csv);
        Assert.Equal(1, (await RunAsync()).Code);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["people", "import", Csv, .. more, $"--Storage:Sqlite:Path={_file.Path}"], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
