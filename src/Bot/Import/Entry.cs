using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>Which customer a row is about: by id where the id is one of this tenant, else by name.</summary>
internal sealed record CustomerSaid(string? Id, string Name);

/// <summary>A row that was understood. People are as written: who they are is looked up later.</summary>
internal abstract record Entry(int Row, CustomerSaid Customer, IReadOnlyList<string> Cells)
{
    internal sealed record OfCustomer(
        int Row, CustomerSaid Customer, IReadOnlyList<string> Cells, IReadOnlyList<string> Aliases, string? Owner, IReadOnlyList<string> Helpers,
        Tier? Tier, Stage? Stage, Status? Status, bool? Vip, DateOnly? LastContact) : Entry(Row, Customer, Cells)
    {
        public string? Industry { get; init; }
        public IReadOnlyList<string> Tags { get; init; } = [];
    }

    internal sealed record OfContact(
        int Row, CustomerSaid Customer, IReadOnlyList<string> Cells, string Name, string? Called, string? Title, string? Phone) : Entry(Row, Customer, Cells)
    {
        /// <summary>What else is told; its own id and name say nothing.</summary>
        public Contact Rest { get; init; } = new("", Name, null, null, null);
    }

    /// <param name="No">Null where the file gives none: then what the order says tells it from others.</param>
    internal sealed record OfOrder(
        int Row, CustomerSaid Customer, IReadOnlyList<string> Cells, string? No, DateOnly Day, decimal Amount, string Currency) : Entry(Row, Customer, Cells);

    /// <param name="Time">Null where only the day is told.</param>
    /// <param name="NextState">As the file says it; null where the date of the next step decides.</param>
    internal sealed record OfFollowUp(
        int Row, CustomerSaid Customer, IReadOnlyList<string> Cells, string? RecordId, DateOnly Day, TimeOnly? Time, Channel Channel, string? Contact,
        string? Author, string Summary, Sentiment? Sentiment, Status? Status, string? NextWhat, DateOnly? NextDay, TimeOnly? NextTime,
        StepState? NextState, string? NoNextStepBecause) : Entry(Row, Customer, Cells)
    {
        /// <summary>What was told part by part, but for who is to help; null for nothing.</summary>
        public Gist? Gist { get; init; }

        /// <summary>When the materials are to be ready; null where no day is said.</summary>
        public DateOnly? MaterialsDay { get; init; }

        /// <summary>Colleagues who are to help.</summary>
        public IReadOnlyList<string> HelpFrom { get; init; } = [];
        /// <summary>Values of the company's own fields, as they are kept; null for none.</summary>
        public IReadOnlyDictionary<string, string>? Fields { get; init; }
    }
}
