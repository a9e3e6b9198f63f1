using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>A day as the inputs and buttons of cards carry it: <c>yyyy-MM-dd</c>.</summary>
internal static class CardDay
{
    private const int FirstYear = 1900;
    private const int LastYear = 9998;

    /// <summary>Null for all else, and outside of the years 1900 to 9998: with a day at the end of the calendar nothing can be reckoned.</summary>
    public static DateOnly? Read(string? text) => FieldValues.Day(text?.Trim() ?? "") is { Year: >= FirstYear and <= LastYear } day ? day : null;

    public static string Text(DateOnly day) => FieldValues.Text(day);

    /// <summary>Empty for none.</summary>
    public static string Text(DateOnly? day) => day is { } known ? Text(known) : "";
}
