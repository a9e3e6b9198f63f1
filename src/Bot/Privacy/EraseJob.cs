using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <param name="Op">The operation of the commit.</param>
/// <param name="Moment">True when only a moment is forgotten.</param>
/// <param name="Card">The card that says so and stays.</param>
internal sealed record EraseOrder(string Customer, string Op, bool? Moment = null, string? Card = null);

/// <summary>
/// What is left after the commit of an erase: the store's own rows by <see cref="EraseSweep"/>, and in between, while the texts
/// are still there to look for, the page's history and the cards in people's chats.
/// </summary>
internal sealed class EraseJob(
    EraseSweep sweep, SentCards cards, IEnumerable<IKeptElsewhere> elsewhere, EraseVoice voice) : IJobKind
{
    public const string Name = "privacy-erase";

    // Behind EraseSweep.Outside: which place, and where in it.
    private const char Cards = 'c';

    private readonly IReadOnlyList<IKeptElsewhere> _places = [.. elsewhere];

    public string Kind => Name;

    public static Job Of(Turn turn, string customer, string op) => new(
        turn.Tenant, op, Name, turn.Me.Id, turn.Now, JsonSerializer.Serialize(new EraseOrder(customer, op), EraseJson.Default.EraseOrder));

    /// <summary>What is left after a moment was forgotten.</summary>
    /// <param name="card">The card that says so and stays; null for none.</param>
    public static Job OfMoment(Turn turn, string customer, string op, string? card) => new(
        turn.Tenant, op, Name, turn.Me.Id, turn.Now, JsonSerializer.Serialize(new EraseOrder(customer, op, true, card), EraseJson.Default.EraseOrder));

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, EraseJson.Default.EraseOrder)!;
        if (job.Cursor?.StartsWith(EraseSweep.Outside, StringComparison.Ordinal) == true)
        {
            return await OutsideAsync(job, order, job.Cursor[EraseSweep.Outside.Length..], ct);
        }

        var walked = await sweep.StepAsync(Request(job, order), job.Cursor, ct);
        var step = JobStep.Of(job) with { Cursor = walked.Next ?? job.Cursor, Done = job.Done + walked.Removed, Finished = walked.Next is null };
        if (step.Finished && order.Moment is not true)
        {
            await voice.TellAsync(job, step.Refused == 0 ? "finished" : "finishedUnreachable", step, ct);
        }

        return step;
    }

    public Task FailedAsync(Job job, CancellationToken ct) => voice.TellAsync(job, "failed", JobStep.Of(job), ct);

    private static ChangeRequest Request(Job job, EraseOrder order) => new(job.Tenant, order.Customer, order.Op, job.ById, job.StartedAt);

    private async Task<JobStep> OutsideAsync(Job job, EraseOrder order, string at, CancellationToken ct)
    {
        if (await sweep.TracesAsync(job.Tenant, order.Customer, order.Op, ct) is not { } traces)
        {
            return await OnAsync();
        }

        if (at.Length > 0 && at[0] == Cards)
        {
            var from = int.Parse(at[1..], CultureInfo.InvariantCulture);
            var done = order.Moment is true
                ? await cards.WithoutMomentAsync(job.Tenant, order.Customer, traces, order.Card, from, ct)
                : await cards.WithdrawAsync(job.Tenant, [.. traces.CustomerIds], from, ct);
            var counted = JobStep.Of(job) with { Done = job.Done + done.Changed, Refused = job.Refused + done.Unreachable };
            return done.Ended ? (await OnAsync()) with { Done = counted.Done, Refused = counted.Refused }
                : counted with { Cursor = Cursor(string.Create(CultureInfo.InvariantCulture, $"{Cards}{done.Next}")) };
        }

        // A digit names the place.
        var place = at.Length == 0 ? 0 : at[0] - '0';
        if (place >= _places.Count)
        {
            return JobStep.Of(job) with { Cursor = Cursor($"{Cards}0") };
        }

        var walked = await _places[place].EraseAsync(traces, voice.Neutral, at.Length > 1 ? at[1..] : null, ct);
        return JobStep.Of(job) with
        {
            Cursor = Cursor(string.Create(CultureInfo.InvariantCulture, $"{(walked.Next is null ? place + 1 : place)}{walked.Next}")),
            Done = job.Done + walked.Removed,
        };

        async Task<JobStep> OnAsync() =>
            JobStep.Of(job) with { Cursor = (await sweep.StepAsync(Request(job, order), EraseSweep.Outside, ct)).Next };
    }

    private static string Cursor(string at) => EraseSweep.Outside + at;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EraseOrder))]
internal sealed partial class EraseJson : JsonSerializerContext;
