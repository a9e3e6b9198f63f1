using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrmBot.Protocol;

/// <summary>Which bodies are read at all: JSON, in UTF-8, not compressed.</summary>
internal static class MediaTypes
{
    public static bool IsJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return false;
        }

        return request.ContentType switch
        {
            null => false,
            // What channels send, without the cost of parsing it.
            "application/json" or "application/json; charset=utf-8" => true,
            { } other => MediaTypeHeaderValue.TryParse(other, out var type)
                && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
                && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)),
        };
    }
}
