namespace CrmBot.Domain.Tests;

/// <summary>Fields of the company's own: what is kept of what is typed, and what an administrator can change.</summary>
public sealed class FieldTests
{
    private static readonly FieldDefinition Purchase = new("p", "采购方式", "Purchase", FieldKind.Choice, true, 1)
    {
        Choices = [new("t", "公开招标", "Tender"), new("d", "直接采购", "Direct"), new("o", "老办法", "Old way", true)],
    };

    [Theory]
    [InlineData(FieldKind.Number, "1,250,000.50", "1250000.5", null)]
    [InlineData(FieldKind.Number, "１２．５", "12.5", null)]
    [InlineData(FieldKind.Number, "-3", "-3", null)]
    [InlineData(FieldKind.Number, "1.250,5", null, FieldWrong.NoNumber)]
    [InlineData(FieldKind.Number, "20万", null, FieldWrong.NoNumber)]
    [InlineData(FieldKind.Date, "2025-09-17", "2025-09-17", null)]
    [InlineData(FieldKind.Date, "17.9.2025", null, FieldWrong.NoDay)]
    [InlineData(FieldKind.Date, "2025-02-30", null, FieldWrong.NoDay)]
    [InlineData(FieldKind.Text, "  对手降价  ", "对手降价", null)]
    [InlineData(FieldKind.Text, "", null, FieldWrong.Missing)]
    [InlineData(FieldKind.Text, null, null, FieldWrong.Missing)]
    public void A_value_is_kept_the_same_on_every_machine_or_not_at_all(FieldKind kind, string? typed, string? value, FieldWrong? wrong)
    {
        foreach (var culture in new[] { "zh-CN", "de-DE", "en-US" })
        {
            var before = System.Globalization.CultureInfo.CurrentCulture;
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            try
            {
                Assert.Equal((value, wrong), FieldValues.Read(new FieldDefinition("f", "字", "f", kind, true, 1), typed));
            }
            finally
            {
                System.Globalization.CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Theory]
    [InlineData("t", "t", null)]
    [InlineData("o", null, FieldWrong.NoChoice)]
    [InlineData("公开招标", null, FieldWrong.NoChoice)]
    [InlineData(" ", null, FieldWrong.NoChoice)]
    public void A_choice_is_one_that_is_offered(string typed, string? value, FieldWrong? wrong) =>
        Assert.Equal((value, wrong), FieldValues.Read(Purchase, typed));

    [Fact]
    public void A_choice_that_a_record_holds_may_stay_in_it() => Assert.Equal(("o", null), FieldValues.Read(Purchase, "o", "o"));

    [Fact]
    public void Nothing_in_a_field_that_is_not_required_is_nothing() =>
        Assert.Equal((null, null), FieldValues.Read(Purchase with { Required = false }, ""));

    [Fact]
    public void A_text_stops_at_its_length() =>
        Assert.Equal(FieldWrong.TooLong, FieldValues.Read(new FieldDefinition("f", "字", "f", FieldKind.Text, false, 1), new string('长', FieldValues.LongestText + 1)).Wrong);

    [Fact]
    public void A_field_is_for_the_customers_of_its_template()
    {
        var head = new Customer("c", "华东精密", [], "wm", [], Tier.A, Stage.Mature, Status.Active, null) { Industry = "制造" };
        var field = new FieldDefinition("f", "字", "f", FieldKind.Text, false, 1);

        Assert.True(field.IsFor(null));
        Assert.True((field with { Stages = [Stage.Deal, Stage.Mature], Industries = ["零售", " 制造 "] }).IsFor(head));
        Assert.False((field with { Stages = [Stage.Deal] }).IsFor(head));
        Assert.False((field with { Industries = ["零售"] }).IsFor(head));
        Assert.False((field with { Stages = [Stage.Mature] }).IsFor(null));
        Assert.False((field with { Industries = ["制造"] }).IsFor(head with { Industry = null }));
        Assert.False((field with { Retired = true }).IsFor(head));
    }

    [Fact]
    public void A_choice_that_is_left_out_stays_for_what_was_filed_with_it_and_a_new_name_in_one_language_is_the_same_choice()
    {
        var book = new FieldBook(4, [Purchase]);
        var changed = Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(book, Asked(Purchase, new("n1", "公开招标", "Open tender"), new("n2", "比价", "Quotes"))));

        Assert.Equal(
            [new("t", "公开招标", "Open tender"), new("n2", "比价", "Quotes"), new("d", "直接采购", "Direct", true), new("o", "老办法", "Old way", true)],
            changed.Book.All[0].Choices);
        Assert.Equal((5, 2, "field-changed"), (changed.Book.Rev, changed.Book.All[0].Version, changed.What));

        var back = Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(changed.Book, Asked(Purchase, new("n3", "公开招标", "Open tender"), new("n4", "老办法", "Old way"))));
        Assert.Contains(new FieldChoice("o", "老办法", "Old way"), back.Book.All[0].Choices);
    }

