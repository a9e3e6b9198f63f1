using System.Buffers;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>The answer to an invoke: it becomes the HTTP response itself. <see cref="CardAnswers"/>, <see cref="DialogAnswers"/> and <see cref="SearchAnswers"/> make those of each kind.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">UTF-8 JSON, written as it is; may be empty.</param>
public sealed record InvokeResponse(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly InvokeResponse Ok = new(200, default);

    /// <summary>Nobody knows this invoke.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501, default);

    public static InvokeResponse Empty(int status = 200) => status == 200 ? Ok : new(status, default);

    public static InvokeResponse Json(int status, ReadOnlyMemory<byte> body) => new(status, body);

    internal static InvokeResponse Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var json = ActivityWriter.Begin(buffer);
        write(json, value);
        ActivityWriter.End(json);
        return new InvokeResponse(200, buffer.WrittenMemory);
    }
}
