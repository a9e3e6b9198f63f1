using CrmBot.Bot;
using CrmBot.Bot.Absences;
using CrmBot.Bot.Audit;
using CrmBot.Bot.Briefs;
using CrmBot.Bot.Captures;
using CrmBot.Bot.Care;
using CrmBot.Bot.Collaborators;
using CrmBot.Bot.Commands;
using CrmBot.Bot.Contacts;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Demo;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Duplicates;
using CrmBot.Bot.Export;
using CrmBot.Bot.Failures;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Files;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Health;
using CrmBot.Bot.Help;
using CrmBot.Bot.Import;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Learning;
using CrmBot.Bot.Ownership;
using CrmBot.Bot.Plans;
using CrmBot.Bot.Privacy;
using CrmBot.Bot.Records;
using CrmBot.Bot.Reminders;
using CrmBot.Bot.Requests;
using CrmBot.Bot.Reviews;
using CrmBot.Bot.Settings;
using CrmBot.Bot.Start;
using CrmBot.Bot.Team;
using CrmBot.Bot.Telemetry;
using CrmBot.Bot.Timeline;
using CrmBot.Bot.Today;
using CrmBot.Bot.WebChat;
using CrmBot.Bot.Wishes;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

if (CommandLine.IsAsked(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error);
}

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    Exposure.Check(builder.Configuration, builder.Environment);
    var demo = Exposure.Demo(builder.Configuration, builder.Environment);
    var services = builder.Services;

    // Settings, time and ids
    services.AddOptions<BotOptions>().BindConfiguration("Bot").ValidateOnStart();
    services.AddSingleton<IValidateOptions<BotOptions>, BotOptionsValidator>();
    services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section).ValidateOnStart();
    services.AddSingleton<IValidateOptions<PeopleOptions>, PeopleOptionsValidator>();
    services.AddSingleton(TimeProvider.System);
    services.AddSingleton<PeopleClock>();
    services.AddKeyedSingleton<TimeProvider>(PeopleClock.Key, (s, _) => s.GetRequiredService<PeopleClock>());
    services.AddSingleton<IIds, RandomIds>();

    // Rooms
    services.AddSingleton(_ => Shipped.Here.LoadCards());
    services.AddSingleton(_ => Shipped.Here.LoadPhrases());
    await Engine.AddAsync(services, builder.Configuration);
    services.AddStores();
    services.AddBotProtocol(builder.Configuration, o => o.AllowLoopback = builder.Environment.IsDevelopment());
    services.AddScheduler();
    services.AddConversation();
    services.AddJobs();
    services.AddMoving();
    services.AddHealth();
    services.AddTelemetry(builder.Configuration);

    // What the bot can do
    services.AddSingleton<ICapability, CapturesCapability>();
    services.AddCaptures();
    services.AddSingleton<ICapability, FollowUpsCapability>();
    services.AddSingleton<ICapability, RecordsCapability>();
    services.AddRecords();
    services.AddSingleton<ICapability, RemindersCapability>();
    services.AddReminders();
    services.AddSingleton<ICapability, CareCapability>();
    services.AddCare();
    services.AddSingleton<ICapability, RequestsCapability>();
    services.AddRequests();
    services.AddSingleton<ICapability, TodayCapability>();
    services.AddSingleton<ICapability, PlansCapability>();
    services.AddSingleton<OpenItems>().AddSingleton<Upcoming>().AddSingleton<Reminding>();
    services.AddSingleton<ICapability, AbsencesCapability>();
    services.AddSingleton<ICapability, CustomersCapability>();
    services.AddCustomers();
    services.AddSingleton<ICapability, ContactsCapability>();
    services.AddContacts();
    services.AddSingleton<ICapability, CollaboratorsCapability>();
    services.AddCollaborators();
    services.AddSingleton<ICapability, TimelineCapability>();
    services.AddSingleton<Pages>();
    services.AddSingleton<ICapability, BriefsCapability>();
    services.AddSingleton<ICapability, WishesCapability>();
    services.AddWishes();
    services.AddSingleton<ICapability, TeamCapability>();
    services.AddSingleton<ICapability, OwnershipCapability>();
    services.AddOwnership();
    services.AddSingleton<ICapability, LearningCapability>();
    services.AddLearning();
    services.AddSingleton<ICapability, ReviewsCapability>();
    services.AddReviews();
    services.AddSingleton<ICapability, AuditCapability>();
    services.AddSingleton<ICapability, FailuresCapability>();
    services.AddSingleton<ICapability, FieldsCapability>();
    services.AddSingleton<FieldBooks>();
    services.AddSingleton<ICapability, DuplicatesCapability>();
    services.AddDuplicates();
    services.AddSingleton<ICapability, PrivacyCapability>();
    services.AddPrivacy();
    services.AddSingleton<ICapability, ImportCapability>();
    services.AddSingleton<ICapability, ExportCapability>();
    services.AddSingleton<ICapability, SettingsCapability>();
    services.AddSingleton<ICapability, HelpCapability>();

    // The demo company and its chat page
    if (demo)
    {
        services.AddDemo();
        services.AddWebChat();
    }

    var app = builder.Build();
    app.CheckRooms();
    await Engine.CheckAsync(app.Services, CancellationToken.None);
    app.MapBotActivities("/api/messages");
    app.MapHealth();
    app.MapFiles();
    if (demo)
    {
        app.MapWebChat();
        app.MapDevEndpoints();
        await app.Services.GetRequiredService<DemoStart>().RunAsync(CancellationToken.None);
    }

    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (Refusals.Explain(refusal) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
