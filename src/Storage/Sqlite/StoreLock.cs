namespace CrmBot.Storage;

/// <summary>
/// Holds <c>{path}.lock</c> for as long as the store is open. The operating system lets go of it when the process dies,
/// however it dies, so holding it proves that an older bot is dead. The file itself stays: removing it would let two
/// bots hold two files of the same name.
/// </summary>
internal static class StoreLock
{
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new StoreInUseException(path, e);
        }
    }

    // EWOULDBLOCK on Linux and macOS, sharing and lock violation on Windows.
    private static bool IsHeld(IOException e) =>
        e.GetType() == typeof(IOException) && e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
