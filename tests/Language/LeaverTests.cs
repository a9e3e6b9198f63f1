namespace CrmBot.Language.Tests;

/// <summary>Who is told to have left, of the people that are known.</summary>
public sealed class LeaverTests
{
    [Theory]
    [InlineData("郑工离职去了商汤,新对接人是吕工", "郑工")]
    [InlineData("中科郑工上周调走了,以后找吕工", "郑工")]
    [InlineData("郑工下个月退休", "郑工")]
    [InlineData("Jim has left, the new contact is Anna Petrova", "Jim")]
    [InlineData("met Anna, Jim Wong resigned last week", "Jim Wong")]
    [InlineData("鄭工離職了", "")] // written otherwise than the contact is
    [InlineData("郑工没离职", "")]
    [InlineData("Jim has not left the company", "")]
    [InlineData("郑工太太退休了", "")] // of somebody else
    [InlineData("见了郑工。他们采购离职了", "")]
    [InlineData("郑工要接口文档", "")]
    [InlineData("吕工说价格高,郑工离职了", "郑工")]
    public void The_nearest_person_before_the_words_is_who_left(string text, string left) =>
        Assert.Equal(left.Length == 0 ? [] : [left], Leavers.In(text, ["郑工", "吕工", "Jim", "Jim Wong", "Anna"]));
}
