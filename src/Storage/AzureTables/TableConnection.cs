namespace CrmBot.Storage;

/// <summary>Where the tables are and what proves that the bot may use them. With neither key nor SAS, Entra ID is asked.</summary>
internal sealed class TableConnection
{
    /// <summary>Address and key that Microsoft publishes for its storage emulators.</summary>
    private const string DevAccount = "devstoreaccount1";
    private const string DevKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private TableConnection(Uri endpoint, string account, byte[]? key, string? sas) =>
        (Endpoint, Account, Key, Sas) = (endpoint, account, key, sas);

    /// <summary>Without a slash at its end.</summary>
    public Uri Endpoint { get; }

    public string Account { get; }

    public byte[]? Key { get; }

    /// <summary>The query of a shared access signature, without its question mark.</summary>
    public string? Sas { get; }

    /// <exception cref="StorageSettingException">The settings lead to no account; the message says which, and quotes no secret.</exception>
    public static TableConnection Of(AzureTablesOptions options)
    {
        var text = options.ConnectionString;
        if (string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(options.Endpoint))
        {
            throw new StorageSettingException(
                "Storage:Engine AzureTables needs either Storage:AzureTables:ConnectionString or Storage:AzureTables:Endpoint, and not both.");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            var endpoint = AddressOf(options.Endpoint!, "Storage:AzureTables:Endpoint");
            return new TableConnection(endpoint, AccountIn(endpoint), null, SasOf(options.Sas));
        }

        return string.IsNullOrWhiteSpace(options.Sas)
            ? Of(ConnectionText.Read(text))
            : throw new StorageSettingException("Storage:AzureTables:Sas goes with Storage:AzureTables:Endpoint; in a connection string it is SharedAccessSignature.");
    }

    private static TableConnection Of(ConnectionText text)
    {
        if (string.Equals(text["UseDevelopmentStorage"], "true", StringComparison.OrdinalIgnoreCase))
        {
            var host = AddressOf(text["DevelopmentStorageProxyUri"] ?? "http://127.0.0.1", "DevelopmentStorageProxyUri");
            return new TableConnection(new Uri($"{host.Scheme}://{host.Host}:10002/{DevAccount}"), DevAccount, Convert.FromBase64String(DevKey), null);
        }

        var endpoint = AddressOf(text["TableEndpoint"] ?? Derived(text), "TableEndpoint in Storage:AzureTables:ConnectionString");
        if (text["AccountKey"] is not { } key)
        {
            var sas = SasOf(text["SharedAccessSignature"])
                ?? throw new StorageSettingException("Storage:AzureTables:ConnectionString holds neither AccountKey nor SharedAccessSignature. Without either, set Storage:AzureTables:Endpoint.");
            return new TableConnection(endpoint, text["AccountName"] ?? AccountIn(endpoint), null, sas);
        }

        if (key == DevKey && !IsThisMachine(endpoint))
        {
            throw new StorageSettingException("Storage:AzureTables:ConnectionString holds the emulators' public key, and its address is not this machine.");
        }

        return new TableConnection(endpoint, text["AccountName"] ?? AccountIn(endpoint), Bytes(key), null);
    }

    private static string Derived(ConnectionText text) => text["AccountName"] is { } account
        ? $"{text["DefaultEndpointsProtocol"] ?? "https"}://{account}.table.{text["EndpointSuffix"] ?? "core.windows.net"}"
        : throw new StorageSettingException("Storage:AzureTables:ConnectionString holds neither AccountName nor TableEndpoint.");

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? bytes[..length]
            : throw new StorageSettingException("The AccountKey in Storage:AzureTables:ConnectionString is not base64. Copy it again.");
    }

    private static string? SasOf(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().TrimStart('?') is var sas && sas.Contains("sig=", StringComparison.Ordinal) ? sas
        : throw new StorageSettingException("The shared access signature has no sig. Copy it again.");

    private static Uri AddressOf(string text, string setting)
    {
        // A query would be a SAS: it has its own setting, and an address may be quoted.
        if (!Uri.TryCreate(text.Trim().TrimEnd('/'), UriKind.Absolute, out var address) || address.Query.Length > 0
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            throw new StorageSettingException($"{setting} is not an address such as https://account.table.core.windows.net (a shared access signature does not belong into it).");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !IsThisMachine(address))
        {
            throw new StorageSettingException($"{setting} is http and not on this machine. Use https.");
        }

        return address.Host.Contains(".table.cosmos.", StringComparison.OrdinalIgnoreCase)
            ? throw new StorageSettingException($"{setting} is an Azure Cosmos DB account. The bot uses the tables of an Azure Storage account.")
            : address;
    }

    private static bool IsThisMachine(Uri address) => address.IsLoopback || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // An emulator has the account in its path, Azure in its name.
    private static string AccountIn(Uri endpoint) =>
        endpoint.AbsolutePath.Trim('/') is { Length: > 0 } path ? path : endpoint.Host.Split('.')[0].Replace("-secondary", "", StringComparison.Ordinal);
}
