using System.Globalization;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.AzureEngine;

/// <summary>Answers that no emulator gives: what is not a yes is never taken for an empty one.</summary>
public sealed class ServiceAnswerTests : AzureStage
{
    [Fact]
    public async Task A_row_is_absent_only_where_the_service_itself_says_so()
    {
        Way.OnAll(Faults.Answers(404, null, "<html>no such page</html>"));
        await Throws<StorageUnavailableException>(() => Get("stands"));
        Way.OnAll(Faults.Answers(404, "EntityNotFound"));
        Assert.Null(await Get("stands"));
        Way.OnAll(Faults.Answers(404, null, """{"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-US","value":"x"}}}"""));
        Assert.Null(await Get("stands"));
        Way.OnAll(Faults.Answers(404, "TableNotFound"));
        Assert.Null(await Get("stands"));
    }

    [Theory]
    [InlineData("<html>sign in</html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"r"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"r","odata.etag":"W/\"datetime'x'\"","D1":"YQ=="}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"r","odata.etag":"W/\"datetime'x'\"","D0":"?"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"r","odata.etag":"5","D0":"e30="}]}""")]
    [InlineData("""{"value":[""")]
    public async Task An_answer_that_cannot_be_read_is_an_outage(string body)
    {
        Way.OnAll(Faults.Answers(200, null, body), Faults.Answers(200, null, body));
        await Throws<StorageUnavailableException>(() => Query(10));
        await Throws<StorageUnavailableException>(() => Get("stands"));
    }

    [Fact]
    public async Task Pages_that_are_short_or_empty_are_followed_to_their_end()
    {
        Way.OnAll(
            Page("", ("x-ms-continuation-NextPartitionKey", "1!8!cA--"), ("x-ms-continuation-NextRowKey", "1!4!+/ =")),
            Page(Entity("a"), ("x-ms-continuation-NextPartitionKey", "p&q")),
            Page("", ("x-ms-continuation-NextPartitionKey", "z")),
            Page(Entity("b")));

        var page = await Query(10);

        Assert.Equal(["a", "b"], page.Rows.Select(row => row.RowKey));
        Assert.Null(page.Next);
        var asked = Way.Seen.ToArray()[^4..];
        Assert.DoesNotContain("&Next", asked[0], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=1%218%21cA--&NextRowKey=1%214%21%2B%2F%20%3D", asked[1], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=p%26q", asked[2], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=z", asked[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_page_whose_continuation_leads_nowhere_is_the_last()
    {
        Way.OnAll(Page(Entity("a") + "," + Entity("b"), ("x-ms-continuation-NextPartitionKey", "z")), Page(""));
        var page = await Query(2);
        Assert.Equal((2, null), (page.Rows.Count, page.Next));
    }

    [Fact]
    public async Task A_service_that_gives_more_than_was_asked_for_loses_nothing()
    {
        Way.OnAll(Page(Entity("a") + "," + Entity("b") + "," + Entity("c")));
        var page = await Query(1);
        Assert.Equal("a", Assert.Single(page.Rows).RowKey);
        Way.OnAll(Page(Entity("b") + "," + Entity("c")));
        page = await Tables.QueryAsync(new RowRange(Table, "p"), 1, page.Next, CancellationToken.None);
        Assert.Equal("b", Assert.Single(page.Rows).RowKey);
        Assert.Contains(Uri.EscapeDataString("PartitionKey eq 'p' and RowKey gt 'a'"), Way.Seen.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_a_position_is_found_by_looking()
    {
        await ByOther(new Change.Insert("taken", Json("1")));
        Way.OnWrites(InPart("409 Conflict", "EntityAlreadyExists", "The specified entity already exists."));
        Assert.Equal(new Applied(0, Refusal.AlreadyExists, 2), await Apply(
            new Change.Insert("a", Json("2")), new Change.Put("b", Json("2")), new Change.Insert("taken", Json("2"))));
    }

    [Fact]
    public async Task An_answer_about_other_changes_than_were_sent_is_looked_into()
    {
        Way.OnWrites(InPart("204 No Content", "", ""));
        await Throws<StorageUnavailableException>(() => Apply(new Change.Insert("a", Json("2")), new Change.Insert("b", Json("2"))));
    }

    [Fact]
    public async Task A_request_that_the_service_does_not_understand_is_a_bug()
    {
        Way.OnWrites(Faults.Answers(400, "InvalidInput"), InPart("400 Bad Request", "InvalidInput", "1:One of the request inputs is not valid."));
        await Throws<InvalidOperationException>(() => Apply(new Change.Insert("a", Json("2"))));
        await Throws<InvalidOperationException>(() => Apply(new Change.Insert("a", Json("2")), new Change.Insert("b", Json("2"))));
    }

    [Theory]
    [InlineData(400, "DuplicatePropertiesSpecified")]
    [InlineData(400, "EntityTooLarge")]
    [InlineData(400, "InvalidDuplicateRow")]
    [InlineData(400, "InvalidInput")]
    [InlineData(400, "InvalidValueType")]
    [InlineData(400, "OutOfRangeInput")]
    [InlineData(400, "PropertiesNeedValue")]
    [InlineData(400, "PropertyNameInvalid")]
    [InlineData(400, "PropertyNameTooLong")]
    [InlineData(400, "PropertyValueTooLarge")]
    [InlineData(400, "TooManyProperties")]
    [InlineData(400, "XMethodIncorrectCount")]
    [InlineData(405, "MethodNotAllowed")]
    [InlineData(413, "RequestBodyTooLarge")]
    [InlineData(415, "AtomFormatNotSupported")]
    [InlineData(415, "JsonFormatNotSupported")]
    [InlineData(501, "NotImplemented")]
    public async Task A_code_that_blames_the_request_is_a_bug(int status, string code)
    {
        Way.OnAll(Faults.Answers(status, code), Faults.Answers(status, code));
        await Throws<InvalidOperationException>(() => Get("stands"));
        await Throws<InvalidOperationException>(() => Apply(new Change.Insert("a", Json("2"))));
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationInfo")]
    [InlineData(403, "AuthenticationFailed")]
    [InlineData(403, "AuthorizationFailure")]
    [InlineData(403, "AuthorizationPermissionMismatch")]
    public async Task A_code_that_blames_the_identity_is_told_from_an_outage(int status, string code)
    {
        Way.OnAll(Faults.Answers(status, code), Faults.Answers(status, code));
        await Throws<StorageRefusedException>(() => Get("stands"));
        await Throws<StorageRefusedException>(() => Apply(new Change.Insert("a", Json("2"))));
    }

    [Theory]
    [InlineData(408, "RequestTimeout")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(502, null)]
    [InlineData(503, "ServerBusy")]
    [InlineData(504, null)]
    public async Task A_code_that_passes_is_tried_again_and_an_outage_when_it_stays(int status, string? code)
    {
        Way.OnAll(Faults.Answers(status, code));
        Assert.NotNull(await Get("stands"));
        Way.OnAll(Faults.Answers(status, code), Faults.Answers(status, code), Faults.Answers(status, code));
        await Throws<StorageUnavailableException>(() => Get("stands"));
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists", Refusal.AlreadyExists)]
    [InlineData(404, "ResourceNotFound", Refusal.NotFound)]
    [InlineData(404, "EntityNotFound", Refusal.NotFound)]
    [InlineData(412, "UpdateConditionNotSatisfied", Refusal.Changed)]
    [InlineData(412, "ConditionNotMet", Refusal.Changed)]
    public async Task A_code_that_speaks_of_the_row_is_an_outcome(int status, string code, Refusal refusal)
    {
        Way.OnWrites(Faults.Answers(status, code));
        Assert.Equal(new Applied(0, refusal, 0), await Apply(new Change.Replace("stands", await Version("stands"), Json("2"))));
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_an_outage()
    {
        Way.OnWrites(Faults.Answers(404, "TableNotFound"), Faults.Answers(409, "TableBeingDeleted"));
        await Throws<StorageUnavailableException>(() => Apply(new Change.Insert("a", Json("2"))));
    }

    [Fact]
    public async Task A_table_that_somebody_else_made_first_is_written()
    {
        Way.OnWrites(Faults.Answers(404, "TableNotFound"), Faults.Answers(409, "TableAlreadyExists"));
        Assert.Equal(new Applied(1), await Apply(new Change.Insert("a", Json("2"))));
    }

    [Fact]
    public async Task A_refused_key_says_what_to_check()
    {
        Way.OnAll(Faults.Answers(403, "AuthenticationFailed", "<Error/>"), Faults.Answers(403, "AuthenticationFailed"));
        Assert.Contains("Check the AccountKey in Storage:AzureTables:ConnectionString", (await Throws<StorageRefusedException>(() => Get("r"))).Message, StringComparison.Ordinal);
        await Throws<StorageRefusedException>(() => Apply(new Change.Insert("a", Json("2"))));
    }

    [Fact]
    public async Task A_clock_that_is_off_is_named()
    {
        var clock = new FakeClock(new DateTimeOffset(2025, 9, 10, 9, 40, 0, TimeSpan.Zero));
        var tables = Open("late", o => o.Transport = new Azure.Core.Pipeline.HttpClientTransport(Way), clock);
        var theirs = clock.GetUtcNow().AddMinutes(20).ToString("R", CultureInfo.InvariantCulture);
        Way.OnAll(Faults.Answers(403, "AuthenticationFailed", "", ("Date", theirs)));
        var outage = await Throws<StorageRefusedException>(() => tables.GetAsync(Table, "p", "r", CancellationToken.None).AsTask());
        Assert.Contains("This machine's clock is 20 minutes behind", outage.Message, StringComparison.Ordinal);
    }

    private static Fault Page(string entities, params (string Name, string Value)[] headers) =>
        Faults.Answers(200, null, $$"""{"odata.metadata":"x","value":[{{entities}}]}""", headers);

    private static string Entity(string row) =>
        $$"""{"odata.etag":"W/\"datetime'x'\"","PartitionKey":"p","RowKey":"{{row}}","Timestamp":"2025-09-10T00:00:00Z","D0@odata.type":"Edm.Binary","D0":"e30="}""";

    private static Fault InPart(string status, string code, string message) => async (request, passOn) =>
    {
        var answer = await Faults.BusyInside(request, passOn);
        var type = answer.Content.Headers.ContentType;
        var text = (await answer.Content.ReadAsStringAsync())
            .Replace("503 Service Unavailable", status, StringComparison.Ordinal)
            .Replace("ServerBusy", code, StringComparison.Ordinal)
            .Replace("0:The server is busy.", message, StringComparison.Ordinal);
        answer.Content = new StringContent(text);
        answer.Content.Headers.ContentType = type;
        return answer;
    };

    private Task<Row?> Get(string row) => Tables.GetAsync(Table, P, row, CancellationToken.None).AsTask();

    private Task<RowPage> Query(int take) => Tables.QueryAsync(new RowRange(Table, "p"), take, null, CancellationToken.None).AsTask();
}
