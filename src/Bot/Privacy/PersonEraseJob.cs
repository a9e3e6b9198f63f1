using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

internal sealed record PersonEraseOrder(string Person);

/// <summary>What is left after the commit of the erase of a colleague: the store's rows by <see cref="PersonSweep"/>, and in between the page's history and the person's cards.</summary>
internal sealed class PersonEraseJob(
    PersonSweep sweep, PeopleStore people, SentCards cards, IEnumerable<IKeptElsewhere> elsewhere, EraseVoice voice) : IJobKind
{
    public const string Name = "privacy-erase-person";

    private readonly IReadOnlyList<IKeptElsewhere> _places = [.. elsewhere];

    public string Kind => Name;

    public static Job Of(Turn turn, PersonErase request) => new(
        turn.Tenant, request.OpId, Name, turn.Me.Id, turn.Now, JsonSerializer.Serialize(new PersonEraseOrder(request.PersonId), PersonEraseJson.Default.PersonEraseOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var request = Request(job);
        if (job.Cursor?.StartsWith(PersonSweep.Outside, StringComparison.Ordinal) == true
            && await OutsideAsync(job, request, job.Cursor[PersonSweep.Outside.Length..], ct) is { } outside)
        {
            return outside;
        }

        var walked = await sweep.StepAsync(request, job.Cursor?.StartsWith(PersonSweep.Outside, StringComparison.Ordinal) == true ? PersonSweep.Outside : job.Cursor, ct);
        var step = JobStep.Of(job) with { Cursor = walked.Next ?? job.Cursor, Done = job.Done + walked.Removed, Finished = walked.Next is null };
        if (step.Finished)
        {
            await voice.TellAsync(job, step.Refused == 0 ? "finished" : "finishedUnreachable", step, ct);
        }

        return step;
    }

    public Task FailedAsync(Job job, CancellationToken ct) => voice.TellAsync(job, "failed", JobStep.Of(job), ct);

    /// <summary>A step of what is outside the store's own rows; null when there is none left. A digit names the place.</summary>
    private async Task<JobStep?> OutsideAsync(Job job, PersonErase request, string at, CancellationToken ct)
    {
        if (await sweep.TracesAsync(request, ct) is not { } traces)
        {
            return null;
        }

        if (at.Length == 0)
        {
            var withdrawn = await people.GetAsync(job.Tenant, request.PersonId, ct) is { } person ? await cards.WithdrawAllAsync(job.Tenant, person, ct) : new CardsChanged(0, 0, 0, true);
            var forgotten = 0;
            foreach (var place in _places)
            {
                forgotten += await place.ForgetAsync(traces.DirectoryIds, ct);
            }

            return JobStep.Of(job) with { Cursor = PersonSweep.Outside + "0", Done = job.Done + withdrawn.Changed + forgotten, Refused = job.Refused + withdrawn.Unreachable };
        }

        var nth = at[0] - '0';
        if (nth >= _places.Count)
        {
            return null;
        }

        var walked = await _places[nth].EraseAsync(traces.Traces, voice.Neutral, at.Length > 1 ? at[1..] : null, ct);
        var next = walked.Next is null ? $"{(char)('0' + nth + 1)}" : at[..1] + walked.Next;
        return JobStep.Of(job) with { Cursor = PersonSweep.Outside + next, Done = job.Done + walked.Removed };
    }

    private static PersonErase Request(Job job) =>
        new(job.Tenant, JsonSerializer.Deserialize(job.Order, PersonEraseJson.Default.PersonEraseOrder)!.Person, job.Id, job.ById, job.StartedAt);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PersonEraseOrder))]
internal sealed partial class PersonEraseJson : JsonSerializerContext;
