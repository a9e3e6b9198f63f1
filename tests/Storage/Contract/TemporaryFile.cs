namespace CrmBot.Storage.Tests.Contract;

/// <summary>A database path in a folder of its own, removed by the test at its end. The last folder does not exist yet.</summary>
internal sealed class TemporaryFile
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("crmbot-tables-");

    public string Path => System.IO.Path.Combine(folder.FullName, "data", "crmbot.db");

    public void Remove() => folder.Delete(recursive: true);
}
