using System.Globalization;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>
/// Ids of records that are moved in: what the file calls them, else made of what they say, so that the same record of another file
/// has the same id and is there only once.
/// </summary>
internal static class RecordIds
{
    public static string Of(AuthoredRecord row, string customerId) => row.Said switch
    {
        Entry.OfOrder { No: { } no } => no,
        Entry.OfOrder order => Ids.Hash("order", customerId, CellValues.Day(order.Day), CellValues.Amount(order.Amount), order.Currency),
        Entry.OfFollowUp { RecordId: { } id } when IsId(id) => id,
        Entry.OfFollowUp followUp => Ids.Hash(
            "follow-up", customerId, row.Author.Id, At(followUp, row.Author).UtcTicks.ToString(CultureInfo.InvariantCulture), followUp.Summary),
        Entry.OfContact contact => Ids.Hash("contact", customerId, contact.Name),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no record of a customer."),
    };

    /// <summary>When a contact took place; at noon where only the day is told.</summary>
    public static DateTimeOffset At(Entry.OfFollowUp entry, Person author) => Zones.InstantOf(entry.Day, entry.Time ?? new TimeOnly(12, 0), author.Zone);

    private static bool IsId(string said) => said.Length is > 0 and <= 40 && said.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
