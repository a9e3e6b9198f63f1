namespace CrmBot.Bot.Tests.WebChat;

/// <summary>A database path in a folder of its own, which goes with it.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmbot");

    public string Path => System.IO.Path.Combine(_folder.FullName, "chat.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
