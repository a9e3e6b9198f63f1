using System.Globalization;

namespace CrmBot.Protocol.Bench;

/// <summary>What is measured, from the command line.</summary>
/// <param name="Rounds">Of each round every variant takes part once at each width; medians of all rounds count.</param>
/// <param name="Window">How long each is measured in a round.</param>
internal sealed record Settings(int Rounds, TimeSpan Window)
{
    public const string Usage = """
        dotnet run -c Release --project bench/Protocol -- [--rounds N] [--seconds N]

          --rounds N   rounds in which the variants take turns (17)
          --seconds N  how long each is measured in a round, at each width (1)
        """;

    /// <summary>Null when the command line cannot be read.</summary>
    public static Settings? Read(string[] args)
    {
        var settings = new Settings(17, TimeSpan.FromSeconds(1));
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--rounds" when Number(args, ++i) is > 0 and var rounds:
                    settings = settings with { Rounds = rounds };
                    break;
                case "--seconds" when Number(args, ++i) is > 0 and var seconds:
                    settings = settings with { Window = TimeSpan.FromSeconds(seconds) };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }

    private static int Number(string[] args, int at) =>
        at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
