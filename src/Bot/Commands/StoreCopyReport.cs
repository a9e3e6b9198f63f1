using System.Globalization;
using CrmBot.Storage;

namespace CrmBot.Bot.Commands;

/// <summary>Says how a copy goes on: a line for every table, and one every two seconds in between.</summary>
internal sealed class StoreCopyReport(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly long _started = time.GetTimestamp();
    private (string Table, bool Comparing) _at = ("", false);
    private long _last, _from, _rowsFrom;

    public void Tell(CopyProgress now)
    {
        if (_at != (now.Table, now.Comparing))
        {
            // A copy that goes on begins somewhere inside a table.
            _at = (now.Table, now.Comparing);
            (_from, _rowsFrom) = (time.GetTimestamp(), now.Rows);
        }
        else if (time.GetElapsedTime(_last) < Pause)
        {
            return;
        }

        _last = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_from).TotalSeconds;
        var rate = now.Rows > _rowsFrom && seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {(now.Rows - _rowsFrom) / seconds:N0} rows/s") : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetElapsedTime(_started):hh\\:mm\\:ss} {(now.Comparing ? "compare" : "copy   ")} {now.Table,-8} {now.Rows:N0} rows{rate}"));
    }

    public static string Line(TableProof table) => table.IsEqual
        ? string.Create(CultureInfo.InvariantCulture, $"{table.Table,-8} {table.SourceRows:N0} rows, sha256 {table.SourceHash[..16]}, equal")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Table,-8} {table.SourceRows:N0} and {table.TargetRows:N0} rows, sha256 {table.SourceHash[..16]} and {table.TargetHash[..16]}: {table.Missing:N0} missing, {table.Extra:N0} too many, {table.Different:N0} different");
}
