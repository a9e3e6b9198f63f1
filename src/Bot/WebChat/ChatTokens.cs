using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmBot.Storage;

namespace CrmBot.Bot.WebChat;

/// <summary>What a token is worth.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict() { }

    /// <summary>Good for this one conversation.</summary>
    internal sealed record Good(string Conversation) : TokenVerdict;

    /// <summary>Once good; the client asks for a new one.</summary>
    internal sealed record Expired : TokenVerdict;

    /// <summary>Missing, damaged or never ours.</summary>
    internal sealed record Refused : TokenVerdict;
}

/// <summary>
/// Tokens of one conversation each, signed with a key that is kept in table <c>web</c>: a page that is open while the
/// bot restarts goes on with the token it has. Direct Line's clients refresh every 15 minutes and expect 30 minutes of life.
/// </summary>
internal sealed class ChatTokens(ITables tables, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private byte[]? _key;

    public async Task<string> IssueAsync(string conversation, CancellationToken ct)
    {
        var until = time.GetUtcNow().Add(Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{conversation}~{until}~{Sign(await KeyAsync(ct), conversation, until)}";
    }

    public async Task<TokenVerdict> JudgeAsync(string? token, CancellationToken ct)
    {
        if (token?.Split('~') is not [var conversation, var until, var signature])
        {
            return new TokenVerdict.Refused();
        }

        var expected = Sign(await KeyAsync(ct), conversation, until);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            return new TokenVerdict.Refused();
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture));
        return time.GetUtcNow() < expires ? new TokenVerdict.Good(conversation) : new TokenVerdict.Expired();
    }

    private static string Sign(byte[] key, string conversation, string until) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{conversation}~{until}")));

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        while (_key is null)
        {
            if (await tables.GetAsync(ChatTable.Name, "key", "token", ct) is { } row)
            {
                _key = RowSchema.Read(row, ChatJson.Plain.ChatKey, unsaid: 1).Key;
                break;
            }

            var made = JsonSerializer.SerializeToUtf8Bytes(new ChatKey(RandomNumberGenerator.GetBytes(32)), ChatJson.Plain.ChatKey);
            await tables.ApplyAsync([new ChangeSet(ChatTable.Name, "key", [new Change.Insert("token", made)])], ct);
        }

        return _key;
    }
}
