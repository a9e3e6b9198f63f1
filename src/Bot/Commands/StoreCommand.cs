using System.CommandLine;

namespace CrmBot.Bot.Commands;

/// <summary><c>store</c>: what an operator does with a store while no bot works on it.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "The bot's store, while no bot works on it.")
    {
        StoreCopyCommand.Create(), StoreCheckCommand.CreateCheck(), StoreCheckCommand.CreateRebuild(),
    };
}
