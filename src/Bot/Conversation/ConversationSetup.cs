using CrmBot.Bot.Customers;
using CrmBot.Bot.Demo;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Cards;
using CrmBot.Language;
using CrmBot.Protocol;
using CrmBot.Scheduler;
using CrmBot.Storage;

namespace CrmBot.Bot.Conversation;

/// <summary>What hears and answers.</summary>
internal static class ConversationSetup
{
    public static IServiceCollection AddConversation(this IServiceCollection services) => services
        .AddSingleton<Routes>()
        .AddSingleton<SpeakerDirectory>()
        .AddSingleton<Roster>()
        .AddSingleton<Reachability>()
        .AddSingleton<Speaker>()
        .AddSingleton<AtHome>()
        .AddSingleton<Answering>()
        .AddSingleton<IInbox, Inbox>()
        .AddHostedService<InboxSweep>()
        .AddSingleton<ITurnHandler, Router>()
        .AddSingleton<IPromptDelivery, DueDelivery>()
        .AddSingleton<CustomerNames>()
        .AddSingleton<INameSignal>(s => s.GetRequiredService<CustomerNames>())
        .AddSingleton<Topics>()
        .AddSingleton<CustomerFinder>()
        .AddSingleton<ContactFinder>()
        .AddSingleton<Understanding>()
        .AddSingleton<FollowUpForms>()
        .AddSingleton<Guard>()
        .AddSingleton<ChoosingCustomer>()
        .AddSingleton<CustomerSearch>()
        .AddSingleton<SavedDrafts>()
        .AddSingleton<DraftWarnings>()
        .AddHostedService(s => s.GetRequiredService<DraftWarnings>())
        .AddSingleton<FollowUpFiling>()
        .AddSingleton<BegunForms>()
        .AddSingleton<Remembering>();

    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoClock>()
        .AddSingleton<DemoStart>()
        .AddSingleton<ClockReader>();

    /// <summary>Loads what must be right before the first turn: cards, phrases and routes.</summary>
    public static void CheckRooms(this WebApplication app)
    {
        app.Services.GetRequiredService<CardShelf>();
        var phrases = app.Services.GetRequiredService<Phrasebook>();
        var routes = app.Services.GetRequiredService<Routes>();
        if (phrases.Concepts.FirstOrDefault(c => routes.Text(c) is null) is { } unheard)
        {
            throw new InvalidOperationException($"The concept '{unheard}' in phrases/ leads to no capability.");
        }
    }
}
