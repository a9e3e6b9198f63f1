namespace CrmBot.Cards.Tests;

public sealed class CardFaultTests : IDisposable
{
    private const string Form = "visits/form.json";
    private readonly CardFolder folder = new();

    [Theory]
    [InlineData("\"version\": \"1.5\"", "\"version\": \"1.6\"", "cards/visits/form.json(3,14): the version is not 1.5")]
    [InlineData("\"version\": \"1.5\",", "\"version\": \"1.5\",,", "cards/visits/form.json(3,20): ")]
    [InlineData("\"speak\": \"${s.submit}\",", "", "cards/visits/form.json(1,1): the card has no speak")]
    [InlineData("plain(customer)", "plian(customer)", "(7,69): there is no function 'plian'; did you mean 'plain'?")]
    [InlineData("plain(customer)", "plain(customer, 1)", "'plain' takes 1 argument, not 2")]
    [InlineData("${s.submit}\",\n  \"fallback", "${s.sumbit}\",\n  \"fallback", "(4,15): there is no text 'sumbit'; did you mean 'submit'?")]
    [InlineData("plain(customer)", "plain(client)", "(7,39): the data has no 'client', in ${fill(s.formTitle, 'customer', plain(client))}")]
    [InlineData("'customer', plain", "'client', plain", "fill leaves a placeholder without a value")]
    [InlineData("${s.summary}\"", "${s.summary +}\"", "the end is not expected here")]
    [InlineData("\"label\": \"${s.summary}\", ", "", "Input.Text has no label")]
    [InlineData("\"errorMessage\": \"${s.summaryNeeded}\",", "", "Input.Text that is validated has no errorMessage")]
    [InlineData("\"id\": \"summary\", ", "", "Input.Text has no id")]
    [InlineData("\"verb\": \"visits/submit\", ", "", "Action.Execute has no verb")]
    [InlineData(", \"data\": { \"draft\": \"${draft}\", \"rev\": \"${rev}\" }", "", "Action.Execute has no data object")]
    [InlineData("\"title\": \"${s.submit}\", ", "", "Action.Execute has neither title nor tooltip")]
    [InlineData("\"value\": \"${summary ?? ''}\"", "\"value\": \"${summary}\"", "body[2].value is null")]
    [InlineData("\"value\": \"${summary ?? ''}\"", "\"placeholder\": \"${rev}\"", ".placeholder is not a text")]
    [InlineData("\"body\": [", "\"body\": [ { \"type\": \"Image\", \"url\": \"https://x.example/a.png\" },", "Image has no altText")]
    [InlineData("\"body\": [", "\"body\": [ { \"type\": \"Badge\", \"text\": \"x\" },", "Badge is known only to Teams and has no fallback")]
    [InlineData("\"body\": [", "\"body\": [ { \"type\": \"Chart.Line\", \"data\": [] },", "Chart.Line is known only to Teams and has no fallback")]
    [InlineData("\"body\": [", "\"body\": [ { \"type\": \"Input.Date\", \"id\": \"summary\", \"label\": \"x\" },", "the id 'summary' is used twice")]
    [InlineData("\"body\": [", "\"$when\": \"${rev > 0}\", \"body\": [", "$when belongs on an item of an array")]
    [InlineData("\"body\": [", "\"backgroundImage\": { \"$data\": [1], \"url\": \"x\" }, \"body\": [", "a $data that is a list belongs on an item of an array")]
    [InlineData("\"body\": [", "\"backgroundImage\": { \"$data\": \"${hints}\", \"url\": \"x\" }, \"body\": [", "a $data that is a list belongs on an item of an array")]
    [InlineData("plain(customer)", "plain(custmer)", "the data has no 'custmer'; did you mean 'customer'?")]
    [InlineData("\"body\": [", "\"body\": [ { \"$data\": { \"a\": \"${rev}\" }, \"type\": \"TextBlock\", \"text\": \"x\" },", "(6,32): a literal $data holds no expressions")]
    [InlineData("${s.summary}\"", "${s.summary}`\"", "the public designer cannot read a text with an expression and a backtick")]
    [InlineData("\"text\": \"${s[concat('stage', stage)]}\"", "\"text\": \"${客户}\"", "'客' cannot begin a name: write $data['…'] for a name that is not ASCII")]
    [InlineData("\"body\": [", "\"body\": [ { \"$when\": \"${revision > 1}\", \"type\": \"TextBlock\", \"text\": \"x\" },", "the data has no 'revision'")]
    [InlineData("\"body\": [", "\"body\": [ { \"$when\": \"${rev}\", \"type\": \"TextBlock\", \"text\": \"x\" },", "$when is neither true nor false")]
    [InlineData("\"body\": [", "\"body\": [ { \"type\": \"TextBlock\", \"text\": \"a ${rev\" },", "still holds ${")]
    [InlineData("\"type\": \"AdaptiveCard\"", "\"type\": \"AdaptiveCard\", \"type\": \"AdaptiveCard\"", "'type' stands here a second time")]
    public void A_fault_in_a_template_stops_the_load(string from, string to, string expected)
    {
        var faults = folder.Change(Form, from, to).Faults();

        Assert.Contains(faults, f => f.Contains(expected, StringComparison.Ordinal) && f.Contains(Form, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("visits/text.en-US.json", "\"submit\": \"Submit\",", "", "cards/visits/text.zh-CN.json(5,3): 'submit' has no text in en-US")]
    [InlineData("visits/text.en-US.json", "{customer}", "{client}", "text.en-US.json(2,3): 'formTitle' has other placeholders than in zh-CN")]
    [InlineData("visits/text.en-US.json", "\"submit\"", "\"form.submit\"", "'form.submit' is not a name")]
    [InlineData("visits/text.en-US.json", "\"submit\": \"Submit\",", "\"submit\": \"Submit\", \"submit\": \"Send\",", "'submit' stands here a second time")]
    [InlineData("visits/text.zh-CN.json", "\"记录拜访：{customer}\",", "\"记录\" \"x\",", "text.zh-CN.json(2,21): ")]
    [InlineData("visits/text.zh-CN.json", "\"提交\"", "\"${submit}\"", "'submit' holds an expression")]
    [InlineData("_shared/text.zh-CN.json", "\"appName\"", "\"submit\": \"x\", \"appName\"", "text.zh-CN.json(5,3): the shared words have 'submit' already")]
    [InlineData("visits/sample.json", "\"form\"", "\"from\"", "sample.json(2,3): there is no card 'from'")]
    [InlineData("visits/sample.json", "\"form\"", "\"from\"", "form.json(1,1): the card has no sample")]
    [InlineData("visits/sample.json", "\"rev\": 3", "\"revision\": 3", "the data has no 'rev'")]
    public void A_fault_in_words_or_samples_stops_the_load(string file, string from, string to, string expected) =>
        Assert.Contains(folder.Change(file, from, to).Faults(), f => f.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void All_faults_are_listed_at_once_in_the_order_of_files_and_lines()
    {
        folder.Change(Form, "\"1.5\"", "\"1.4\"").Change(Form, "${draft}", "${drfat}").Change(Form, "\"id\": \"summary\", ", "");
        folder.Change("visits/text.en-US.json", "{customer}", "");
        folder.Write("teams/text.zh-CN.json", "[]").Write("teams/text.en-US.json", "{}").Write("teams/text.fr-FR.json", "{}");

        var faults = folder.Faults();

        Assert.Equal(
            ["teams/text.fr-FR.json", "teams/text.zh-CN.json", "visits/form.json", "visits/form.json", "visits/form.json", "visits/text.en-US.json"],
            faults.Select(f => f["cards/".Length..].Split('(', ':')[0]).Where((_, at) => at < 5).Append("visits/text.en-US.json"));
        Assert.Contains(faults, f => f.Contains("(3,14)", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("drfat", StringComparison.Ordinal));
    }

    [Fact]
    public void More_than_six_actions_and_too_many_bytes_are_faults()
    {
        const string action = "{ \"type\": \"Action.OpenUrl\", \"url\": \"https://x.example\", \"title\": \"x\" },";
        folder.Change(Form, "\"actions\": [", "\"actions\": [" + string.Concat(Enumerable.Repeat(action, 6)));
        folder.Change("visits/sample.json", "见面", new string('见', 9000));

        var faults = folder.Faults();

        Assert.Contains(faults, f => f.Contains("the card has 7 actions, more than 6", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("more than 24576 (sample 'coached', zh-CN)", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_files_are_faults()
    {
        var faults = folder.Delete("visits/sample.json").Delete("visits/text.en-US.json").Faults();

        Assert.Contains("cards/visits/sample.json: the file is missing", faults);
        Assert.Contains("cards/visits/text.en-US.json: the file is missing", faults);
    }

    [Fact]
    public void Null_in_the_data_of_an_action_is_no_fault()
    {
        folder.Change(Form, "\"draft\": \"${draft}\"", "\"draft\": \"${summary}\"");

        Assert.NotEmpty(folder.Load().Cards);
    }

    [Fact]
    public void A_fallback_may_name_the_input_it_stands_for()
    {
        folder.Change(Form, "\"body\": [", """
            "body": [ { "type": "Input.Rating", "id": "mood", "label": "x",
                        "fallback": { "type": "Input.Text", "id": "mood", "label": "x" } },
            """);

        Assert.Contains("mood", folder.Load()["visits/form"].Inputs["visits/submit"]);
    }

    public void Dispose() => folder.Dispose();
}
