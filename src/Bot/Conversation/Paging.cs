using System.Globalization;

namespace CrmBot.Bot.Conversation;

/// <summary>A long list is shown part by part; the button below a part says where the next begins.</summary>
internal static class Paging
{
    /// <summary>How many entries to leave out; 0 for whatever is no such number.</summary>
    public static int Start(string? from, int count) =>
        int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start < count ? start : 0;

    /// <summary>Where the next part begins; empty when this was the last.</summary>
    public static string Next(int start, int shown, int count) =>
        start + shown < count ? (start + shown).ToString(CultureInfo.InvariantCulture) : "";
}
