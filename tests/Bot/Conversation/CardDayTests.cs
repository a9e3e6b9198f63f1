using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Tests.Conversation;

/// <summary>Days as cards carry them, also when somebody else has written them.</summary>
public sealed class CardDayTests
{
    [Theory]
    [InlineData("2025-09-10", "2025-09-10")]
    [InlineData(" 2028-02-29 ", "2028-02-29")]
    [InlineData("1900-01-01", "1900-01-01")]
    [InlineData("2999-01-01", "2999-01-01")] // too far away says whoever asks
    [InlineData("9998-12-31", "9998-12-31")]
    [InlineData("2025-02-29", "")]
    [InlineData("0001-01-01", "")] // a year before it is no year
    [InlineData("9999-12-31", "")] // the day after it is no day
    [InlineData("2025-9-10", "")]
    [InlineData("10.09.2025", "")]
    [InlineData("soon", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_day_is_read_as_it_is_written_and_nothing_else_is_one(string? text, string day) => Assert.Equal(day, CardDay.Text(CardDay.Read(text)));
}
