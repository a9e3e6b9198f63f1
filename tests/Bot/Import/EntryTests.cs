using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Import;

/// <summary>What a row says, and which of its cells is wrong.</summary>
public sealed class EntryTests
{
    private static readonly DateOnly Today = new(2025, 9, 10);
    private static readonly Headers Headers = new(Shelf.Cards);
    private static readonly CellWords Words = new(Shelf.Cards);

    [Theory]
    [InlineData("客户名称,负责人,等级,区域", nameof(TableKind.Customers), "columnCustomer,columnOwner,columnTier,")]
    [InlineData("Company Name, ACCOUNT OWNER ,vip", nameof(TableKind.Customers), "columnCustomer,columnOwner,columnVip")]
    [InlineData("客户,联系人,电话", nameof(TableKind.Contacts), "columnCustomer,columnContact,columnPhone")]
    [InlineData("Customer,Order date,Amount", nameof(TableKind.Orders), "columnCustomer,columnOrderDay,columnAmount")]
    [InlineData("客户,跟进时间,跟进内容,下一步,下次跟进时间,联系人", nameof(TableKind.FollowUps), "columnCustomer,columnContactedAt,columnSummary,columnNextStep,columnNextDay,columnContact")]
    public void A_header_tells_its_kind_in_either_language(string header, string kind, string keys)
    {
        var map = Headers.Recognise(header.Split(','));
        Assert.Equal(kind, map?.Kind.ToString());
        Assert.Equal(keys, string.Join(',', map!.Keys));
    }

    [Theory]
    [InlineData("姓名,电话")]
    [InlineData("a,b,c")]
    public void A_header_of_no_kind_is_none(string header) => Assert.Null(Headers.Recognise(header.Split(',')));

    [Fact]
    public void Every_kind_is_known_by_what_an_export_of_it_writes() => Assert.All(
        from kind in Enum.GetValues<TableKind>() from language in new[] { "zh-CN", "en-US" } select (kind, language),
        of =>
        {
            var map = Headers.Recognise([.. Columns.Of(of.kind).Select(c => Headers.Title(c, of.language))]);
            Assert.Equal(of.kind, map?.Kind);
            Assert.Equal(Columns.Of(of.kind), map!.Keys);
        });

    [Theory]
    [InlineData("2025-09-01", "2025-09-01")]
    [InlineData("2025/9/1", "2025-09-01")]
    [InlineData("2025年9月1日", "2025-09-01")]
    [InlineData("2025.09.01 08:30", "2025-09-01 08:30")]
    [InlineData("2025-09-01T08:30:15", "2025-09-01 08:30:15")]
    [InlineData("２０２５－０９－０１", "2025-09-01")]
    [InlineData("9/10/2025", null)]
    [InlineData("2025-13-01", null)]
    [InlineData("2025-02-30", null)]
    [InlineData("2025-09-01 25:00", null)]
    [InlineData("yesterday", null)]
    public void A_day_has_one_reading_or_none(string cell, string? said) =>
        Assert.Equal(said, CellValues.Moment(cell) is { } m ? CellValues.Moment(m.Day.ToDateTime(m.Time ?? TimeOnly.MinValue)) : null);

    [Theory]
    [InlineData("12000", "12000")]
    [InlineData("12,000.50", "12000.5")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("１２００", "1200")]
    [InlineData("12.000,50", null)]
    [InlineData("1,20", null)]
    [InlineData("¥5", null)]
    [InlineData("1e5", null)]
    public void An_amount_has_one_reading_or_none(string cell, string? said) =>
        Assert.Equal(said, CellValues.Amount(cell) is { } amount ? CellValues.Amount(amount) : null);

    [Theory]
    [InlineData("客户名称,等级", ",A", Columns.Customer, Whys.Missing)]
    [InlineData("客户名称,等级", "x,D", Columns.Tier, Whys.Tier)]
    [InlineData("客户名称,等级", "x,1", Columns.Tier, Whys.Tier)]
    [InlineData("客户名称,状态", "x,热", Columns.Status, Whys.Status)]
    [InlineData("客户名称,阶段", "x,热", Columns.Stage, Whys.Stage)]
    [InlineData("客户名称,VIP", "x,也许", Columns.Vip, Whys.YesNo)]
    [InlineData("客户名称,最近联系", "x,2025-09-11", Columns.LastContact, Whys.Future)]
    [InlineData("客户名称,最近联系", "x,9/1/25", Columns.LastContact, Whys.Day)]
    [InlineData("客户,订单日期,金额", "x,2025-09-01,many", Columns.Amount, Whys.Number)]
    [InlineData("客户,订单日期,金额,币种", "x,2025-09-01,5,RMB1", Columns.Currency, Whys.Currency)]
    [InlineData("客户,联系时间,总结,下一步,下一步日期", "x,2025-09-01,a,call,", Columns.NextDay, Whys.NextDay)]
    [InlineData("客户,联系时间,总结,下一步,下一步日期", "x,2025-09-01,a,,2025-10-01", Columns.NextStep, Whys.NextStep)]
    [InlineData("客户,联系时间,总结,下一步,下一步日期", "x,2025-09-01,a,call,2035-10-01", Columns.NextDay, Whys.FarAway)]
    [InlineData("客户,联系时间,总结,方式", "x,2025-09-01,a,鸽子", Columns.Channel, Whys.Channel)]
    public void A_wrong_cell_is_told_by_its_column(string header, string row, string column, string why)
    {
        var read = Read(header, row);
        Assert.Null(read.Entry);
        Assert.Equal((column, why), (read.Fault!.Column, read.Fault.Why));
    }

