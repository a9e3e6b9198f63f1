namespace CrmBot.Bot.Learning;

internal static class LearningSetup
{
    public static IServiceCollection AddLearning(this IServiceCollection services) => services.AddSingleton<Library>().AddSingleton<ExampleReader>().AddSingleton<QualityAsked>().AddSingleton<FirstTips>();
}
