using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Privacy;
using CrmBot.Bot.Wishes;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>
/// What is left of a record after the change that took it away: editions that were too many for one change, copies with merged
/// customers, what the page's history says of a deleted one, forms it came from, cards in chats.
/// </summary>
internal sealed class RecordGoneJob(
    HistoryStore history, RecordSweep sweep, DraftStore drafts, RecordCopies copies, IEnumerable<IKeptElsewhere> elsewhere, EraseVoice voice, SpeakerDirectory directory, QuietTimes quiet) : IJobKind
{
    // Begin the cursor; behind the first two, where in it. A bare number is a place among the people whose cards are changed.
    private const string Merged = "m:";
    private const string Elsewhere = "w:";
    private const string Forms = "f:";
    private const string End = "e:";

    private readonly IReadOnlyList<IKeptElsewhere> _places = [.. elsewhere];

    public string Kind => RecordGone.Kind;

    /// <summary>The job that the store has begun with the change, or begins with its relay; asked for here so that it runs at once.</summary>
    /// <param name="what">Code of the operation.</param>
    public static Job Of(Turn turn, string customer, string followUp, string opId, string what) =>
        RecordGone.Of(turn.Tenant, opId, what, turn.Me.Id, turn.Now, customer, followUp);

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = RecordGone.OrderOf(job);
        switch (job.Cursor)
        {
            case null:
                var swept = await history.SweepAsync(job.Tenant, order.Customer, order.FollowUp, ct);
                await quiet.TakeBackAsync(job.Tenant, await directory.CompanyAsync(job.Tenant, ct), order.FollowUp, ct);
                return On(Merged, swept);
            case var at when at.StartsWith(Merged, StringComparison.Ordinal):
                var walked = await sweep.MergedAsync(job.Tenant, order.Customer, order.FollowUp, job.Id, at.Length > Merged.Length ? at[Merged.Length..] : null, ct);
                return On(walked.Next is { } next ? Merged + next : order.Deleted ? Elsewhere : Forms, walked.Removed);
            case var at when at.StartsWith(Elsewhere, StringComparison.Ordinal):
                return await ElsewhereAsync(job, order, at[Elsewhere.Length..], ct);
            case Forms:
                return On("0", await FormsAsync(job, order, ct));
            case End:
                await sweep.EndAsync(job.Tenant, order.Customer, job.Id, rewrite: order.Deleted, ct);
                return JobStep.Of(job) with { Finished = true };
            default:
                var done = await copies.WithdrawAsync(job.Tenant, order.Customer, await sweep.GoneAsync(job.Tenant, order.Customer, order.FollowUp, job.Id, ct), int.Parse(job.Cursor, CultureInfo.InvariantCulture), ct);
                return On(done.Ended ? End : done.Next.ToString(CultureInfo.InvariantCulture), done.Changed) with { Refused = job.Refused + done.Unreachable };
        }

        JobStep On(string cursor, int done) => JobStep.Of(job) with { Cursor = cursor, Done = job.Done + done };
    }

    public Task FailedAsync(Job job, CancellationToken ct) => Task.CompletedTask;

    /// <summary>A digit names the place. The sentence it was told in may have been put otherwise before it was kept, so the forms are still there.</summary>
    private async Task<JobStep> ElsewhereAsync(Job job, GoneOrder order, string at, CancellationToken ct)
    {
        var place = at.Length == 0 ? 0 : at[0] - '0';
        var said = (await OfRecordAsync(job, order, ct)).Select(d => d.Draft.Said);
        if (place >= _places.Count || await sweep.TracesAsync(job.Tenant, order.Customer, job.Id, said, ct) is not { } traces)
        {
            return JobStep.Of(job) with { Cursor = Forms };
        }

        var walked = await _places[place].EraseAsync(traces, voice.Neutral, at.Length > 1 ? at[1..] : null, ct);
        return JobStep.Of(job) with
        {
            Cursor = string.Create(CultureInfo.InvariantCulture, $"{Elsewhere}{(walked.Next is null ? place + 1 : place)}{walked.Next}"),
            Done = job.Done + walked.Removed,
        };
    }

    /// <summary>The form a record was filed with, and those it was edited in; what was taken back has a form of its own to be filed again.</summary>
    private async Task<int> FormsAsync(Job job, GoneOrder order, CancellationToken ct)
    {
        var forms = await OfRecordAsync(job, order, ct);
        foreach (var (person, draft) in forms)
        {
            await drafts.RemoveAsync(job.Tenant, person, draft.Id, ct);
        }

        return forms.Count;
    }

    private async Task<IReadOnlyList<(string PersonId, Draft Draft)>> OfRecordAsync(Job job, GoneOrder order, CancellationToken ct)
    {
        var found = new List<(string, Draft)>();
        foreach (var person in (await directory.CompanyAsync(job.Tenant, ct)).People)
        {
            var all = await drafts.AllAsync(job.Tenant, person.Id, ct);
            found.AddRange(all.Where(d => d.FollowUpId == order.FollowUp || Ids.From(d.Id, Filing.RecordKind) == order.FollowUp).Select(d => (person.Id, d)));
        }

        return found;
    }
}
