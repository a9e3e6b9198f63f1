using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>
/// Which of a recipient's quiet times keeps a prompt away. Only where one of a customer's people is to be left alone the customer is read,
/// once, to know whether the prompt is about them.
/// </summary>
internal sealed class QuietCheck(CustomerStore customers, Work work, Person person, ILogger log)
{
    private readonly DateOnly _today = Zones.DayOf(work.Now, person.Zone);
    private readonly Dictionary<string, CustomerFile?> _files = new(StringComparer.Ordinal);

    /// <summary>Null when nothing does.</summary>
    public async ValueTask<Mute?> OfAsync(Prompt prompt, CancellationToken ct)
    {
        List<Mute> standing = prompt.ForId is null ? [.. QuietContacts.Standing(person, prompt.CustomerId, _today)] : [];
        var whole = standing.Where(m => m.Contact is null).MaxBy(m => m.Until);
        if (standing.TrueForAll(m => m.Contact is null || m.Until <= whole?.Until))
        {
            return whole;
        }

        try
        {
            return await ReadAsync(prompt, ct) is var (file, step, source) ? QuietContacts.Of(person, file, step, _today, source) : whole;
        }
        catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException or OutOfMemoryException))
        {
            // A customer that breaks fails alone, where its message is decided.
            SchedulerLog.PromptFailed(log, prompt.Id, fault);
            return whole;
        }
    }

    private async ValueTask<(CustomerFile File, Step Step, FollowUp? Source)?> ReadAsync(Prompt prompt, CancellationToken ct)
    {
        if (!_files.TryGetValue(prompt.CustomerId, out var file))
        {
            _files[prompt.CustomerId] = file = await customers.LoadAsync(work.Tenant, prompt.CustomerId, ct);
        }

        if (file?.Steps.FirstOrDefault(s => s.Id == prompt.StepId) is not { } step)
        {
            return null;
        }

        var isOld = step.SourceId is { } id && file.Recent.All(r => r.Id != id) && file.Moments.All(m => m.Id != id);
        return (file, step, isOld ? await customers.FollowUpAsync(work.Tenant, prompt.CustomerId, step.SourceId!, ct) : null);
    }
}
