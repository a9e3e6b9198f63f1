using CrmBot.Bot.Directory;
using CrmBot.Bot.Export;
using CrmBot.Bot.Import;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.WebChat;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Files;

/// <summary>Moving data in and out.</summary>
internal static class MovingSetup
{
    public static IServiceCollection AddMoving(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration("Files").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsValidator>();
        services.TryAddSingleton<OwnAddress>();
        return services
            .AddImporter()
            .AddSingleton<FileFetch>()
            .AddSingleton<FileLinks>()
            .AddSingleton<FileDoor>()
            .AddHostedService<FileSweep>()
            .AddSingleton<ImportVoice>()
            .AddSingleton<ImportCards>()
            .AddSingleton<ImportJob>()
            .AddSingleton<PeopleImport>()
            .AddSingleton<PeopleFile>()
            .AddSingleton<IJobKind, PeopleJob>()
            .AddSingleton<IJobKind>(s => s.GetRequiredService<ImportJob>())
            .AddSingleton<IFileSource>(s => s.GetRequiredService<ImportReport>())
            .AddSingleton<IFileSource>(s => s.GetRequiredService<Exporter>())
            .AddSingleton<ExportingWhole>()
            .AddSingleton<IFileSource, WholeData>();
    }

    /// <summary>What reads and writes records, without a conversation: for the command line too.</summary>
    public static IServiceCollection AddImporter(this IServiceCollection services) => services
        .AddSingleton<Headers>()
        .AddSingleton<CellWords>()
        .AddSingleton<CustomerTaker>()
        .AddSingleton<RecordTaker>()
        .AddSingleton<Importer>()
        .AddSingleton<ImportScenes>()
        .AddSingleton<ImportIntake>()
        .AddSingleton<ImportReport>()
        .AddSingleton<Exporter>();
}
