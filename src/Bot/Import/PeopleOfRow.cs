using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>An entry whose people are known.</summary>
internal abstract record Ready(Entry Entry);

internal sealed record OwnedCustomer(Entry.OfCustomer Said, Person Owner, IReadOnlyList<string> Helpers) : Ready(Said);

/// <param name="Author">Who wrote a follow-up; for other records whoever moves them in.</param>
internal sealed record AuthoredRecord(Entry Said, Person Author) : Ready(Said)
{
    /// <summary>Ids of the colleagues whom a follow-up asks for help.</summary>
    public IReadOnlyList<string> Helpers { get; init; } = [];
}

/// <summary>Finds the people that a row names, and whether whoever sends the file may name them.</summary>
internal static class PeopleOfRow
{
    /// <summary>Either the entry or the fault is null.</summary>
    public static async Task<(Ready? Ready, RowFault? Fault)> FindAsync(ImportScene scene, Entry entry, CancellationToken ct)
    {
        switch (entry)
        {
            case Entry.OfCustomer customer:
                var (owner, fault) = await OneAsync(scene, entry, Columns.Owner, customer.Owner, ct);
                var (helpers, unknown) = await AllAsync(scene, entry, Columns.Helpers, customer.Helpers, ct);
                fault ??= unknown;
                fault ??= owner is { Left: true } ? new RowFault(entry.Row, Columns.Owner, Whys.Nobody, entry.Cells) : null;
                return fault is null ? (new OwnedCustomer(customer, owner!, helpers), null) : (null, fault);
            case Entry.OfFollowUp followUp:
                var (author, wrong) = await OneAsync(scene, entry, Columns.Author, followUp.Author, ct);
                var (asked, nobody) = await AllAsync(scene, entry, GistColumns.HelpFrom, followUp.HelpFrom, ct);
                return (wrong ?? nobody) is { } why ? (null, why) : (new AuthoredRecord(entry, author!) { Helpers = asked }, null);
            default:
                return (new AuthoredRecord(entry, scene.Me), null);
        }
    }

    private static async Task<(IReadOnlyList<string> People, RowFault? Fault)> AllAsync(
        ImportScene scene, Entry entry, string column, IReadOnlyList<string> said, CancellationToken ct)
    {
        var (people, fault) = (new List<string>(), (RowFault?)null);
        foreach (var name in said)
        {
            var who = await scene.FindAsync(name, ct);
            fault ??= Wrong(entry, column, who);
            people.Add((who as Who.One)?.Person.Id ?? "");
        }

        return ([.. people.Distinct(StringComparer.Ordinal)], fault);
    }

    /// <summary>The person of a column; nobody named is whoever sends the file.</summary>
    private static async Task<(Person? Person, RowFault? Fault)> OneAsync(ImportScene scene, Entry entry, string column, string? said, CancellationToken ct)
    {
        var who = said is null ? new Who.One(scene.Me) : await scene.FindAsync(said, ct);
        var fault = Wrong(entry, column, who)
            ?? (who is Who.One { Person.Id: var id } && id != scene.Me.Id && !scene.MayForOthers ? new RowFault(entry.Row, column, Whys.NotYours, entry.Cells) : null);
        return ((who as Who.One)?.Person, fault);
    }

    private static RowFault? Wrong(Entry entry, string column, Who who) => who switch
    {
        Who.Nobody => new RowFault(entry.Row, column, Whys.Nobody, entry.Cells),
        Who.Several => new RowFault(entry.Row, column, Whys.SeveralPeople, entry.Cells),
        _ => null,
    };
}