    [Theory]
    [InlineData("谈判中", Status.Negotiating)]
    [InlineData("at risk", Status.AtRisk)]
    [InlineData("AtRisk", Status.AtRisk)]
    [InlineData("On hold", Status.OnHold)]
    public void Codes_are_read_in_both_languages(string said, Status status) =>
        Assert.Equal(status, Assert.IsType<Entry.OfCustomer>(Read("客户名称,状态", "x," + said).Entry).Status);

    [Fact]
    public void Every_code_is_read_as_it_is_written()
    {
        foreach (var language in new[] { "zh-CN", "en-US" })
        {
            Assert.All(Enum.GetValues<Status>(), c => Assert.Equal(c, Words.Read<Status>(Words.Write(c, language))));
            Assert.All(Enum.GetValues<Stage>(), c => Assert.Equal(c, Words.Read<Stage>(Words.Write(c, language))));
            Assert.All(Enum.GetValues<Tier>(), c => Assert.Equal(c, Words.Read<Tier>(Words.Write(c, language))));
            Assert.All(Enum.GetValues<Channel>(), c => Assert.Equal(c, Words.Read<Channel>(Words.Write(c, language))));
            Assert.All(Enum.GetValues<Sentiment>(), c => Assert.Equal(c, Words.Read<Sentiment>(Words.Write(c, language))));
            Assert.All(Enum.GetValues<StepState>(), c => Assert.Equal(c, Words.Read<StepState>(Words.Write(c, language))));
            Assert.True(CellWords.ReadYes(Words.WriteYes(true, language)));
            Assert.False(CellWords.ReadYes(Words.WriteYes(false, language)));
        }
    }

    [Theory]
    [InlineData("公开招标", "12.5", "2025/9/1", "way=t sum=12.5 day=2025-09-01")]
    [InlineData("tender", "", "", "way=t")]
    [InlineData("老办法", "-3", "2025-09-01 10:00", "way=o sum=-3 day=2025-09-01")]
    [InlineData("拍卖", "", "", "x.way whyChoice")]
    [InlineData("", "20万", "", "x.sum whyNumber")]
    [InlineData("", "", "9/1/2025", "x.day whyDay")]
    public void Fields_of_the_company_s_own_are_columns_by_their_names_in_either_language(string way, string sum, string day, string said)
    {
        var fields = new FieldBook(1, [
            new FieldDefinition("way", "采购方式", "Purchase", FieldKind.Choice, true, 1) { Choices = [new("t", "公开招标", "Tender"), new("o", "老办法", "Old way", true)] },
            new FieldDefinition("sum", "预算", "Budget", FieldKind.Number, false, 1),
            new FieldDefinition("day", "签约日", "Signing day", FieldKind.Date, false, 1) { Retired = true },
        ]);
        foreach (var header in new[] { "客户,联系时间,总结,采购方式,预算,签约日(已停用)", "Customer,Contacted at,Summary,purchase,BUDGET,Signing day" })
        {
            var read = Read(header, $"华东精密,2025-08-01,谈了付款方式,{way},{sum},{day}", fields);
            var taken = (read.Entry as Entry.OfFollowUp)?.Fields?.Select(f => $"{f.Key}={f.Value}");
            Assert.Equal(said, read.Fault is { } fault ? $"{fault.Column} {fault.Why}" : string.Join(' ', taken ?? []));
        }

        Assert.DoesNotContain("x.way", Headers.Recognise("客户,负责人,采购方式".Split(','), fields)!.Keys);
    }

    private static RowRead Read(string header, string row, FieldBook? fields = null)
    {
        var map = Headers.Recognise(header.Split(','), fields)!;
        return new EntryReader(Words, map, Today, fields ?? FieldBook.None).Read(new FileRow(2, row.Split(',')));
    }
}
