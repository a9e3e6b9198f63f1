using System.Globalization;
using System.Text.Json.Serialization;
using CrmBot.Bot.Gallery;
using CrmBot.Bot.Reminders;
using CrmBot.Bot.WebChat;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Demo;

internal sealed record ClockState(DateTimeOffset Now, DateTimeOffset? NextDue, bool Movable);

/// <param name="Asleep">True to play a time in which the bot was down; a move of the clock alone is none.</param>
internal sealed record ClockMove(string? Advance, string? To, bool? Asleep);

internal sealed record PersonaView(string Id, string Name, string Role, string? Team, string Language, string Zone, string About);

internal sealed record PersonaList(string Tenant, IReadOnlyList<PersonaView> Personas);

internal sealed record DevFault(string Message);

internal sealed record DevError(DevFault Error);

/// <summary>What the chat page needs to play the demo: its people and their clock. Only in Development, on loopback.</summary>
internal static class DevEndpoints
{
    /// <summary>Farthest a clock is moved in one go: ten years.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3653);

    public static void MapDevEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var dev = endpoints.MapGroup("/dev").AddEndpointFilter(async (context, next) =>
            LocalOnly.Allows(context.HttpContext) ? await next(context) : Results.NotFound());
        dev.MapGet("/personas", PersonasAsync);
        dev.MapGet("/clock", async (string? persona, ClockReader clock, CancellationToken ct) => Json(await clock.ReadAsync(persona, ct)));
        dev.MapPost("/clock", MoveAsync);
        dev.MapGet("/cards", GalleryPage.ShowAsync);
        dev.MapPost("/understand", UnderstandEndpoint.AnswerAsync);
        dev.MapPost("/coach", CoachEndpoint.AnswerAsync);
    }

    private static async Task<IResult> PersonasAsync(PeopleStore people, IOptions<BotOptions> options, CancellationToken ct)
    {
        var tenant = options.Value.DefaultTenant;
        var all = (await people.AllAsync(tenant, ct)).ToDictionary(p => p.Id, StringComparer.Ordinal);
        // The demo's order, with what people have chosen since (their language).
        var world = new DemoWorld([.. DemoPeople.All.Where(p => all.ContainsKey(p.Id)).Select(p => all[p.Id])], []);
        var views = Personas.Of(world).Select(p => new PersonaView(p.Id, p.Name, p.Role.ToString(), p.Team, p.Language, p.Zone, p.About));
        return Results.Json(new PersonaList(tenant, [.. views]), DevJson.Default.PersonaList);
    }

    private static async Task<IResult> MoveAsync(
        ClockMove move, string? persona, ClockReader reader, DemoClock clock, Downtime downtime, ISchedulerSignal signal,
        [Microsoft.Extensions.DependencyInjection.FromKeyedServices(PeopleClock.Key)] TimeProvider now, CancellationToken ct)
    {
        DateTimeOffset to;
        if (TimeSpan.TryParse(move.Advance, CultureInfo.InvariantCulture, out var advance))
        {
            to = advance > Farthest ? DateTimeOffset.MaxValue : advance < TimeSpan.Zero ? DateTimeOffset.MinValue : now.GetUtcNow() + advance;
        }
        else if (!DateTimeOffset.TryParse(move.To, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out to))
        {
            return Refused("""Say {"advance":"1.00:00:00"} or {"to":"2025-09-17T09:00:00+08:00"}.""");
        }

        if (to - now.GetUtcNow() > Farthest)
        {
            return Refused("The clock moves ten years at most in one go.");
        }

        if (!(move.Asleep == true ? await clock.MoveAsync(to, ct) : await downtime.ThroughAsync(() => clock.MoveAsync(to, ct), ct)))
        {
            return Refused("The clock moves forward only.");
        }

        signal.Wake();
        return Json(await reader.ReadAsync(persona, ct));
    }

    private static IResult Json(ClockState state) => Results.Json(state, DevJson.Default.ClockState);

    private static IResult Refused(string why) => Results.Json(new DevError(new DevFault(why)), DevJson.Default.DevError, statusCode: 400);
}

/// <summary>People's time, and when the next thing comes due for someone (or for anyone).</summary>
internal sealed class ClockReader(
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, PeopleStore people, IndexStore index, IOptions<BotOptions> options)
{
    public async Task<ClockState> ReadAsync(string? persona, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tenant = options.Value.DefaultTenant;
        var ids = persona is { Length: > 0 } ? [persona] : (await people.AllAsync(tenant, ct)).Select(p => p.Id).ToList();
        DateTimeOffset? next = null;
        foreach (var id in ids)
        {
            foreach (var step in (await index.OfPersonAsync(tenant, id, ct)).SelectMany(s => s.OpenSteps))
            {
                if (step.By == OwedBy.Us && step.DueAt > now && !(next < step.DueAt))
                {
                    next = step.DueAt;
                }
            }
        }

        return new ClockState(now, next, true);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(ClockMove))]
[JsonSerializable(typeof(PersonaList))]
[JsonSerializable(typeof(DevError))]
internal sealed partial class DevJson : JsonSerializerContext;
