namespace CrmBot.Bot.Customers;

internal static class CustomersSetup
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<AskedCustomer>()
        .AddSingleton<Alike>()
        .AddSingleton<LikeTags>()
        .AddSingleton<Creating>()
        .AddSingleton<Editing>()
        .AddSingleton<Setting>()
        .AddSingleton<Where>();
}
