using CrmBot.Bot.Jobs;
using CrmBot.Storage;

namespace CrmBot.Bot.Conversation;

/// <summary>Keeps the inbox from growing: channels send again within minutes, so a day is more than enough to remember.</summary>
internal sealed class InboxSweep(InboxStore store, TimeProvider machine, ILogger<InboxSweep> log) : HourlyRound(machine)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task RoundAsync(CancellationToken ct) => await store.SweepAsync(Kept, ct);

    protected override void Broke(Exception fault) => log.InboxNotSwept(fault);
}
