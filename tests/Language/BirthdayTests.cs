using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>Birthdays as they are written, and the day of a year that they fall on.</summary>
public sealed class BirthdayTests
{
    [Theory]
    [InlineData("农历八月廿二", true, 8, 22, null, false)]
    [InlineData("農曆閏六月初八", true, 6, 8, null, true)]
    [InlineData("腊月三十", true, 12, 30, null, false)]
    [InlineData("正月十五", true, 1, 15, null, false)]
    [InlineData("农历1975年十一月二十", true, 11, 20, 1975, false)]
    [InlineData("农历8月22日", true, 8, 22, null, false)]
    [InlineData("lunar 8-22", true, 8, 22, null, false)]
    [InlineData("lunar leap 6-8", true, 6, 8, null, true)]
    [InlineData("8月22日", false, 8, 22, null, false)]
    [InlineData("1980年8月22日", false, 8, 22, 1980, false)]
    [InlineData("1980-08-22", false, 8, 22, 1980, false)]
    [InlineData("1980/8/22", false, 8, 22, 1980, false)]
    [InlineData("８-22", false, 8, 22, null, false)]
    [InlineData("22 Aug", false, 8, 22, null, false)]
    [InlineData("August 22nd, 1980", false, 8, 22, 1980, false)]
    [InlineData("2月29日", false, 2, 29, null, false)]
    public void A_birthday_is_read_as_it_is_written(string text, bool lunar, int month, int day, int? year, bool leap) =>
        Assert.Equal(new Birthday(month, day, year, leap), Birthdays.Read(text, lunar));

    [Theory]
    [InlineData("3/5", false)]
    [InlineData("1981-02-29", false)]
    [InlineData("13月1日", false)]
    [InlineData("八月卅五", true)]
    [InlineData("soon", false)]
    [InlineData("农历八月", true)]
    [InlineData("", false)]
    public void What_is_no_birthday_or_two_days_is_not_read(string text, bool lunar) => Assert.Null(Birthdays.Read(text, lunar));

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    public void What_is_said_of_every_birthday_is_read_again(string language)
    {
        foreach (var lunar in new[] { false, true })
        {
            foreach (var (month, day) in Enumerable.Range(1, 12).SelectMany(m => Enumerable.Range(1, lunar ? 30 : DateTime.DaysInMonth(2000, m)).Select(d => (m, d))))
            {
                foreach (var birthday in new[] { new Birthday(month, day), new Birthday(month, day, 1980), new Birthday(month, day, null, lunar) })
                {
                    if (birthday is not { Year: 1980, Day: 29, Month: 2 } || lunar || DateTime.IsLeapYear(1980))
                    {
                        Assert.Equal(birthday, Birthdays.Read(Birthdays.Say(birthday, lunar, language), lunar));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(8, 22, false, "2025-09-10", "2025-10-13")]
    [InlineData(8, 22, false, "2026-01-01", "2026-10-02")]
    [InlineData(6, 8, true, "2025-07-20", "2025-08-01")]
    [InlineData(6, 8, true, "2026-01-01", "2026-07-21")]
    [InlineData(12, 30, false, "2026-02-01", "2026-02-16")]
    public void A_lunar_birthday_falls_on_the_day_that_the_calendar_says(int month, int day, bool leap, string from, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Birthdays.Next(new Birthday(month, day, null, leap), true, DateOnly.Parse(from)));

    [Fact]
    public void A_birthday_of_29_February_falls_on_the_28th_in_other_years()
    {
        Assert.Equal(new DateOnly(2026, 2, 28), Birthdays.Next(new Birthday(2, 29), false, new DateOnly(2026, 1, 1)));
        Assert.Equal(new DateOnly(2028, 2, 29), Birthdays.Next(new Birthday(2, 29), false, new DateOnly(2027, 3, 1)));
    }

    [Theory]
    [InlineData("这个客户", true)]
    [InlineData("這個客戶", true)]
    [InlineData("This Customer", true)]
    [InlineData("恒通", false)]
    public void Words_for_the_one_that_was_spoken_of_are_known(string text, bool said) => Assert.Equal(said, ThisOne.IsSaid(text));
}
