using CrmBot.Bot.Settings;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Contract;

public sealed class CalendarTests
{
    [Fact]
    public void Every_working_calendar_has_a_name_in_every_language()
    {
        Assert.NotEmpty(WorkCalendars.Regions);
        foreach (var language in CardShelf.Languages)
        {
            var words = Shelf.Cards.Words("settings", language);
            Assert.All(WorkCalendars.Regions, region => Assert.NotEqual(region, words[SettingsCard.NameOf(region)]));
        }
    }
}
