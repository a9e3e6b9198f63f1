namespace CrmBot.Bot.Contacts;

internal static class ContactsSetup
{
    public static IServiceCollection AddContacts(this IServiceCollection services) => services.AddSingleton<Keeping>();
}
