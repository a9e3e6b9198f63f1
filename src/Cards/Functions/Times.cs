using System.Globalization;

namespace CrmBot.Cards;

/// <summary>Instants as ISO texts, always in UTC. What a person reads is formatted in their zone before it reaches a template.</summary>
internal static class Times
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static readonly FunctionSet Functions = new FunctionSet()
        .Eager("formatDateTime", 1, 3, args => Format(Parse(args[0]), args, 1))
        .Eager("formatEpoch", 1, 3, args => Format(FromEpoch(args[0]), args, 1))
        .Eager("formatTicks", 1, 3, args => Format(FromTicks(args[0]), args, 1))
        .Eager("addDays", 2, 4, args => Shift(args, "Day"))
        .Eager("addHours", 2, 4, args => Shift(args, "Hour"))
        .Eager("addMinutes", 2, 4, args => Shift(args, "Minute"))
        .Eager("addSeconds", 2, 4, args => Shift(args, "Second"))
        .Eager("addToTime", 3, 5, args => ShiftBy(args, 1))
        .Eager("subtractFromTime", 3, 5, args => ShiftBy(args, -1))
        .Eager("startOfDay", 1, 3, args => Format(Parse(args[0])?.Date, args, 1))
        .Eager("startOfHour", 1, 3, args => Format(Parse(args[0]) is { } t ? t.Date.AddHours(t.Hour) : null, args, 1))
        .Eager("startOfMonth", 1, 3, args => Format(Parse(args[0]) is { } t ? t.Date.AddDays(1 - t.Day) : null, args, 1))
        .Eager("dayOfWeek", 1, 1, args => Part(args[0], t => (int)t.DayOfWeek))
        .Eager("dayOfMonth", 1, 1, args => Part(args[0], t => t.Day))
        .Eager("dayOfYear", 1, 1, args => Part(args[0], t => t.DayOfYear))
        .Eager("month", 1, 1, args => Part(args[0], t => t.Month))
        .Eager("year", 1, 1, args => Part(args[0], t => t.Year))
        .Eager("date", 1, 1, args => Parse(args[0]) is { } t
            ? Value.Of(t.ToString("M/dd/yyyy", CultureInfo.InvariantCulture))
            : NotTime)
        .Eager("dateTimeDiff", 2, 2, args => Parse(args[0]) is { } a && Parse(args[1]) is { } b
            ? Value.Of((a - b).TotalMilliseconds * TimeSpan.TicksPerMillisecond)
            : NotTime);

    private static Value NotTime => Value.Error("an ISO date or time is expected");

    public static DateTime? Parse(Value value) =>
        value.Kind == Kind.Text && DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;

    private static DateTime? FromEpoch(Value seconds) =>
        seconds.Kind == Kind.Number && seconds.Number is > -62135596800d and < 253402300800d
            ? DateTime.UnixEpoch.AddSeconds(seconds.Number)
            : null;

    private static DateTime? FromTicks(Value ticks) =>
        ticks.Kind == Kind.Number && ticks.Number is > 0 and < 3155378975999999999d
            ? new DateTime((long)ticks.Number, DateTimeKind.Utc)
            : null;

    private static Value Part(Value value, Func<DateTime, int> body) => Parse(value) is { } time ? Value.Of(body(time)) : NotTime;

    private static Value Format(DateTime? time, ReadOnlySpan<Value> args, int at)
    {
        if (time is not { } t)
        {
            return NotTime;
        }

        var format = args.Length > at && args[at] is { Kind: Kind.Text, Count: > 0 } given ? WithOffset(given.Text) : Iso;
        try
        {
            return Cultures.Find(args, at + 1) is { } culture
                ? Value.Of(t.ToString(format, culture))
                : Value.Error("the locale is unknown");
        }
        catch (FormatException)
        {
            return Value.Error("the date format is not one");
        }
    }

    /// <summary>A bare Z in a format is the offset, as in the public designer; within quotes and after a backslash it is a letter.</summary>
    private static string WithOffset(string format)
    {
        var quote = '\0';
        for (var at = format.Length == 1 ? 1 : 0; at < format.Length; at++)
        {
            var c = format[at];
            if (c == '\\')
            {
                at++;
            }
            else if (c is '\'' or '"' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == 'Z' && quote == '\0')
            {
                return string.Concat(format.AsSpan(0, at), "'+00:00'", WithOffset(format[(at + 1)..] + " ").AsSpan()[..^1]);
            }
        }

        return format;
    }

    private static Value Shift(ReadOnlySpan<Value> args, string unit) => Shift(args, args[1], unit, 2);

    private static Value ShiftBy(ReadOnlySpan<Value> args, int sign) =>
        args[1].Kind == Kind.Number && args[2].Kind == Kind.Text
            ? Shift(args, Value.Of(args[1].Number * sign), args[2].Text, 3)
            : Value.Error("a time, a whole number and a unit are expected");

    private static Value Shift(ReadOnlySpan<Value> args, Value by, string unit, int formatAt)
    {
        if (Parse(args[0]) is not { } time || by.Kind != Kind.Number)
        {
            return NotTime;
        }

        try
        {
            DateTime? shifted = unit switch
            {
                "Second" => time.AddSeconds(by.Number),
                "Minute" => time.AddMinutes(by.Number),
                "Hour" => time.AddHours(by.Number),
                "Day" => time.AddDays(by.Number),
                "Week" => time.AddDays(by.Number * 7),
                "Month" => time.AddMonths((int)by.Number),
                "Year" => time.AddYears((int)by.Number),
                _ => null,
            };
            return shifted is null ? Value.Error("the unit of time is unknown") : Format(shifted, args, formatAt);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Value.Error("the time is out of range");
        }
    }
}
