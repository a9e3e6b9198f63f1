namespace CrmBot.Language.Tests;

internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Phrases => Path.Combine(Root, "phrases");

    public static Phrasebook Book { get; } = Phrasebook.Load(Phrases);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CrmBot.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
