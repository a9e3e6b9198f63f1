namespace CrmBot.Cards.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("见了采购，价格 3.5 万", "见了采购，价格 3.5 万")] // ordinary text stays ordinary
    [InlineData("1. 客户", "1\\. 客户")] // would become a list
    [InlineData("  - x", "  \\- x")]
    [InlineData("a - b", "a - b")]
    [InlineData("**重要** _x_", "\\*\\*重要\\*\\* \\_x\\_")]
    [InlineData("[点我](https://x.example)", "\\[点我\\](https://x.example)")]
    [InlineData("<at>李雷</at>", "\\<at>李雷\\</at>")]
    [InlineData("{{DATE(2020-01-01T00:00:00Z)}}", "\\{{DATE(2020-01-01T00:00:00Z)}}")]
    [InlineData("&lt;b&gt; R&D A & B", "\\&lt;b\\&gt; R\\&D A & B")]
    [InlineData("一\n二\r\n三", "一\n\n二\n\n三")]
    [InlineData("${name}", "${name}")]
    public void Typed_text_shows_literally(string typed, string expected) =>
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(expected),
            System.Text.Json.JsonSerializer.Serialize(
                System.Text.Json.JsonElement.Parse(
                    Expansion.Eval("plain(x)", System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["x"] = typed })))
                .GetString()));
}
