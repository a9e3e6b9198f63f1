namespace CrmBot.Storage;

/// <summary>A connection string as Azure's portal gives it: names and values, names without case, a value after the first equals sign.</summary>
internal sealed class ConnectionText
{
    private readonly Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionText()
    {
    }

    public string? this[string name] => parts.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="StorageSettingException">It is no connection string; the message quotes none of its values.</exception>
    public static ConnectionText Read(string text)
    {
        var read = new ConnectionText();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new StorageSettingException("Storage:AzureTables:ConnectionString has a part without a name. It is written Name=value;Name=value.");
            }

            var name = part[..at].Trim();
            if (!read.parts.TryAdd(name, part[(at + 1)..].Trim()))
            {
                throw new StorageSettingException($"Storage:AzureTables:ConnectionString has {name} twice.");
            }
        }

        return read;
    }
}
