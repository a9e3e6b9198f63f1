using System.Text.Json;
using Azure;

namespace CrmBot.Storage;

/// <summary>What the service said instead of yes. Source: Microsoft's "Table service error codes".</summary>
/// <param name="Code">Null where something between us and the service answered.</param>
/// <param name="Index">The operation of a transaction that failed, from 0; -1 where the answer names none.</param>
internal readonly record struct TableError(int Status, string? Code, int Index = -1)
{
    public const string TableNotFound = nameof(TableNotFound);

    /// <summary>True when another try may be answered otherwise.</summary>
    public bool IsPassing => Status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>True when nothing was written, for certain: the service turned the request away.</summary>
    public bool IsTurnedAway => Status == 429 || (Status == 503 && Code == "ServerBusy");

    public bool IsMissingTable => Status == 404 && Code == TableNotFound;

    public bool IsMissingRow => Status == 404 && Code is "ResourceNotFound" or "EntityNotFound";

    public bool IsForbidden => Status is 401 or 403;

    /// <summary>True when the request itself is wrong: a bug of ours.</summary>
    public bool IsMalformed => Status is 400 or 405 or 411 or 413 or 415 or 501 && Code is { Length: > 0 };

    public Refusal Refusal => Status switch
    {
        409 when Code == "EntityAlreadyExists" => Refusal.AlreadyExists,
        412 => Refusal.Changed,
        404 when IsMissingRow => Refusal.NotFound,
        _ => Refusal.None,
    };

    /// <summary>Null when <paramref name="response"/> says yes, to every operation of it where it is a transaction's.</summary>
    public static TableError? Of(Response response)
    {
        if (response.Status is >= 200 and < 300)
        {
            return BatchAnswer.IsOne(response) ? BatchAnswer.ErrorIn(Body(response).Span) : null;
        }

        _ = response.Headers.TryGetValue("x-ms-error-code", out var code);
        var (said, index) = Read(Body(response).Span);
        return new TableError(response.Status, code is { Length: > 0 } ? code : said, index);
    }

    public static ReadOnlyMemory<byte> Body(Response response) => response.ContentStream is null ? default : response.Content.ToMemory();

    /// <summary>Code and index in the JSON of an error; XML and what is no error's JSON give neither.</summary>
    public static (string? Code, int Index) Read(ReadOnlySpan<byte> json)
    {
        string? code = null;
        var index = -1;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var isCode = reader.ValueTextEquals("code"u8);
                var isText = reader.ValueTextEquals("value"u8);
                if (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    code = isCode ? reader.GetString() : code;
                    index = isText ? IndexIn(reader.GetString()!) : index;
                }
            }
        }
        catch (JsonException)
        {
            // The status is answer enough.
        }

        return (code, index);
    }

    // "2:The specified entity already exists."
    private static int IndexIn(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), System.Globalization.NumberStyles.None, null, out var index) ? index : -1;
    }
}
