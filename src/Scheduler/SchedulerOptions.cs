using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

/// <summary>Section <c>Scheduler</c> of the settings.</summary>
public sealed class SchedulerOptions : IValidatableObject
{
    public const string Section = "Scheduler";

    /// <summary>
    /// True when the store lets in one process only, as SQLite does: a message that another process was sending is then
    /// known to be ambiguous at once. False when several replicas share the store: its lease must end first. The host sets
    /// it by the engine.
    /// </summary>
    public bool OneProcess { get; set; } = true;

    /// <summary>The longest time between two passes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a process may be sending a claimed message; far longer than any send or stall, and than the clocks of replicas
    /// may differ.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:31", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A send is not begun when the claim is older than this, on the process's own clock.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Fence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>By how much the clocks of replicas may differ. Less only for replicas that share a machine, and so its clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// After how long a replica that shows no sign of life loses the shards it looks after to others, on their own clocks; it
    /// shows one three times as often, and stops by itself after six tenths. Of no use when there is one process.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:05:00")]
    public TimeSpan ShardLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a shutdown waits for messages that are being sent; the host itself waits 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:28")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Recipients that are served at the same time.</summary>
    [Range(1, 256)]
    public int Lanes { get; set; } = 8;

    /// <summary>
    /// How long a pass works on what is due before it looks again, so that what becomes due meanwhile need not wait for the rest of
    /// a long time in which the bot was down. With the longest send it must stay below <see cref="SchedulerPass.OnTime"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Slice { get; set; } = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Send = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // What the claim may be old at the send, the send itself, and what lies between clocks must fit into the lease.
        var least = Fence + Send + ClockTolerance;
        if (Lease < least)
        {
            yield return new ValidationResult(
                $"Scheduler:Lease {Lease} must be at least {least}: Scheduler:Fence {Fence}, {Send} for the send itself and Scheduler:ClockTolerance {ClockTolerance}.");
        }
    }
}

[OptionsValidator]
internal sealed partial class SchedulerOptionsValidator : IValidateOptions<SchedulerOptions>;
