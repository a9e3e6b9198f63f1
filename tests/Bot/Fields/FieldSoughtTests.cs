using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Fields;

public sealed class FieldSoughtTests
{
    private static readonly FieldBook Book = new(1,
    [
        new FieldDefinition("f1", "区域", "Region", FieldKind.Choice, false, 1) { Choices = [new FieldChoice("c1", "华东", "East"), new FieldChoice("c2", "华南", "South")] },
        new FieldDefinition("f2", "预算", "Budget", FieldKind.Number, false, 1),
        new FieldDefinition("f3", "续约日", "Renewal", FieldKind.Date, false, 1),
        new FieldDefinition("f4", "竞品动作", "Rival", FieldKind.Text, false, 1) { Retired = true },
    ]);

    [Theory]
    [InlineData("区域是华东", "f1", "Is", "c1")]
    [InlineData("區域為華東", "f1", "Is", "c1")]
    [InlineData("华南区域", "f1", "Is", "c2")]
    [InlineData("Region = East", "f1", "Is", "c1")]
    [InlineData("the region is \"South\"", "f1", "Is", "c2")]
    [InlineData("区域 华东", "f1", "Is", "c1")]
    [InlineData("预算超过100万", "f2", "Over", "1000000")]
    [InlineData("预算不低于1,200.50", "f2", "AtLeast", "1200.5")]
    [InlineData("budget less than 20k", "f2", "Under", "20000")]
    [InlineData("续约日早于2026-03-01", "f3", "Under", "2026-03-01")]
    [InlineData("竞品动作:降价", "f4", "Is", "降价")]
    public void A_field_is_found_by_the_names_it_was_given(string text, string field, string how, string value)
    {
        var sought = FieldsSought.Of(Book, text);
        Assert.NotNull(sought);
        Assert.Equal((field, how, value), (sought.Field.Id, sought.How.ToString(), sought.Value(_ => null)));
    }

    [Theory]
    [InlineData("张伟")]
    [InlineData("区域")]
    [InlineData("a big heart")]
    [InlineData("预算")]
    [InlineData("区域很大")]
    public void Without_a_field_and_what_is_asked_for_in_it_nothing_is_sought(string text) => Assert.Null(FieldsSought.Of(Book, text));

    [Fact]
    public void A_choice_that_is_none_has_no_value_and_numbers_are_compared_as_numbers()
    {
        Assert.Null(FieldsSought.Of(Book, "区域是火星")!.Value(_ => null));
        var over = FieldsSought.Of(Book, "budget over 9")!;
        Assert.True(over.Fits("10", "9"));
        Assert.False(over.Fits("9", "9"));
    }
}
