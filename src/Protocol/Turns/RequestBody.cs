using System.Buffers;
using System.IO.Pipelines;

namespace CrmBot.Protocol;

/// <summary>Reads a body up to a cap and parses it where it lies.</summary>
internal static class RequestBody
{
    /// <summary>Null when the body is longer than the cap.</summary>
    public static async ValueTask<ActivityParse?> ParseAsync(PipeReader body, int cap)
    {
        while (true)
        {
            var result = await body.ReadAsync();
            var bytes = result.Buffer;
            if (bytes.Length > cap)
            {
                body.AdvanceTo(bytes.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var parse = Parse(bytes);
                body.AdvanceTo(bytes.End);
                return parse;
            }

            body.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    private static ActivityParse Parse(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            return ActivityReader.Parse(bytes.FirstSpan);
        }

        var length = (int)bytes.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            bytes.CopyTo(whole);
            return ActivityReader.Parse(whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
