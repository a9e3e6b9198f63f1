namespace CrmBot.Protocol;

/// <summary>Connector routes under a service URL, whose own path is kept as it came.</summary>
internal static class Routes
{
    public static string Create(string serviceUrl) => string.Concat(Base(serviceUrl), "/v3/conversations");

    /// <param name="activityId">Null for the collection.</param>
    public static string Activities(string serviceUrl, string conversationId, string? activityId)
    {
        var url = string.Concat(Base(serviceUrl), "/v3/conversations/", Uri.EscapeDataString(conversationId), "/activities");
        return activityId is null ? url : string.Concat(url, "/", Uri.EscapeDataString(activityId));
    }

    /// <summary>Empty ids and dot segments would name another route, however they are escaped.</summary>
    public static bool IsId(string id) => id is not ("" or "." or "..");

    private static ReadOnlySpan<char> Base(string serviceUrl) => serviceUrl.AsSpan().TrimEnd('/');
}
