using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Reads answers of the Connector: at most <see cref="Limit"/> bytes, of which a success holds an id or nothing.</summary>
internal static class ConnectorBody
{
    /// <summary>No answer that means something to us is longer.</summary>
    public const int Limit = 16 * 1024;

    /// <summary>How large a buffer the answer needs.</summary>
    public static int Room(HttpResponseMessage response) => (int)Math.Min(response.Content.Headers.ContentLength ?? Limit, Limit);

    /// <summary>How much of the answer was read into the <paramref name="buffer"/>; throws when the connection breaks before its end.</summary>
    public static async ValueTask<int> ReadAsync(HttpResponseMessage response, byte[] buffer, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return 0;
        }

        // The connection's own stream, which is there already: nothing is read, nor waited for, by asking for it.
        await using var stream = response.Content.ReadAsStream(ct);
        var room = Room(response);
        var length = 0;
        while (length < room)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length, room - length), ct);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }

    /// <summary>The member that the answer names; null when it names none. Teams says the object id in either of two ways.</summary>
    public static ChannelMember? Member(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var said = new Dictionary<string, string?>(StringComparer.Ordinal);
            if (body.Length == 0 || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    said[name] = JsonRead.Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            return Of("id") is { } id ? new ChannelMember(id, Of("name"), Of("aadObjectId") ?? Of("objectId"), Of("email"), Of("userPrincipalName"), Of("userRole")) : null;

            string? Of(string name) => said.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The answer's <c>id</c> and <c>serviceUrl</c>; empty and null when it has none (an empty body, <c>{}</c>, anything else).</summary>
    public static (string Id, string? ServiceUrl) Ids(ReadOnlySpan<byte> body)
    {
        string? id = null, serviceUrl = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (body.Length == 0 || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return ("", null);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                var isUrl = reader.ValueTextEquals("serviceUrl"u8);
                reader.Read();
                if (isId)
                {
                    id = JsonRead.Text(ref reader);
                }
                else if (isUrl)
                {
                    serviceUrl = JsonRead.Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The message was accepted; an answer that cannot be read only means that its id is unknown.
            return (id ?? "", null);
        }

        return (id ?? "", serviceUrl);
    }
}
