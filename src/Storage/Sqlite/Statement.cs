using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>A prepared statement whose parameters are named ?1, ?2 and so on, reused for the life of its connection.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql, int parameters = 0)
    {
        command = new SqliteCommand(sql, connection);
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
        }

        command.Prepare();
    }

    /// <returns>The number of rows changed.</returns>
    public int Run() => command.ExecuteNonQuery();

    public SqliteDataReader Read() => command.ExecuteReader();

    public Statement Bind(int parameter, byte[] value) => Set(parameter, SqliteType.Blob, value);

    public Statement Bind(int parameter, long value) => Set(parameter, SqliteType.Integer, value);

    public Statement Bind(int parameter, ReadOnlyMemory<byte> value) =>
        Bind(parameter, MemoryMarshal.TryGetArray(value, out var array) && array.Offset == 0 && array.Count == array.Array!.Length
            ? array.Array
            : value.ToArray());

    public void Dispose() => command.Dispose();

    private Statement Set(int parameter, SqliteType type, object value)
    {
        var slot = command.Parameters[parameter - 1];
        slot.SqliteType = type;
        slot.Value = value;
        return this;
    }
}
