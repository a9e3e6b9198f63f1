using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Reviews;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Care;

/// <summary>What stands above a list of greetings.</summary>
public sealed class AheadCardsTests
{
    private const string Zone = "Asia/Shanghai";
    private static readonly DateOnly Today = new(2025, 9, 10);
    private static readonly DateTimeOffset Now = Due.At(Today, null, Zone);

    [Theory]
    [InlineData("zh-CN", "你的客户 · 1 个生日 · 1200 家里看了有事到期和最近联系的 400 家")]
    [InlineData("en-US", "Your customers · 1 birthday · looked into 400 of 1200 customers, those with something due and those spoken to last")]
    public void Where_there_are_more_customers_than_were_looked_into_it_says_how_many_of_how_many(string language, string counts)
    {
        var card = Card(language, (400, 1200));
        Assert.EndsWith(counts, card.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("1200", Card(language, null).Summary, StringComparison.Ordinal);
    }

    private static Answer.Card Card(string language, (int Looked, int Of)? limit)
    {
        var min = new Person("min", "闵捷", null, [], Role.Rep, null, null, Zone, language);
        var turn = new Turn("t", min, new Company([min], Now), "op", Now, Today, new Wording(Shelf.Cards, language), null!, null);
        var wu = new Contact("w", "吴主任", null, null, null) { Born = new(9, 20) };
        var file = new CustomerFile(new Customer("K1", "远山医疗", [], "min", [], Tier.B, Stage.Mature, Status.Active, null), 1, [wu], [], [], [], []);
        return AheadCards.Of(
            turn, new AheadAsked(Today, Today.AddDays(30), Scope.Of(turn, null), true, ""), [new Occasion(new DateOnly(2025, 9, 20), file, wu, wu.Born, false, null, null)], [], limit, null);
    }
}
