using System.Globalization;

namespace CrmBot.Bot.Bench;

/// <summary>What is measured, from the command line.</summary>
/// <param name="Published">Folder of the published bot.</param>
/// <param name="Publish">False to measure what lies there already.</param>
/// <param name="Starts">How many starts the start time is the median of.</param>
/// <param name="Idle">From the first answer until the memory is read.</param>
/// <param name="Filings">How many are measured at each width; 0 leaves filing out.</param>
internal sealed record Settings(string Published, bool Publish, int Starts, TimeSpan Idle, int Filings)
{
    public const string Usage = """
        dotnet run -c Release --project bench/Bot -- [--quick] [--starts N] [--filings N] [--no-publish] [--bot FOLDER]

          --quick       memory after 10 s instead of 60 s
          --starts N    starts of the bot, of which the median counts (5)
          --filings N   filings measured at 1 and at 16 at once (320, at most 400); 0 measures start and memory only
          --no-publish  take what was published before
          --bot FOLDER  take what is published there
        """;

    // A customer may have 60 open steps and every filing adds one; there are 20 customers, and both widths and the warm-up file.
    private const int MostFilings = 400;

    /// <summary>Null when the command line cannot be read.</summary>
    public static Settings? Read(string[] args)
    {
        var settings = new Settings(Path.Combine(Repository, "artifacts", "publish-bench"), true, 5, TimeSpan.FromSeconds(60), 320);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    settings = settings with { Idle = TimeSpan.FromSeconds(10) };
                    break;
                case "--no-publish":
                    settings = settings with { Publish = false };
                    break;
                case "--bot" when i + 1 < args.Length:
                    settings = settings with { Published = Path.GetFullPath(args[++i]), Publish = false };
                    break;
                case "--starts" when Number(args, ++i) is > 0 and var starts:
                    settings = settings with { Starts = starts };
                    break;
                case "--filings" when Number(args, ++i) is >= 0 and <= MostFilings and var filings:
                    settings = settings with { Filings = filings };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }

    /// <summary>The folder that holds the solution, above this program's.</summary>
    public static string Repository
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "CrmBot.sln")))
            {
                at = at.Parent ?? throw new InvalidOperationException("Run this from a build inside the repository.");
            }

            return at.FullName;
        }
    }

    private static int Number(string[] args, int at) =>
        at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
