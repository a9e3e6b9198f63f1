using System.Collections.Frozen;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Gets an issuer's keys: the metadata document, then the key set it points to.</summary>
internal sealed class KeyFetch : IDisposable
{
    // A whole fetch, so that a hanging authority cannot hold a request for longer than the channel waits.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly bool _allowLoopback;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = ConnectorHttp.Create();

    public KeyFetch(bool allowLoopback, TimeProvider time)
    {
        (_allowLoopback, _time) = (allowLoopback, time);
        _http.MaxResponseContentBufferSize = 1024 * 1024;
    }

    /// <summary>Keys may only come over https, or from this machine where that is allowed: who writes them decides who is trusted.</summary>
    public static bool Allows(string? address, bool allowLoopback) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && allowLoopback));

    /// <returns>At least one key.</returns>
    /// <exception cref="Exception">The keys cannot be had, or there are none that could sign.</exception>
    public async Task<FrozenDictionary<string, SigningKey>> GetAsync(string metadata)
    {
        using var late = new CancellationTokenSource(Limit, _time);
        var address = await JsonAsync(metadata, KeySetOf, late.Token);
        var keys = await JsonAsync(address, Read, late.Token);
        return keys.Count > 0 ? keys : throw new InvalidDataException("the key set holds no RSA key that could sign");
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> JsonAsync<T>(string? address, Func<JsonElement, T> read, CancellationToken ct)
    {
        if (!Allows(address, _allowLoopback))
        {
            throw new InvalidDataException("the address of the keys is not https");
        }

        var bytes = await _http.GetByteArrayAsync(new Uri(address!), ct);
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? read(document.RootElement)
            : throw new InvalidDataException("the document is not a JSON object");
    }

    private static string? KeySetOf(JsonElement document) =>
        document.TryGetProperty("jwks_uri", out var uri) && uri.ValueKind == JsonValueKind.String ? uri.GetString() : null;

    private static FrozenDictionary<string, SigningKey> Read(JsonElement document)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        if (document.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var jwk in list.EnumerateArray())
            {
                if (SigningKey.Read(jwk) is { } key)
                {
                    keys.TryAdd(key.Id, key);
                }
            }
        }

        return keys.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
