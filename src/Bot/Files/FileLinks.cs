using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.WebChat;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Files;

/// <summary>What a link leads to: a question that is asked anew, as this person, whenever it is followed.</summary>
/// <param name="What">Which source answers.</param>
/// <param name="FromDay">First local day that is asked for; null for no bound.</param>
/// <param name="ToDay">Last local day; null for no bound.</param>
/// <param name="Id">Of what the source keeps; null where nothing is kept.</param>
/// <param name="Until">Machine time.</param>
internal sealed record FileTicket(
    string Tenant, string PersonId, string What, FileFormat Format, DateOnly? FromDay, DateOnly? ToDay, string? Id, DateTimeOffset Until);

/// <summary>What a link is worth.</summary>
internal abstract record TicketRead
{
    private TicketRead() { }

    internal sealed record Good(FileTicket Ticket) : TicketRead;

    internal sealed record Expired : TicketRead;

    /// <summary>Damaged, or never ours.</summary>
    internal sealed record Refused : TicketRead;
}

/// <summary>Makes links to downloads and reads them back. A link carries its question and a signature; nothing is kept of it.</summary>
internal sealed class FileLinks(
    SysStore sys, IOptions<FilesOptions> files, IOptions<BotOptions> bot, OwnAddress own, IHostEnvironment environment, TimeProvider machine)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private byte[]? key;

    /// <summary>Null where nobody outside could follow it: the bot does not know its own address.</summary>
    public async Task<string?> LinkAsync(FileTicket ticket, CancellationToken ct)
    {
        var address = bot.Value.PublicAddress is { Length: > 0 } given ? new Uri(given) : environment.IsDevelopment() ? own.Base : null;
        return address is null ? null : new Uri(address, "/files/" + await SignAsync(ticket with { Until = machine.GetUtcNow() + Life }, ct)).ToString();
    }

    public async Task<TicketRead> ReadAsync(string token, CancellationToken ct)
    {
        if (token.Split('.') is not [var said, var signature] || !Base64Url.IsValid(said) || !Base64Url.IsValid(signature))
        {
            return new TicketRead.Refused();
        }

        var expected = Signature(await KeyAsync(ct), said);
        if (!CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(signature)))
        {
            return new TicketRead.Refused();
        }

        var ticket = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(said), FilesJson.Default.FileTicket)!;
        return ticket.Until > machine.GetUtcNow() ? new TicketRead.Good(ticket) : new TicketRead.Expired();
    }

    private async Task<string> SignAsync(FileTicket ticket, CancellationToken ct)
    {
        var said = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(ticket, FilesJson.Default.FileTicket));
        return said + "." + Base64Url.EncodeToString(Signature(await KeyAsync(ct), said));
    }

    private static byte[] Signature(byte[] key, string said) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("files " + said));

    private async Task<byte[]> KeyAsync(CancellationToken ct) => key ??= files.Value.Key is { Length: > 0 } given
        ? SHA256.HashData(Encoding.UTF8.GetBytes(given))
        : Convert.FromBase64String(await sys.KeepAsync("files", "key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileTicket))]
internal sealed partial class FilesJson : JsonSerializerContext;
