using System.Text;

namespace CrmBot.Cards.Tests;

public sealed class CardTextTests
{
    [Fact]
    public void Everything_that_is_read_comes_in_order_and_nothing_else()
    {
        var card = """
            {"type":"AdaptiveCard","speak":"not read","body":[
              {"type":"TextBlock","text":" 标题 "},
              {"type":"RichTextBlock","inlines":["a ",{"type":"TextRun","text":"b"},7]},
              {"type":"FactSet","facts":[{"title":"负责人","value":"王敏"},{"title":"x"}]},
              {"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock","text":"left"}]},{"type":"Column","items":[{"type":"TextBlock","text":"right"}]}]},
              {"type":"Table","rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"cell"}]}]}]},
              {"type":"Container","isVisible":false,"items":[{"type":"TextBlock","text":"hidden"}]},
              {"type":"Input.Text","id":"i","label":"label","value":"typed"},
              {"type":"TextBlock","text":"  "}],
             "actions":[{"type":"Action.ShowCard","title":"button","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"folded"}]}}]}
            """;

        Assert.Equal("标题\na b\n负责人 王敏\nx\nleft\nright\ncell", CardText.Of(Encoding.UTF8.GetBytes(card)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"type":"AdaptiveCard","body":"text"}""")]
    [InlineData("""{"type":"RichTextBlock","inlines":"text"}""")]
    public void A_card_that_says_nothing_is_an_empty_text(string card) => Assert.Equal("", CardText.Of(Encoding.UTF8.GetBytes(card)));
}
