using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Reviews;

/// <summary>Looking back, and at what is left lying: customers without a next step or a contact.</summary>
internal sealed class ReviewsCapability(GapsAsked gaps, RateAsked rates, StatusAsked statuses) : ICapability
{
    public string Name => "reviews";

    public void Map(Routes routes) => routes
        .Text("gap_alerts", (turn, meaning, ct) => gaps.AskAsync(turn, meaning, ct))
        .Text("effective_rate", (turn, meaning, ct) => rates.AskAsync(turn, meaning, ct))
        .Text("status_history", (turn, meaning, ct) => statuses.OfCustomerAsync(turn, meaning, ct))
        .Text("status_changes", (turn, meaning, ct) => statuses.OfPeriodAsync(turn, meaning, ct))
        .Card("reviews/gaps", ReviewJson.Default.GapsForm, (turn, form, ct) => gaps.GoOnAsync(turn, form, ct))
        .Card("reviews/step", ReviewJson.Default.GapStepForm, (turn, form, ct) => gaps.StepAsync(turn, form, ct));
}

/// <summary>The rest of a list of gaps; as <see cref="GapsModel"/> says it.</summary>
internal sealed record GapsForm(string? Who, string? Kind, string? Days, string? Tier, string? From);

/// <summary>A next step for a customer without one.</summary>
internal sealed record GapStepForm(string? Customer);

internal static class ReviewSetup
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddOptions<GapOptions>().BindConfiguration(GapOptions.Section).ValidateOnStart();
        return services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<GapOptions>, GapOptionsValidator>()
            .AddSingleton<GapFinder>()
            .AddSingleton<GapsAsked>()
            .AddSingleton<PeriodFacts>()
            .AddSingleton<RateAsked>()
            .AddSingleton<StatusAsked>();
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GapsModel))]
[JsonSerializable(typeof(RateModel))]
[JsonSerializable(typeof(StatusesModel))]
[JsonSerializable(typeof(MovesModel))]
internal sealed partial class ReviewCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(GapsForm))]
[JsonSerializable(typeof(GapStepForm))]
internal sealed partial class ReviewJson : JsonSerializerContext;
