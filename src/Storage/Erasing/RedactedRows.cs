using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Rows of a customer whose free text is to lose some words, written as a change of the customer.</summary>
internal sealed class RedactedRows(CustomerStore customers)
{
    /// <summary>Rows that one change takes, with the event of each.</summary>
    public const int AtOnce = 40;

    /// <summary>The rows that hold one of the words, with what they become; without data for one that goes.</summary>
    /// <param name="momentsGo">The words are those of a contact: what is remembered of them goes as a whole.</param>
    public static IReadOnlyList<(Row Row, byte[]? Data)> Of(IEnumerable<Row> rows, Redaction words, bool momentsGo = false) =>
        [.. rows.Select(r => (Row: r, Data: Redacted.Of(r, words))).Where(r => r.Data is not null).Select(r => momentsGo && Redacted.IsMomentOf(r.Row, words) ? (r.Row, null) : r)];

    public static Change Write((Row Row, byte[]? Data) changed) =>
        changed.Data is null ? new Change.Delete(changed.Row.RowKey, changed.Row.ETag) : new Change.Replace(changed.Row.RowKey, changed.Row.ETag, changed.Data);

    /// <param name="request">Its operation is that of the whole erase.</param>
    /// <param name="what">Code of the operation for the audit.</param>
    /// <param name="changed">At most <see cref="AtOnce"/>, of the customer's own partition.</param>
    /// <returns>False when others changed one of the rows, or kept changing the customer, since they were read.</returns>
    public async ValueTask<bool> WriteAsync(
        ChangeRequest request, string what, Redaction words, IReadOnlyList<(Row Row, byte[]? Data)> changed, CancellationToken ct)
    {
        // Open steps go through the edit, so that their owners' lists follow.
        var open = changed.Select(c => c.Row).Where(IsOpenStep).Select(r => r.RowKey).ToHashSet(StringComparer.Ordinal);
        var moments = changed.Where(c => c.Data is null).Select(c => c.Row.RowKey).ToHashSet(StringComparer.Ordinal);
        var opId = Ids.Hash([request.OpId, "redact", request.CustomerId, .. changed.Select(c => c.Row.ETag.Value)]);
        var outcome = await customers.ChangeAsync<bool>(
            request with { OpId = opId },
            file =>
            {
                if (file is null)
                {
                    return new Decision<bool>.No(false);
                }

                // What was derived from a moment goes with it.
                List<Step> derived = [.. file.Moments.Where(m => moments.Contains(Keys.Moment(m.Id))).SelectMany(m => Moment.Forget(file, m, request.At).Steps)];
                var gone = derived.Select(s => Keys.Step(s.Id)).ToHashSet(StringComparer.Ordinal);
                return new Decision<bool>.Commit(new CustomerEdit(what, file.Head)
                {
                    Steps = [.. derived, .. file.OpenSteps.Where(s => open.Contains(Keys.Step(s.Id)) && !gone.Contains(Keys.Step(s.Id))).Select(s => Redacted.Step(s, words))],
                })
                {
                    Beside = [.. changed.Where(c => !open.Contains(c.Row.RowKey) && !gone.Contains(c.Row.RowKey)).Select(Write)],
                };
            },
            ct);
        return outcome is not (ChangeOutcome<bool>.Contended or ChangeOutcome<bool>.Full);
    }

    private static bool IsOpenStep(Row row) =>
        row.RowKey.StartsWith(Keys.Steps, StringComparison.Ordinal) && row.As(StoreJson.Default.KeptStep).It.State == StepState.Open;
}
