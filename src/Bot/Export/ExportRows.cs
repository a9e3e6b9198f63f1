using CrmBot.Bot.Fields;
using CrmBot.Bot.Import;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Export;

/// <summary>Records as rows, in the order of <see cref="Columns.Of"/>.</summary>
/// <param name="from">First day that is asked for; null for no bound.</param>
/// <param name="to">Last day; null for no bound.</param>
internal sealed class ExportRows(RecordStore records, CellWords codes, Company company, string tenant, string language, DateOnly? from, DateOnly? to)
{
    // A name that two people have would not lead back to one of them.
    private readonly Dictionary<string, string> names = company.People
        .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
        .SelectMany(same => same.Select(p => (p.Id, Name: same.Count() == 1 && p.Name.Length > 0 ? p.Name : p.Id)))
        .ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);

    public bool IsAsked(DateOnly day) => (from is null || day >= from) && (to is null || day <= to);

    /// <summary>The day of a contact where its author is.</summary>
    public DateOnly DayOf(FollowUp followUp) => Zones.DayOf(followUp.ContactedAt, ZoneOf(followUp));

    public IReadOnlyList<string> Of(Customer head) =>
    [
        head.Id, head.Name, CellValues.List(head.Aliases), Name(head.OwnerId), CellValues.List(head.Helpers.Select(Name)),
        codes.Write(head.Tier, language), codes.Write(head.Stage, language), codes.Write(head.Status, language), codes.WriteYes(head.Vip, language),
        head.LastContact is { } last ? CellValues.Day(last) : "", head.Industry ?? "", CellValues.List(head.Tags ?? []),
    ];

    public IReadOnlyList<string> Of(Customer head, Contact contact) =>
    [
        head.Id, head.Name, contact.Name, contact.Called ?? "", contact.Title ?? "", contact.Phone ?? "", contact.Mail ?? "", contact.WeChat ?? "", contact.Family ?? "", contact.Taste ?? "",
        contact.Taboo ?? "", contact.Born is { } born ? Birthdays.Say(born, false, language) : "", contact.BornLunar is { } lunar ? Birthdays.Say(lunar, true, language) : "",
        codes.WriteYes(contact.Main is true, language), contact.LeftOn is { } left ? CellValues.Day(left) : "",
    ];

    public IReadOnlyList<string> Of(Customer head, Order order) =>
        [head.Id, head.Name, order.Id, CellValues.Day(order.Day), CellValues.Amount(order.Amount), order.Currency];

    public async ValueTask<IReadOnlyList<string>> OfAsync(CustomerFile customer, FollowUp followUp, CancellationToken ct)
    {
        var head = customer.Head;
        var step = followUp.NextStepId is not { } id ? null
            : customer.Steps.FirstOrDefault(s => s.Id == id) ?? await records.StepAsync(tenant, head.Id, id, ct);
        var materials = followUp.Gist?.Materials is null ? null : await MaterialsAsync(customer, followUp, ct);
        return
        [
            head.Id, head.Name, followUp.Id, CellValues.Moment(Zones.LocalOf(followUp.ContactedAt, ZoneOf(followUp))), codes.Write(followUp.Channel, language),
            followUp.ContactName ?? "", Name(followUp.AuthorId), followUp.Summary, codes.Write(followUp.Sentiment, language), codes.Write(followUp.Status, language),
            step?.What ?? "", step is null ? "" : CellValues.Moment(step.DueDay.ToDateTime(step.DueTime ?? TimeOnly.MinValue)),
            step is null ? "" : codes.Write(step.State, language), followUp.NoNextStepBecause ?? "",
            .. GistColumns.Write(followUp.Gist, step?.Resources, materials, codes, language, Name),
        ];
    }

    /// <summary>The step in which materials are prepared, open or closed; null for none, and for one that was taken out.</summary>
    private async ValueTask<Step?> MaterialsAsync(CustomerFile customer, FollowUp followUp, CancellationToken ct)
    {
        foreach (var id in Filing.MaterialsSteps(followUp))
        {
            if ((customer.Steps.FirstOrDefault(s => s.Id == id) ?? await records.StepAsync(tenant, customer.Head.Id, id, ct)) is { What.Length: > 0 } step)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>What was filed in each of the company's own fields, in their order, also those that are not in use any more.</summary>
    public IEnumerable<string> Own(FieldBook fields, FollowUp followUp) =>
        fields.All.Select(f => followUp.Fields?.GetValueOrDefault(f.Id) is { } value ? FieldLines.InFile(f, value, language) : "");

    /// <summary>The name, or the id of one who cannot be found by it.</summary>
    public string Name(string personId) => names.GetValueOrDefault(personId, personId);

    private string ZoneOf(FollowUp followUp) => company.Find(followUp.AuthorId)?.Zone is { } zone && Zones.IsKnown(zone) ? zone : "Etc/UTC";
}
