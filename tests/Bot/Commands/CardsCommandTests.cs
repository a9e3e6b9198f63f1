using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CrmBot.Bot.Commands;

namespace CrmBot.Bot.Tests.Commands;

/// <summary><c>cards render --stdin</c>: one answer for one line, whatever the line holds.</summary>
public sealed class CardsCommandTests
{
    [Theory]
    [InlineData("""{"template":{"t":"${客} ${n}","v":"${n}"},"data":{"n":2}}""", """{"card":{"t":"${客} 2","v":2}}""")]
    [InlineData("""{"template":{"t":"你好 ${name}，${$host.theme}"},"data":{"name":"王敏"},"host":{"theme":"深色"}}""", """{"card":{"t":"你好 王敏，深色"}}""")]
    [InlineData("""{"template":{"t":"${gone}","u":"${nope(1)}"}}""", """{"card":{"t":"${gone}","u":"${nope(1)}"}}""")]
    [InlineData("""{"template":[{"$data":"${$root}","t":"${$data}"}],"data":["a","b"]}""", """{"card":[{"t":"a"},{"t":"b"}]}""")]
    [InlineData("""{"template":"${x}","data":{"x":null}}""", """{"card":null}""")]
    public async Task Every_line_becomes_a_card(string line, string expected) => Assert.Equal([expected], await AnswersAsync([line]));

    [Theory]
    [InlineData("", "The line cannot be read as JSON")]
    [InlineData("你好", "The line cannot be read as JSON")]
    [InlineData("[1]", "The line is no object with a template.")]
    [InlineData("""{"data":{}}""", "The line is no object with a template.")]
    [InlineData("""{"template":{"t":"\ud83d"}}""", "The line cannot be read as JSON")]
    public async Task A_line_that_is_none_is_answered_and_the_next_one_too(string line, string expected)
    {
        var answers = await AnswersAsync([line, """{"template":{"t":1}}"""]);

        Assert.Equal(2, answers.Length);
        Assert.StartsWith(expected, JsonElement.Parse(answers[0]).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"card":{"t":1}}""", answers[1]);
    }

    [Fact]
    public async Task A_template_that_is_nested_too_deeply_is_an_error()
    {
        foreach (var depth in (int[])[201, 10_000])
        {
            var answers = await AnswersAsync([$"{{\"template\":{new string('[', depth)}{new string(']', depth)}}}"]);

            Assert.Contains("\"error\":", Assert.Single(answers), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"template":{"a":1,"t":"客户 ${nmae}"},"data":{"name":"x"}}""", """{"error":"template(1,18): nothing is at the path 'nmae', in ${nmae}"}""")]
    [InlineData("""{"template":{"t":"${toUper(name)}"},"data":{"name":"x"}}""", """{"error":"template(1,9): there is no function 'toUper'; did you mean 'toUpper'?"}""")]
    [InlineData("""{"template":{"t":"${name}"},"data":{"name":"x"}}""", """{"card":{"t":"x"}}""")]
    public async Task Strict_renders_as_the_bot_does(string line, string expected) =>
        Assert.Equal([expected], await AnswersAsync([line], "--strict"));

    [Fact]
    public async Task Without_a_source_it_says_what_is_missing()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(1, await CommandLine.RunAsync(["cards", "render"], output, error, TextReader.Null));
        Assert.Contains("--stdin", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_answers_each_line_before_it_reads_the_next()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"), "cards", "render", "--stdin"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;

        foreach (var name in (string[])["华东", "🙂"])
        {
            await program.StandardInput.WriteLineAsync("""{"template":{"t":"${n}"},"data":{"n":"NAME"}}""".Replace("NAME", name, StringComparison.Ordinal));
            await program.StandardInput.FlushAsync();
            Assert.Equal("""{"card":{"t":"NAME"}}""".Replace("NAME", name, StringComparison.Ordinal), await program.StandardOutput.ReadLineAsync());
        }

        program.StandardInput.Close();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
    }

    private static async Task<string[]> AnswersAsync(string[] lines, params string[] options)
    {
        using var input = new StringReader(string.Join('\n', lines) + "\n");
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["cards", "render", "--stdin", .. options], output, error, input));
        Assert.Equal("", error.ToString());
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
