using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Language;

namespace CrmBot.Bot.Timeline;

/// <summary>The local days that are asked for; null for no bound.</summary>
internal sealed record Period(DateOnly? From, DateOnly? To)
{
    public static Period All { get; } = new(null, null);

    /// <summary>
    /// As a sentence says it. What is asked for is past: a month or a day that would lie ahead is the last one. Everything "since" and all
    /// that has not ended yet goes on to today; a closed span such as last month ends with it.
    /// </summary>
    public static Period Said(Turn turn, Meaning meaning) => Said(WhenSaid.Context(turn), turn.Today, turn.Asked ?? "", meaning);

    /// <inheritdoc cref="Said(Turn, Meaning)"/>
    public static Period Said(DateContext context, DateOnly today, string asked, Meaning meaning)
    {
        if (meaning["when"] is not { } said || DateReader.When(said, context with { Past = true }) is not { } find)
        {
            return All;
        }

        var (from, to) = (find.Day, find.Until);
        if (from > today)
        {
            (from, to) = (from.AddYears(-1), to?.AddYears(-1));
        }

        return new Period(from, IsOpen(asked) || to is null || to >= today ? null : to);
    }

    /// <summary>As a button carries it.</summary>
    public static Period Of(string? from, string? to) => new(CardDay.Read(from), CardDay.Read(to));

    public bool Holds(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);

    private static bool IsOpen(string asked) =>
        asked.Contains("since", StringComparison.OrdinalIgnoreCase) || asked.Contains(" from ", StringComparison.OrdinalIgnoreCase)
        || new[] { "以来", "以來", "至今", "到现在", "到現在", "起", "开始", "開始", "之后", "之後" }.Any(w => asked.Contains(w, StringComparison.Ordinal));
}
