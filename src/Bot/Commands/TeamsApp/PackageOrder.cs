namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>What differs from one organisation's app package to another's. What is null stays as the manifest has it.</summary>
/// <param name="AppId">App id of the bot registration; becomes the id of the app as well.</param>
/// <param name="Host">Public host name alone.</param>
internal sealed record PackageOrder(string AppId, string Host)
{
    /// <summary>In every language, short and full.</summary>
    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Developer { get; init; }

    /// <summary>Null: the host's root. The same goes for <see cref="Privacy"/> and <see cref="Terms"/>.</summary>
    public string? Website { get; init; }

    public string? Privacy { get; init; }

    public string? Terms { get; init; }

    /// <summary>What is wrong with it, in sentences that name the option.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Guid.TryParseExact(AppId, "D", out var id) || id == Guid.Empty)
        {
            yield return $"--app-id '{AppId}' is not the app id of a bot registration: it must be a GUID such as 1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b.";
        }

        if (!IsHostName(Host))
        {
            yield return $"--host '{Host}' must be a public host name alone, such as bot.example.com: no scheme, no port, no path, no address in numbers.";
        }

        if (Name is not null && string.IsNullOrWhiteSpace(Name))
        {
            yield return "--name must not be empty.";
        }

        if (Developer is not null && string.IsNullOrWhiteSpace(Developer))
        {
            yield return "--developer must not be empty.";
        }

        foreach (var (option, url) in new[] { ("--website", Website), ("--privacy", Privacy), ("--terms", Terms) })
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps))
            {
                yield return $"{option} '{url}' must be a whole https address.";
            }
        }
    }

    private static bool IsHostName(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns && host.All(char.IsAscii)
        && host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.') && !host.EndsWith('.');
}

/// <summary>What became of an order.</summary>
internal abstract record PackageOutcome
{
    private PackageOutcome()
    {
    }

    /// <param name="Version">Of the app.</param>
    public sealed record Made(ReadOnlyMemory<byte> Zip, string Version) : PackageOutcome;

    /// <param name="Faults">At least one sentence.</param>
    public sealed record Refused(IReadOnlyList<string> Faults) : PackageOutcome;
}
