using System.Globalization;

namespace CrmBot.Protocol;

/// <summary>Connector routes under a service URL, whose own path is kept as it came.</summary>
internal static class Routes
{
    public static string Create(string serviceUrl) => string.Concat(Base(serviceUrl), "/v3/conversations");

    /// <param name="activityId">Null for the collection.</param>
    public static string Activities(string serviceUrl, string conversationId, string? activityId)
    {
        var conversation = Escaped(conversationId, stackalloc char[512]);
        var activity = activityId is null ? default : Escaped(activityId, stackalloc char[128]);
        return string.Create(
            CultureInfo.InvariantCulture,
            stackalloc char[1024],
            $"{Base(serviceUrl)}/v3/conversations/{conversation}/activities{(activityId is null ? "" : "/")}{activity}");
    }

    public static string Member(string serviceUrl, string conversationId, string memberId) =>
        string.Concat(Base(serviceUrl), "/v3/conversations/", Uri.EscapeDataString(conversationId), "/members/" + Uri.EscapeDataString(memberId));

    /// <summary>Empty ids and dot segments would name another route, however they are escaped.</summary>
    public static bool IsId(string id) => id is not ("" or "." or "..");

    private static ReadOnlySpan<char> Escaped(string id, Span<char> room) =>
        Uri.TryEscapeDataString(id, room, out var length) ? room[..length] : Uri.EscapeDataString(id);

    private static ReadOnlySpan<char> Base(string serviceUrl) => serviceUrl.AsSpan().TrimEnd('/');
}
