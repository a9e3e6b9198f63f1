using System.Runtime.CompilerServices;

namespace CrmBot.Conversations.Tests;

/// <summary>
/// Every host of these tests would watch its settings files, and Linux gives a user 128 such watches; nothing here changes
/// a settings file under a running host.
/// </summary>
internal static class NoWatching
{
#pragma warning disable CA2255 // It is meant for libraries that others load; this one is loaded by the test runner only.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Begin() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
