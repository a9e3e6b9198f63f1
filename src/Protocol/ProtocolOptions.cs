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

    /// <summary>
    /// How long an invoke may take, counted from its arrival; then the client is told that the work goes on, and the turn goes on. Clients give
    /// up after about 5 s, and show an error of their own.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:15")]
    public TimeSpan InvokeLimit { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Turns of one conversation that may wait for earlier ones; more are answered 429.</summary>
    [Range(0, 10_000)]
    public int MaxTurnsWaiting { get; set; } = 64;

    /// <summary>How long a call to the channel may take, from the token to the last byte of the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:02:00")]
    public TimeSpan SendLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the bot may send to this machine, over http too. For Development only: it lets a service URL point inwards.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Longer than any turn, its last call to the channel and a stall of its process can take: whoever claimed an activity this long ago is dead.</summary>
    internal TimeSpan InboxLease => TurnLimit + SendLimit + TimeSpan.FromSeconds(15);
}

[OptionsValidator]
internal sealed partial class ProtocolOptionsValidator : IValidateOptions<ProtocolOptions>;
