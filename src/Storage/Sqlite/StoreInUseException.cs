namespace CrmBot.Storage;

/// <summary>Another bot holds the database; the message is for the operator.</summary>
public sealed class StoreInUseException : Exception
{
    public StoreInUseException(string path, Exception? inner)
        : base($"Another bot already uses the database '{path}'. Stop it first, or give this one another Storage:Sqlite:Path; "
            + "to run several replicas set Storage:Engine to AzureTables.", inner)
    {
    }

    public StoreInUseException(string message) : base(message) { }

    public StoreInUseException() { }
}
