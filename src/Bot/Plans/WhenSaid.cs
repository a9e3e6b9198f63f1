using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Plans;

/// <summary>The moment that a sentence names for something to come.</summary>
/// <param name="Time">Null for no time of day: then it comes with the daily list.</param>
/// <param name="Other">The other day that the same words can mean; null when there is only one reading.</param>
internal sealed record WhenSaid(DateOnly Day, TimeOnly? Time, DateOnly? Other, int Start, int Length)
{
    /// <summary>What the sentence says in its own place for it, else anywhere.</summary>
    public static WhenSaid? Of(Turn turn, Meaning meaning) => (meaning["when"] is { } said && DateReader.When(said, Context(turn)) is { } when ? From([when]) : null) ?? In(turn, turn.Asked ?? "");

    public static WhenSaid? In(Turn turn, string text)
    {
        var finds = Finds(turn, text);
        return finds.Count == 0 ? null : From(finds);
    }

    private static WhenSaid From(IReadOnlyList<DateFind> finds)
    {
        // "tomorrow ... at 3": the day and the time may stand apart.
        var day = finds.FirstOrDefault(f => f.HasDay) ?? finds[0];
        var time = day.Time ?? finds.FirstOrDefault(f => f.Time is not null)?.Time ?? PartOf(day.Part ?? finds.FirstOrDefault(f => f.Part is not null)?.Part);
        return new WhenSaid(day.Until is null ? day.Day : day.Due, time, day.Other, day.Start, day.Length);
    }

    /// <summary>
    /// Today without a time of day, after the list of today has gone: later today, as a snooze means it, or tomorrow where the day is
    /// too far gone. Everything else stays as it was said.
    /// </summary>
    public static (DateOnly Day, TimeOnly? Time) Ahead(Turn turn, DateOnly day, TimeOnly? time)
    {
        var list = Due.At(day, turn.Me.ListTime ?? Due.ListTime, turn.Me.Zone);
        return time is null && day == turn.Today && list <= turn.Now
            ? Snooze.Until(SnoozeChoice.LaterToday, null, turn.Now, turn.Me.Zone)!.Value
            : (day, time);
    }

    public static IReadOnlyList<DateFind> Finds(Turn turn, string text) =>
        DateReader.Find(text, Context(turn));

    public static DateContext Context(Turn turn) => Context(turn.Me, turn.Now);

    public static DateContext Context(Person me, DateTimeOffset now) => new(now, me.Zone, me.Region ?? Zones.RegionOf(me.Zone) ?? "");

    /// <summary>What is left of a piece of a sentence without the days and times in it.</summary>
    /// <param name="piece">Where it stands in <paramref name="text"/>.</param>
    public static string Without(Turn turn, string text, Slot piece)
    {
        var left = new System.Text.StringBuilder();
        var finds = Finds(turn, text);
        for (var i = piece.Start; i < piece.Start + piece.Length; i++)
        {
            left.Append(finds.Any(f => i >= f.Start && i < f.Start + f.Length) ? '\u0001' : text[i]);
        }

        var parts = left.ToString().Split('\u0001', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim(' ', ',', '，', '。', '.', '、', ':', '：', '\t')).Where(p => p.Length > 0);
        return string.Join(' ', parts);
    }

    // Source: product decision; a part of the day is the hour at which people begin with it.
    public static TimeOnly? PartOf(DayPart? part) => part switch
    {
        DayPart.SmallHours => new TimeOnly(6, 0),
        DayPart.Morning => new TimeOnly(9, 0),
        DayPart.Noon => new TimeOnly(12, 0),
        DayPart.Afternoon => new TimeOnly(14, 0),
        DayPart.Evening => new TimeOnly(19, 0),
        _ => null,
    };
}
