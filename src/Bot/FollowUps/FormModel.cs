using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

internal sealed record Choice(string Title, string Value);

/// <summary>What the form shows. <c>Pick</c>: the customer is still to be chosen.</summary>
/// <param name="People">Who can do something: the reader, the customer, colleagues.</param>
/// <param name="Extras">What else was found, to be kept or dropped.</param>
internal sealed record FormModel(
    string Draft, bool Editing, bool Pick, string CustomerName, string CustomerLine, IReadOnlyList<Choice> Customers, string Customer,
    IReadOnlyList<string> Faults, FormFaults Wrong, string Question, bool AskReason, string Channel, string ContactedOn, string Latest, string Contact, string Summary,
    string Status, string NextStep, string NextOn, string Earliest, string Because, string NextAt, string NextWho, IReadOnlyList<Choice> People,
    StepFields Second, StepFields Third, StepFields Fourth, StepFields Fifth, string Background, string Needs, string Objection, string Category, string Help, string Mood,
    IReadOnlyList<Choice> Extras, string Kept)
{
    /// <summary>A customer as typed, where it was not chosen.</summary>
    public string Named { get; init; } = "";

    /// <summary>Above <see cref="Picks"/>.</summary>
    public string PickTitle { get; init; } = "";

    /// <summary>Customers that one tap takes: those of late, or those that a typed name may mean.</summary>
    public IReadOnlyList<Choice> Picks { get; init; } = [];

    /// <summary>Title of the button that makes a customer of <see cref="CreateName"/>; empty for none.</summary>
    public string Create { get; init; } = "";

    public string CreateName { get; init; } = "";

    /// <summary>Which of the parts that are folded away at first are shown.</summary>
    public Unfolded Open { get; init; } = new(false, false, false, false);

    /// <summary>Who can help: colleagues.</summary>
    public IReadOnlyList<Choice> Helpers { get; init; } = [];

    public string Participants { get; init; } = "";
    public string Outcome { get; init; } = "";
    public string Trust { get; init; } = "";
    public string Concern { get; init; } = "";
    public string Asked { get; init; } = "";
    public string Pain { get; init; } = "";
    public string Risks { get; init; } = "";
    public string Opportunity { get; init; } = "";
    public string Resources { get; init; } = "";
    public string Materials { get; init; } = "";
    public string MaterialsOn { get; init; } = "";
    public string HelpWho { get; init; } = "";
    public string HelpOn { get; init; } = "";
    public string Reflection { get; init; } = "";

    /// <summary>Next steps that one tap puts in and files.</summary>
    public IReadOnlyList<Chip> Chips { get; init; } = [];

    /// <summary>Inputs of the company's own.</summary>
    public IReadOnlyList<FieldInput> Fields { get; init; } = [];

    /// <summary>What can be done about the question; empty without one.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Whether it can be filed as it is, with a reason.</summary>
    public bool Anyway { get; init; }

    /// <summary>Own customers that the form offers; more are reached by saying the name.</summary>
    public const int MostOffered = 60;

    /// <summary>Customers that are buttons too: clients that cannot search in the list have no other.</summary>
    private const int MostRecent = 5;

    private const int MostPeople = 12;

    /// <summary>Open needs and objections that a new record is reminded of.</summary>
    private const int MostOpen = 3;

    /// <summary>An empty form.</summary>
    public static FormModel Of(Turn turn, Draft draft, CustomerFile? file, IReadOnlyList<Stake> own)
    {
        var today = FollowUpForm.Day(turn.Today);
        var head = file?.Head;
        return new FormModel(
            draft.Id, draft.FollowUpId is not null, file is null, head?.Name ?? "", file is null ? "" : Line(turn, file, draft.FollowUpId is not null),
            file is null ? [.. own.Take(MostOffered).Select(s => new Choice(s.CustomerName, s.CustomerId))] : [], "",
            [], FormFaults.Of([]), "", false, "", today, today, "", "", "", "", "", today, "", "", "", PeopleOf(turn, []),
            StepFields.None, StepFields.None, StepFields.None, StepFields.None, "", "", "", "", "", "", [], "")
        {
            Fields = FieldInputs.Of(turn, head, null, null, []),
            PickTitle = turn.Words("follow-ups")["pickRecent"],
            Picks = file is null ? [.. own.Take(MostRecent).Select(s => new Choice(s.CustomerName, s.CustomerId))] : [],
            Helpers = PeopleOf(turn, [])[TheirSide..],
        };
    }

    /// <summary>The form with what was typed, read or stored.</summary>
    /// <param name="of">The customer that was chosen, whose fields it shows; null while none is.</param>
    public static FormModel Filled(Turn turn, FormModel empty, FollowUpForm typed, Prefill? prefill, IReadOnlyList<Problem> faults, Customer? of)
    {
        var words = turn.Words("follow-ups");
        var steps = typed.Steps();
        var days = steps.Select(s => s.On).Append(typed.MaterialsOn).Append(typed.HelpOn).Append(empty.Earliest).Where(d => FollowUpForm.Day(d) is not null);

        // What is overdue already may keep its day.
        var earliest = empty.Editing ? days.Min(StringComparer.Ordinal)! : empty.Earliest;
        var people = PeopleOf(turn, [.. steps.Select(s => s.Who), typed.HelpWho]);

        // A name that was typed into the list stands there no more when it comes back: a list shows only what is in it.
        var inList = empty.Customers.Any(c => c.Value == typed.Customer);
        var filled = empty with
        {
            Customer = inList ? typed.Customer! : "",
            Named = typed.CustomerName ?? (inList || !empty.Pick || ChoosingCustomer.IsId(typed.Customer) ? "" : typed.Customer ?? ""),
            Faults = [.. faults.Select(f => f.Line(turn.Say, input => FieldInputs.LabelOf(turn, input) ?? words[FormFaults.LabelOf(input)]))],
            Wrong = FormFaults.Of(faults),
            AskReason = !string.IsNullOrWhiteSpace(typed.Because),
            Channel = typed.Channel ?? "",
            ContactedOn = typed.ContactedOn ?? "",
            Contact = typed.Contact ?? "",
            Summary = typed.Summary ?? "",
            Status = typed.Status ?? "",
            NextStep = typed.NextStep ?? "",
            NextOn = typed.NextOn ?? "",
            Because = typed.Because ?? "",
            Earliest = earliest,
            NextAt = typed.NextAt ?? "",
            NextWho = typed.NextWho ?? "",
            People = people,
            Helpers = people[TheirSide..],
            Participants = typed.Participants ?? "",
            Outcome = typed.Outcome ?? "",
            Trust = typed.Trust ?? "",
            Concern = typed.Concern ?? "",
            Asked = typed.Question ?? "",
            Pain = typed.Pain ?? "",
            Risks = typed.Risks ?? "",
            Opportunity = typed.Opportunity ?? "",
            Resources = typed.Resources ?? "",
            Materials = typed.Materials ?? "",
            MaterialsOn = typed.MaterialsOn ?? "",
            HelpWho = typed.HelpWho ?? "",
            HelpOn = typed.HelpOn ?? "",
            Reflection = typed.Reflection ?? "",
            Second = StepFields.Of(steps, 1, faults),
            Third = StepFields.Of(steps, 2, faults),
            Fourth = StepFields.Of(steps, 3, faults),
            Fifth = StepFields.Of(steps, 4, faults),
            Background = typed.Background ?? "",
            Needs = typed.Needs ?? "",
            Objection = typed.Objection ?? "",
            Category = typed.Category ?? "",
            Help = typed.Help ?? "",
            Mood = typed.Mood ?? "",
            Extras = ExtrasOf(turn, prefill?.Gist),
            Kept = typed.Kept ?? "",
            Fields = FieldInputs.Of(turn, of, typed, prefill?.Own, faults),
        };
        return filled with { Open = Unfolded.Of(filled, faults) };
    }

    /// <summary>The form with what is known of the customer that is still to be settled; itself when there is one.</summary>
    /// <param name="chosen">What stands in the list; null for nothing.</param>
    public FormModel Choosing(Turn turn, Customer? chosen, Chosen.Ask? ask)
    {
        var words = turn.Words("follow-ups");
        var form = !Pick || chosen is null || Customers.Any(c => c.Value == chosen.Id) ? this : this with { Customers = [new Choice(chosen.Name, chosen.Id), .. Customers] };
        if (!Pick || ask is null || (ask.Picks.Count == 0 && ask.Create is null))
        {
            return form;
        }

        return form with
        {
            PickTitle = words["pickMeant"],
            Picks = ask.Picks,
            Create = ask.Create is { } name ? words.Format("create", ("name", Wording.Short(name, 20))) : "",
            CreateName = ask.Create ?? "",
        };
    }

    /// <summary>What else was found, as choices.</summary>
    public static IReadOnlyList<Choice> ExtrasOf(Turn turn, Gist? gist) =>
    [
        .. FoundLines.Of(FormReport.WithoutInputs(gist), turn.Say, turn.Today, turn.Company.NameOf).Where(l => FormReport.Extras.Contains(l.Part, StringComparer.Ordinal))
            .Select(l => new Choice(Wording.Short($"{l.Label}: {l.Text}", 80), l.Part)),
    ];

    // The reader and the customer stand before the colleagues.
    private const int TheirSide = 2;

    /// <summary>The reader, the customer, whoever is named, and those nearest to the reader.</summary>
    private static List<Choice> PeopleOf(Turn turn, IReadOnlyList<string?> named)
    {
        var words = turn.Words("follow-ups");
        List<Choice> people = [new(words["me"], turn.Me.Id), new(words["theCustomer"], StepTyped.Customer)];
        people.AddRange(named.OfType<string>().Select(turn.Company.Find).OfType<Person>().Where(p => p.Id != turn.Me.Id).Distinct().Select(p => new Choice(OwnershipCards.Told(turn.Company, p), p.Id)));
        people.AddRange(OwnershipCards.Takers(turn.Company, turn.Me.Id).Select(t => new Choice(t.Name, t.Person)).Where(t => people.TrueForAll(p => p.Value != t.Value)).Take(MostPeople - people.Count));
        return people;
    }

    /// <summary>How the customer stands, and for a new record what is open: what stands in the way and what it wants.</summary>
    private static string Line(Turn turn, CustomerFile file, bool editing)
    {
        var line = turn.Words("customers").Format("line", ("stage", turn.Say.Code(file.Head.Stage)), ("status", turn.Say.Code(file.Head.Status)), ("tier", file.Head.Tier));
        List<string> open = editing ? [] : [.. file.Items.Where(i => i.IsOpen).OrderByDescending(i => i.Kind).ThenByDescending(i => i.LastAt).Select(i => Wording.Short(i.Text, 40)).Take(MostOpen)];
        return open.Count == 0 ? line : $"{line} · {turn.Words("follow-ups").Format("stillOpen", ("what", string.Join(turn.Words("help")["listSeparator"], open)))}";
    }
}
