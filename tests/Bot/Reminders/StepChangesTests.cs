using CrmBot.Bot.Reminders;

namespace CrmBot.Bot.Tests.Reminders;

/// <summary>Which cards need not follow a change is told before the change, and asked for after it.</summary>
public sealed class StepChangesTests
{
    [Fact]
    public void What_was_told_of_changes_that_never_came_is_let_go_and_the_newest_is_still_known_once()
    {
        var changes = new StepChanges();
        for (var n = 0; n <= 10_000; n++)
        {
            changes.Keep($"refused{n}", "wm", CardsKept.Replaced);
        }

        changes.Keep("done", "wm", CardsKept.All);

        Assert.Equal(CardsKept.All, changes.Take("done", "wm"));
        Assert.Equal(CardsKept.None, changes.Take("done", "wm"));
        Assert.Equal(CardsKept.None, changes.Take("refused0", "wm"));
        Assert.Equal(CardsKept.Replaced, changes.Take("refused10000", "wm"));
    }
}