    [Fact]
    public void The_kind_of_a_field_stays_what_its_values_were_written_as()
    {
        var changed = Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(
            new FieldBook(1, [Purchase]), Asked(Purchase, new FieldChoice("t", "公开招标", "Tender")) with { Kind = FieldKind.Number }));
        Assert.Equal(FieldKind.Choice, changed.Book.All[0].Kind);
    }

    [Fact]
    public void Asking_for_what_is_so_already_changes_nothing()
    {
        var asked = Asked(Purchase, new("x", "公开招标", "Tender"), new("y", "直接采购", "Direct"));
        Assert.IsType<FieldDecision.Same>(FieldEdits.Put(new FieldBook(1, [Purchase]), asked));
        Assert.IsType<FieldDecision.Same>(FieldEdits.Restore(new FieldBook(1, [Purchase]), "p"));
        Assert.IsType<FieldDecision.Same>(FieldEdits.Move(new FieldBook(1, [Purchase]), "p", up: true));
    }

    [Fact]
    public void What_cannot_be_is_refused_by_its_reason()
    {
        var book = new FieldBook(1, [Purchase, new("b", "预算", "Budget", FieldKind.Number, false, 1) { Retired = true }]);
        var text = new FieldAsked("n", "竞品", "Rival", FieldKind.Text, false, [], [], []);
        var choice = text with { Kind = FieldKind.Choice };
        (FieldAsked Asked, FieldFault Why)[] cases =
        [
            (text with { Chinese = " !? " }, FieldFault.NoName),
            (text with { English = new string('a', FieldEdits.LongestName + 1) }, FieldFault.LongName),
            (text with { English = "PURCHASE" }, FieldFault.NameTaken),
            (text with { Chinese = "采购 方式" }, FieldFault.NameTaken),
            (choice, FieldFault.NoChoices),
            (choice with { Choices = [.. Enumerable.Range(0, FieldEdits.MostChoices + 1).Select(i => new FieldChoice($"{i}", $"{i}", $"{i}"))] }, FieldFault.TooManyChoices),
            (choice with { Choices = [new("1", "是", new string('y', 41))] }, FieldFault.LongChoice),
            (choice with { Choices = [new("1", "是", "Yes"), new("2", "否", "yes")] }, FieldFault.ChoiceTwice),
            (text with { Industries = [.. Enumerable.Range(0, 11).Select(i => $"{i}")] }, FieldFault.ManyIndustries),
        ];
        Assert.All(cases, c => Assert.Equal(c.Why, Assert.IsType<FieldDecision.No>(FieldEdits.Put(book, c.Asked)).Why));
        Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(book, text with { Chinese = "预算" }));
        Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(book, choice with { Choices = [new("1", "≥100", "≥100"), new("2", "<100", "<100")] }));
    }

    [Fact]
    public void The_form_stays_small_enough_to_be_sent()
    {
        var book = FieldBook.None;
        for (var i = 0; i < FieldEdits.MostFields; i++)
        {
            book = Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(book, new FieldAsked($"f{i}", $"字段{i}", $"Field {i}", FieldKind.Text, false, [], [], []))).Book;
        }

        var one = new FieldAsked("more", "多", "More", FieldKind.Text, false, [], [], []);
        Assert.Equal(FieldFault.TooManyFields, Assert.IsType<FieldDecision.No>(FieldEdits.Put(book, one)).Why);
        var large = one with { Kind = FieldKind.Choice, Choices = [.. Enumerable.Range(0, 30).Select(i => new FieldChoice($"{i}", new string('长', 38) + $"{i:D2}", $"{i}"))] };
        book = FieldBook.None;
        var taken = 0;
        while (FieldEdits.Put(book, large with { Id = $"l{taken}", Chinese = $"大{taken}", English = $"Large {taken}" }) is FieldDecision.Changed changed)
        {
            book = changed.Book;
            taken++;
        }

        Assert.InRange(taken, 1, 3);
    }

    [Fact]
    public void A_retired_field_comes_back_only_while_its_name_is_free_and_moves_only_among_those_in_use()
    {
        FieldDefinition budget = new("b", "预算", "Budget", FieldKind.Number, false, 1), day = new("d", "签约日", "Signing", FieldKind.Date, false, 1);
        var book = new FieldBook(1, [Purchase, budget, day]);
        book = Assert.IsType<FieldDecision.Changed>(FieldEdits.Retire(book, "b")).Book;
        book = Assert.IsType<FieldDecision.Changed>(FieldEdits.Move(book, "d", up: true)).Book;
        Assert.Equal(["d", "p", "b"], book.All.Select(f => f.Id));

        book = Assert.IsType<FieldDecision.Changed>(FieldEdits.Put(book, new FieldAsked("n", "预算", "Budget", FieldKind.Text, false, [], [], []))).Book;
        Assert.Equal(new FieldDecision.No(FieldFault.NameTaken, "预算"), FieldEdits.Restore(book, "b"));
        Assert.Equal(new FieldDecision.No(FieldFault.NoField), FieldEdits.Retire(book, "nobody"));
    }

    private static FieldAsked Asked(FieldDefinition of, params FieldChoice[] choices) => new(of.Id, of.Chinese, of.English, of.Kind, of.Required, choices, of.Stages, of.Industries);
}
