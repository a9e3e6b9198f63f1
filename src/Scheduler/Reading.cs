using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler;

/// <summary>
/// Reads, after the claim, what the prompts of one message are about: the whole customer of one that is alone or of several of one
/// customer, else the head and the step, which is all that a list shows.
/// </summary>
internal sealed class Reading(CustomerStore customers, OwnStepStore own, Work work, IEnumerable<Prompt> prompts)
{
    private readonly Dictionary<string, CustomerFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _of = prompts.CountBy(p => p.CustomerId, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>Each is null when it is not there.</summary>
    /// <param name="whole">True to read the customer whatever else is due.</param>
    public async ValueTask<(Customer? Head, CustomerFile? File, Step? Step)> OfAsync(Prompt prompt, bool whole, CancellationToken ct)
    {
        if (prompt.CustomerId.Length == 0)
        {
            return (null, null, await own.GetAsync(work.Tenant, work.Recipient, prompt.StepId, ct));
        }

        if (!whole && _of.Count > 1 && _of[prompt.CustomerId] == 1)
        {
            var one = await customers.StepAsync(work.Tenant, prompt.CustomerId, prompt.StepId, ct);
            return (one?.Head, null, one?.Step);
        }

        var file = await FileAsync(prompt.CustomerId, ct);
        return (file?.Head, file, file?.Steps.FirstOrDefault(s => s.Id == prompt.StepId));
    }

    private async ValueTask<CustomerFile?> FileAsync(string customerId, CancellationToken ct)
    {
        if (!_files.TryGetValue(customerId, out var file))
        {
            _files[customerId] = file = await customers.LoadAsync(work.Tenant, customerId, ct);
        }

        return file;
    }
}
