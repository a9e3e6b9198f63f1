namespace CrmBot.Protocol;

/// <summary>One choice that a typeahead offers.</summary>
/// <param name="Title">What the person reads.</param>
/// <param name="Value">What the form submits.</param>
public readonly record struct SearchHit(string Title, string Value);

/// <summary>The answers to <c>application/search</c>.</summary>
public static class SearchAnswers
{
    /// <summary>As many as clients show; the rest is left out.</summary>
    public const int Most = 15;

    /// <param name="hits">The best first; none when nothing fits.</param>
    public static InvokeResponse Found(IReadOnlyList<SearchHit> hits) =>
        CardAnswers.Of(200, "application/vnd.microsoft.search.searchResponse", hits, static (json, hits) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results"u8);
            for (var i = 0; i < hits.Count && i < Most; i++)
            {
                json.WriteStartObject();
                json.WriteString("title"u8, hits[i].Title);
                json.WriteString("value"u8, hits[i].Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    /// <summary>The search could not be done, which is not the same as nothing found.</summary>
    /// <param name="statusCode">400 when the request was wrong, 408 when it took too long, 500 when the bot failed.</param>
    /// <param name="message">In the person's language.</param>
    public static InvokeResponse Failed(int statusCode, string code, string message) =>
        CardAnswers.Of(statusCode, "application/vnd.microsoft.error", (code, message), CardAnswers.Fault);
}
