using Azure.Core;
using Azure.Core.Pipeline;

namespace CrmBot.Storage;

/// <summary>Section <c>Storage:AzureTables</c> of the settings.</summary>
public sealed class AzureTablesOptions
{
    public const string Section = "Storage:AzureTables";

    /// <summary>With an account key or a shared access signature; or <c>UseDevelopmentStorage=true</c>. A secret.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Instead of a connection string: <c>https://account.table.core.windows.net</c>, with Entra ID or with <see cref="Sas"/>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A shared access signature for <see cref="Endpoint"/>. A secret.</summary>
    public string? Sas { get; set; }

    /// <summary>Begins the name of every table: letters and digits, a letter first, at most 40. Two bots with one prefix are two replicas.</summary>
    public string TablePrefix { get; set; } = "crmbot";

    /// <summary>How often a call is tried again after an answer that was lost, a 5xx or a throttled one.</summary>
    internal int Retries { get; set; } = 4;

    /// <summary>Before the first try again; doubled for each, with jitter. <c>Retry-After</c> of the service comes first.</summary>
    internal TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one try may stay silent. The service itself gives up a query after 5 s.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Another identity than this process has, for tests.</summary>
    internal TokenCredential? Credential { get; set; }

    /// <summary>Another way to the service, for tests.</summary>
    internal HttpPipelineTransport? Transport { get; set; }

    /// <exception cref="StorageSettingException">The settings lead to no account or to no table; nothing was asked for it.</exception>
    public void Check()
    {
        CheckedPrefix();
        TableConnection.Of(this);
    }

    /// <exception cref="StorageSettingException">The prefix begins no table name.</exception>
    internal string CheckedPrefix() =>
        TablePrefix is { Length: > 0 and <= 40 } prefix && char.IsAsciiLetter(prefix[0]) && prefix.All(char.IsAsciiLetterOrDigit)
            ? prefix
            : throw new StorageSettingException("Storage:AzureTables:TablePrefix is 1 to 40 letters and digits, a letter first.");
}

/// <summary>A setting of the store is missing or wrong; the message is a sentence for the operator and holds no secret.</summary>
public sealed class StorageSettingException : Exception
{
    public StorageSettingException(string message) : base(message) { }
    public StorageSettingException(string message, Exception inner) : base(message, inner) { }
    public StorageSettingException() { }
}
