namespace CrmBot.Language.Tests;

public sealed class ResourcesSaidTests
{
    [Theory]
    [InlineData("我周五前给方案(资源:技术一人半天)", "技术一人半天")]
    [InlineData("我周五前給方案,所需資源：測試機一台。下週再約", "測試機一台")]
    [InlineData("I'll send the quote by Friday; resources: half a day of presales.", "half a day of presales")]
    [InlineData("Plan by Monday. It takes: 2.5 days of support; then a demo", "2.5 days of support")]
    public void What_stands_under_a_word_for_it_is_what_it_takes(string text, string what) => Assert.Equal(what, Assert.Single(ResourcesSaid.In(text)).What);

    [Theory]
    [InlineData("客户资源很多,我周五前给方案")]
    [InlineData("他们的资源不够")]
    [InlineData("they have no resources for this")]
    public void The_word_alone_is_none(string text) => Assert.Empty(ResourcesSaid.In(text));
}
