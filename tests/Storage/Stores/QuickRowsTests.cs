using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>
/// Rows that are read by hand. Where a test of what is written today fails, a member was added to a stored type or moved:
/// then <see cref="QuickRows"/> must read it too, or every such row is read the slow way.
/// </summary>
public sealed class QuickRowsTests
{
    private static readonly DateTimeOffset At = new(2025, 9, 10, 17, 40, 0, 123, TimeSpan.FromHours(8));

    [Fact]
    public void Follow_ups_as_they_are_written_today_are_read_by_hand_to_the_same_records()
    {
        FollowUp[] all =
        [
            new("f1", "ann", At, At.AddTicks(1), Channel.WeChat, "王总 \"W\" \\ /", "预算 😀\n\u0001 <b>", Sentiment.Hesitant, Status.Proposal, "s1", null, true, 3),
            new("f2", "bob", At, At, Channel.Call, null, "x", null, null, null, "he calls", false, 1),
        ];
        foreach (var followUp in all)
        {
            var kept = new Kept<FollowUp>(1, 7, followUp);
            var data = Rows.Bytes(kept, StoreJson.Default.KeptFollowUp);
            Assert.Equal(kept, QuickRows.FollowUpIn(data));
            Assert.Equal(kept, RowOf(data).As(StoreJson.Default.KeptFollowUp));
        }
    }

    [Fact]
    public void What_was_found_at_a_contact_is_read_by_hand_member_by_member()
    {
        Gist[] all =
        [
            Gist.None with { Needs = "两条产线" },
            new("b", "n \"x\"", "o", ObjectionCategory.Process)
            {
                HelpNeeded = "h", Helpers = ["bob"], Outcome = Outcome.Voicemail, Competitors = ["a", "b"], Amount = 12.5m, Currency = "CNY", Referrals = [], NewContacts = ["李"],
                Resolved = ["price"], Cold = true, Care = false, Complaint = true, Nps = 9, QuietUntil = new DateOnly(2025, 9, 22), EventOn = new DateOnly(2025, 10, 1),
                Participants = "张总、小吴", Concern = "c", Question = "q?", Pain = "p", Risks = "r", Opportunity = "o", Trust = 4, Resources = "demo kit", Materials = "白皮书",
                HelpBy = new DateOnly(2025, 9, 12), Reflection = "too fast",
            },
        ];
        foreach (var found in all)
        {
            var kept = new Kept<FollowUp>(1, 7, new FollowUp("f2", "bob", At, At, Channel.Call, null, "x", null, null, null, null, false, 1) { Gist = found });
            var data = Rows.Bytes(kept, StoreJson.Default.KeptFollowUp);
            var quick = QuickRows.FollowUpIn(data);
            Assert.NotNull(quick);
            Assert.Equal(data, Rows.Bytes(quick, StoreJson.Default.KeptFollowUp));
        }
    }

    [Fact]
    public void Fields_of_the_company_s_own_are_read_by_hand_name_by_name()
    {
        IReadOnlyDictionary<string, string>[] all =
        [
            new Dictionary<string, string>(StringComparer.Ordinal) { ["f1"] = "公开 \"招标\"", ["f 2"] = "12.5" },
            new Dictionary<string, string>(StringComparer.Ordinal),
        ];
        foreach (var fields in all)
        {
            var kept = new Kept<FollowUp>(1, 7, new FollowUp("f2", "bob", At, At, Channel.Call, null, "x", null, null, null, null, false, 1) { Gist = Gist.None with { Needs = "n" }, Fields = fields });
            var data = Rows.Bytes(kept, StoreJson.Default.KeptFollowUp);
            var quick = QuickRows.FollowUpIn(data);
            Assert.NotNull(quick);
            Assert.Equal(fields, quick.It.Fields);
            Assert.Equal(data, Rows.Bytes(quick, StoreJson.Default.KeptFollowUp));
        }
    }

    [Fact]
    public void Rows_of_a_list_as_they_are_written_today_are_read_by_hand_to_the_same_records()
    {
        Step[] steps =
        [
            Sample.Step() with { What = "报价 \\u0041" },
            Sample.Step("s2", "bob") with { DueTime = new TimeOnly(9, 5, 7), SourceId = "f1", ClosedAt = At, State = StepState.Done, By = OwedBy.Customer, Zone = "Europe/Berlin" },
        ];
        foreach (var open in (Step[][])[[], [steps[0]], steps])
        {
            var full = new Stake("c1", "东", Part.Helper, "ann", Tier.B, Stage.Mature, Status.AtRisk, new DateOnly(2025, 9, 9), open, true, 4, 12);
            foreach (var row in (StakeRow[])[new(1, 12, null, full), new(1, 12, null, full with { LastContact = null, LastScore = null, OpenComplaint = false }), new(1, 3, At, null)])
            {
                var data = Rows.Bytes(row, StoreJson.Default.StakeRow);
                var quick = QuickRows.StakeIn(data, "ann");
                Assert.NotNull(quick);
                Assert.Equal(data, Rows.Bytes(quick, StoreJson.Default.StakeRow));
                Assert.Equal(data, Rows.Bytes(RowOf(data).As(StoreJson.Default.StakeRow), StoreJson.Default.StakeRow));
            }
        }
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"shallow\":true", "\"shallow\":true,\"new\":1")]
    [InlineData("\"shallow\":true,\"edition\":3", "\"edition\":3,\"shallow\":true")]
    [InlineData("\"channel\":\"Call\"", "\"channel\":\"Pigeon\"")]
    [InlineData("\"channel\":\"Call\"", "\"channel\":0")]
    [InlineData("\"id\":\"f1\"", "\"id\":null")]
    [InlineData("\"edition\":3", "\"edition\":3.5")]
    [InlineData("\"edition\":3}", "\"edition\":3")]
    public void Every_other_row_is_left_to_the_reader_that_knows_better(string written, string instead)
    {
        var row = new Kept<FollowUp>(1, 7, new("f1", "ann", At, At, Channel.Call, null, "x", null, null, null, null, true, 3));
        var data = Encoding.UTF8.GetString(Rows.Bytes(row, StoreJson.Default.KeptFollowUp));
        Assert.Contains(written, data, StringComparison.Ordinal);
        Assert.Null(QuickRows.FollowUpIn(Encoding.UTF8.GetBytes(data.Replace(written, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_row_that_only_the_slow_reader_understands_is_read()
    {
        var row = RowOf("""{"rev":7,"v":1,"it":{"edition":1,"shallow":false,"summary":"x","channel":"Call","id":"f1","authorId":"ann","filedAt":"2025-09-10T17:40:00+08:00","contactedAt":"2025-09-10T17:40:00+08:00"}}"""u8.ToArray());
        Assert.Equal("f1", QuickRows.FollowUp(row).It.Id);
    }

    private static Row RowOf(byte[] data) => new("p", "r", new ETag("1"), data);
}
