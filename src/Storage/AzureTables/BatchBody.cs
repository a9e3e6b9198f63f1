namespace CrmBot.Storage;

/// <summary>An entity group transaction as multipart text. Source: Microsoft's "Performing entity group transactions".</summary>
internal static class BatchBody
{
    public const string Accept = "application/json;odata=minimalmetadata";
    public const string DataServiceVersion = "3.0";

    /// <summary>Also the id of the write that every row of it carries.</summary>
    /// <exception cref="ArgumentException">The text is longer than the service takes, or a change lacks its version.</exception>
    public static RentedText Write(string tableUrl, string partition, IReadOnlyList<Change> changes, string id)
    {
        var text = new RentedText(changes.Sum(change => EntityCall.LengthOf(change) + tableUrl.Length + 3 * (partition.Length + change.RowKey.Length) + 512));
        text.Say("--batch_"u8);
        text.Say(id);
        text.Say("\r\nContent-Type: multipart/mixed; boundary=changeset_"u8);
        text.Say(id);
        text.Say("\r\n\r\n"u8);
        foreach (var change in changes)
        {
            var call = EntityCall.Of(tableUrl, partition, change);
            text.Say("--changeset_"u8);
            text.Say(id);
            text.Say("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
            text.Say(call.Method.Method);
            text.Say(" "u8);
            text.Say(call.Url);
            text.Say(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
            if (call.IfMatch is not null)
            {
                text.Say("If-Match: "u8);
                text.Say(call.IfMatch);
                text.Say("\r\n"u8);
            }

            if (call.HasBody)
            {
                text.Say("Content-Type: application/json\r\nPrefer: return-no-content\r\n\r\n"u8);
                call.WriteBody(text, id);
                text.Say("\r\n"u8);
            }
            else
            {
                text.Say("\r\n\r\n"u8);
            }
        }

        text.Say("--changeset_"u8);
        text.Say(id);
        text.Say("--\r\n--batch_"u8);
        text.Say(id);
        text.Say("--\r\n"u8);
        return text.Count <= Limits.SetBytes
            ? text
            : throw new ArgumentException($"A change set of {text.Count} bytes on the wire is more than {Limits.SetBytes}.", nameof(changes));
    }
}
