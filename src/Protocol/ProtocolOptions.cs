using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>Section <c>Protocol</c> of the settings.</summary>
public sealed class ProtocolOptions
{
    public const string Section = "Protocol";

    /// <summary>Largest inbound body in bytes; a larger one is answered 413. Channels stay well below 256 KB.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>How long one turn may take, and how long one may wait for its conversation's earlier turns.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan TurnLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Turns of one conversation that may wait for earlier ones; more are answered 429.</summary>
    [Range(0, 10_000)]
    public int MaxTurnsWaiting { get; set; } = 64;

    /// <summary>How long a call to the channel may take, from the token to the last byte of the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:02:00")]
    public TimeSpan SendLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the bot may send to this machine, over http too. For Development only: it lets a service URL point inwards.</summary>
    public bool AllowLoopback { get; set; }
}

[OptionsValidator]
internal sealed partial class ProtocolOptionsValidator : IValidateOptions<ProtocolOptions>;
