using System.Text;

namespace CrmBot.Cards.Tests;

public sealed class DowngradeTests
{
    [Theory]
    [InlineData("""{"type":"Action.Execute","title":"交","verb":"f/submit","data":{"draft":"d1"},"style":"positive","associatedInputs":"auto"}""",
        """{"type":"Action.Submit","title":"交","data":{"verb":"f/submit","draft":"d1"},"style":"positive","associatedInputs":"auto"}""")]
    [InlineData("""{"verb":"v","title":"x","type":"Action.Execute"}""", """{"title":"x","type":"Action.Submit","data":{"verb":"v"}}""")]
    [InlineData("""{"type":"Action.Execute","verb":"v","data":{"verb":"other","a":1}}""", """{"type":"Action.Submit","data":{"verb":"v","a":1}}""")]
    [InlineData("""{"type":"Action.Execute","verb":"v","data":{},"fallback":{"type":"Action.Submit"}}""", """{"type":"Action.Submit","data":{"verb":"v"}}""")]
    [InlineData("""{"type":"Action.Submit","verb":"kept","data":{"n":1.50}}""", """{"type":"Action.Submit","verb":"kept","data":{"n":1.50}}""")]
    public void Execute_becomes_submit_and_nothing_else_changes(string action, string expected) =>
        Assert.Equal(expected, Run(action));

    [Fact]
    public void Actions_are_found_wherever_they_stand()
    {
        const string action = """{"type":"Action.Execute","verb":"v","data":{}}""";
        const string submit = """{"type":"Action.Submit","data":{"verb":"v"}}""";
        const string card = """{"type":"AdaptiveCard","body":[{"type":"ActionSet","actions":[@]},{"type":"Badge","fallback":{"type":"Container","selectAction":@}}],"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[@]}},@]}""";

        Assert.Equal(card.Replace("@", submit, StringComparison.Ordinal), Run(card.Replace("@", action, StringComparison.Ordinal)));
    }

    [Fact]
    public void Refresh_of_a_card_is_dropped() =>
        Assert.Equal(
            """{"type":"AdaptiveCard","body":[{"type":"X","refresh":1}]}""",
            Run("""{"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":["a"]},"type":"AdaptiveCard","body":[{"type":"X","refresh":1}]}"""));

    [Fact]
    public void Buttons_that_open_a_dialog_are_dropped_and_nothing_that_looks_like_one()
    {
        const string opens = """{"type":"Action.Submit","title":"x","data":{"n":1,"msteams":{"x":0,"type":"task/fetch"},"verb":"v"}}""";
        const string says = """{"type":"Action.Submit","data":{"msteams":{"type":"imBack","value":"task/fetch"}}}""";
        const string text = """{"type":"TextBlock","text":"task/fetch","data":"msteams"}""";
        Assert.Equal(
            $$"""{"type":"AdaptiveCard","body":[{{text}},{"type":"ActionSet","actions":[{{says}}]}],"actions":[]}""",
            Run($$"""{"type":"AdaptiveCard","body":[{{text}},{"type":"ActionSet","actions":[{{opens}},{{says}}]}],"actions":[{{opens}}]}"""));
    }

    [Theory]
    [InlineData(false, """{"type":"Input.ChoiceSet","choices":[]}""")]
    [InlineData(true, """{"type":"Input.ChoiceSet","choices":[],"choices.data":{"type":"Data.Query","dataset":"d"}}""")]
    public void A_list_asks_for_choices_only_where_it_can(bool searches, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Downgrade.ToSubmit("""{"type":"Input.ChoiceSet","choices":[],"choices.data":{"type":"Data.Query","dataset":"d"}}"""u8.ToArray(), searches).Span));

    private static string Run(string card) => Encoding.UTF8.GetString(Downgrade.ToSubmit(Encoding.UTF8.GetBytes(card)).Span);
}
