namespace CrmBot.Domain.Tests;

/// <summary>What a meeting looks back at. Source: checklist H4 and A30.</summary>
public sealed class ReviewPackTests
{
    private const string Zone = "Asia/Shanghai";
    private static readonly LocalPeriod Month = LocalPeriod.MonthOf(new DateOnly(2025, 8, 1));
    private static readonly EffectiveRate Nothing = new(0, 0, 0, 0, 0);

    [Fact]
    public void Objections_are_summed_by_category_as_of_now_and_of_the_period()
    {
        CustomerFile[] files =
        [
            File("a", Objection("1", ObjectionCategory.Price, "2025-05-01", "旧的"), Objection("2", ObjectionCategory.Timing, "2025-08-05", "太久", "2025-08-20")),
            File("b", Objection("3", ObjectionCategory.Price, "2025-08-10", "新的"), Objection("4", ObjectionCategory.Feature, "2025-05-01", "早没了", "2025-06-01")),
            File("c", Objection("5", null, "2025-09-01", "下月才提")),
        ];

        var sums = ReviewPack.ObjectionsOf(files, Month, Zone);

        Assert.Equal([(ObjectionCategory.Price, 2, 1, 0), (ObjectionCategory.Other, 1, 0, 0), (ObjectionCategory.Timing, 0, 1, 1)], sums.Select(s => (s.Category, s.Open, s.Begun, s.Resolved)));
        Assert.Equal(("b", "新的。"), (sums[0].Example.CustomerId, sums[0].Example.Sentence));
    }

    [Fact]
    public void A_need_counts_with_the_words_it_had_in_the_period()
    {
        var need = new Item("n", ItemKind.Need, [Said("2025-08-31T15:59Z", "两条产线"), Said("2025-09-10", "三条产线和一套备件")]);
        var heard = Assert.Single(ReviewPack.NeedsOf([File("a", need)], Month, Zone));
        Assert.Equal("两条产线。", heard.Sentence);
        Assert.Empty(ReviewPack.NeedsOf([File("a", new Item("n", ItemKind.Need, [Said("2025-08-31T16:00Z", "两条产线")]))], Month, Zone));
    }

    [Fact]
    public void The_objection_that_stood_before_is_the_one_spoken_of_last_until_then()
    {
        var file = File("a", Objection("1", ObjectionCategory.Price, "2025-05-01", "旧的"), Objection("2", ObjectionCategory.Timing, "2025-08-05", "太久", "2025-08-20"), Objection("3", ObjectionCategory.Trust, "2025-08-25", "之后的"));
        Assert.Equal("太久。", ReviewPack.Stood(file, At("2025-08-22"))?.Sentence);
        Assert.Null(ReviewPack.Stood(file, At("2025-04-01")));
    }

    [Fact]
    public void Questions_are_made_from_figures_what_customers_said_first_and_never_more_than_three()
    {
        IReadOnlyList<ObjectionSum> price = [new ObjectionSum(ObjectionCategory.Price, 4, 1, 0, new Heard("a", "a", "", default, null))];
        Assert.Equal(
            [new ReviewQuestion.OpenObjection(ObjectionCategory.Price, 4), new ReviewQuestion.Lost(1), new ReviewQuestion.Promises(2)],
            ReviewPack.QuestionsOf(price, 1, 1, new(10, 5, 5, 0, 0), new(10, 8, 2, 0, 0), 2, 3));
        Assert.Equal([new ReviewQuestion.LessEffective(50, 80), new ReviewQuestion.Won(1)], ReviewPack.QuestionsOf([], 1, 0, new(10, 5, 5, 0, 0), new(10, 8, 2, 0, 0), 0, 0));
        Assert.Empty(ReviewPack.QuestionsOf([price[0] with { Open = 0 }], 0, 0, Nothing, Nothing, 0, 0));
    }

    private static CustomerFile File(string id, params Item[] items) => Sample.File() with { Head = Sample.File().Head with { Id = id, Name = id }, Items = items };

    private static Item Objection(string id, ObjectionCategory? category, string at, string text, string? resolved = null) => new(
        id, ItemKind.Objection,
        [Said(at, text) with { Category = category }, .. resolved is null ? Array.Empty<ItemMark>() : [new ItemMark(ItemTurn.Resolved, null, "wm", At(resolved), null, null)]]);

    private static ItemMark Said(string at, string text) => new(ItemTurn.Said, "f", "wm", At(at), text, text + "。");

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
