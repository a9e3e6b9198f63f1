using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>What is done with a row whose record is there already.</summary>
internal enum Repeats { Skip, Fill }

/// <summary>Who a name, an id or a mail address in a file means.</summary>
internal abstract record Who
{
    private Who() { }

    internal sealed record One(Person Person) : Who;

    internal sealed record Several : Who;

    internal sealed record Nobody : Who;
}

/// <summary>What is looked up while the rows of one file are taken: who moves them in, people, customers.</summary>
internal sealed class ImportScene(string tenant, string jobId, Person me, Company company, CustomerMap customers, PeopleStore people, DateTimeOffset now)
{
    private readonly Dictionary<string, Who> known = new(StringComparer.OrdinalIgnoreCase);

    public string Tenant => tenant;

    public string JobId => jobId;

    public Person Me => me;

    public DateTimeOffset Now => now;

    public CustomerMap Customers => customers;

    /// <summary>The fields of the company's own.</summary>
    public FieldBook Fields { get; init; } = FieldBook.None;

    /// <summary>What the step is called in which materials are prepared.</summary>
    public Func<string, string> Prepare { get; init; } = what => what;

    public Repeats Repeats { get; init; }

    /// <summary>
    /// True for admins and for whoever has people: what they move in may be anybody's. Everybody else moves in what is their own;
    /// a file must not be a way to give colleagues work, or to speak for them.
    /// </summary>
    public bool MayForOthers => me.Role is Role.Admin or Role.Manager or Role.Director || company.ReportsOf(me.Id).Count > 0;

    /// <summary>
    /// Whether records may be added to a customer that is there. An admin needs no sight for it: moving in shows nothing of what
    /// is kept, and who sets the system up brings the history of customers that are not theirs.
    /// </summary>
    public bool MayChange(CustomerFile file) => me.Role == Role.Admin || Sight.Content(me, file, company);

    /// <summary>By id, mail address, or a name that only one person has. A name counts in any form that a person goes by.</summary>
    public async ValueTask<Who> FindAsync(string said, CancellationToken ct)
    {
        if (!known.TryGetValue(said, out var who))
        {
            known[said] = who = await LookAsync(said, ct);
        }

        return who;
    }

    private async ValueTask<Who> LookAsync(string said, CancellationToken ct)
    {
        if (company.Find(said) is { } byId)
        {
            return new Who.One(byId);
        }

        if (said.Contains('@', StringComparison.Ordinal) && await people.KnownAsAsync(tenant, said, ct) is { } id && company.Find(id) is { } byMail)
        {
            return new Who.One(byMail);
        }

        return (company.People.Where(p => Same(p.Name, said)).ToList(), company.People.Where(p => Same(p.EnglishName, said) || p.Aliases.Any(a => Same(a, said))).ToList()) switch
        {
            ([var one], _) => new Who.One(one),
            ([_, ..], _) => new Who.Several(),
            (_, [var one]) => new Who.One(one),
            (_, [_, ..]) => new Who.Several(),
            _ => new Who.Nobody(),
        };
    }

    private static bool Same(string? name, string said) => string.Equals(name?.Trim(), said.Trim(), StringComparison.OrdinalIgnoreCase);
}
