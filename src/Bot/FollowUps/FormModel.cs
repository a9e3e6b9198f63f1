using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

internal sealed record Choice(string Title, string Value);

/// <summary>What the form shows. <c>Pick</c>: the customer is still to be chosen.</summary>
/// <param name="Open">Whether what is folded away at first is shown.</param>
/// <param name="People">Who can do something: the reader, the customer, colleagues.</param>
/// <param name="Extras">What else was found, to be kept or dropped.</param>
internal sealed record FormModel(
    string Draft, bool Editing, bool Pick, string CustomerName, string CustomerLine, IReadOnlyList<Choice> Customers, string Customer,
    IReadOnlyList<string> Faults, FormFaults Wrong, string Question, bool AskReason, string Channel, string ContactedOn, string Latest, string Contact, string Summary,
    string Status, string NextStep, string NextOn, string Earliest, string Because, bool Open, string NextAt, string NextWho, IReadOnlyList<Choice> People,
    StepFields Second, StepFields Third, StepFields Fourth, StepFields Fifth, string Background, string Needs, string Objection, string Category, string Help, string Mood,
    IReadOnlyList<Choice> Extras, string Kept)
{
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

    private const int MostPeople = 12;

    /// <summary>An empty form.</summary>
    public static FormModel Of(Turn turn, Draft draft, CustomerFile? file, IReadOnlyList<Stake> own)
    {
        var today = FollowUpForm.Day(turn.Today);
        var head = file?.Head;
        return new FormModel(
            draft.Id, draft.FollowUpId is not null, file is null, head?.Name ?? "", head is null ? "" : Line(turn, head),
            file is null ? [.. own.Take(MostOffered).Select(s => new Choice(s.CustomerName, s.CustomerId))] : [], "",
            [], FormFaults.Of([]), "", false, "", today, today, "", "", "", "", "", today, "", draft.FollowUpId is not null, "", "", PeopleOf(turn, []),
            StepFields.None, StepFields.None, StepFields.None, StepFields.None, "", "", "", "", "", "", [], "")
        {
            Fields = FieldInputs.Of(turn, head, null, null, []),
        };
    }

    /// <summary>The form with what was typed, read or stored.</summary>
    /// <param name="of">The customer that was chosen, whose fields it shows; null while none is.</param>
    public static FormModel Filled(Turn turn, FormModel empty, FollowUpForm typed, Prefill? prefill, IReadOnlyList<Problem> faults, Customer? of)
    {
        var words = turn.Words("follow-ups");
        var steps = typed.Steps();
        var days = steps.Select(s => s.On).Append(empty.Earliest).Where(d => FollowUpForm.Day(d) is not null);

        // A step that is overdue already may keep its day.
        var earliest = prefill?.StepIds.Any(id => id.Length > 0) is true ? days.Min(StringComparer.Ordinal)! : empty.Earliest;
        var filled = empty with
        {
            Customer = typed.Customer ?? "",
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
            People = PeopleOf(turn, [.. steps.Select(s => s.Who)]),
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
        string[] folded =
        [
            filled.Contact, filled.Status, filled.Background, filled.Needs, filled.Objection, filled.Help, filled.Mood, filled.NextAt, filled.NextWho,
        ];
        return filled with { Open = empty.Editing || faults.Count > 0 || filled.Extras.Count > 0 || Array.Exists(folded, f => f.Length > 0) };
    }

    /// <summary>What else was found, as choices.</summary>
    public static IReadOnlyList<Choice> ExtrasOf(Turn turn, Gist? gist) =>
    [
        .. FoundLines.Of(gist, turn.Say, turn.Today, turn.Company.NameOf).Where(l => FormReport.Extras.Contains(l.Part, StringComparer.Ordinal))
            .Select(l => new Choice(Wording.Short($"{l.Label}: {l.Text}", 80), l.Part)),
    ];

    /// <summary>The reader, the customer, whoever is named, and those nearest to the reader.</summary>
    private static IReadOnlyList<Choice> PeopleOf(Turn turn, IReadOnlyList<string?> named)
    {
        var words = turn.Words("follow-ups");
        List<Choice> people = [new(words["me"], turn.Me.Id), new(words["theCustomer"], StepTyped.Customer)];
        people.AddRange(named.OfType<string>().Select(turn.Company.Find).OfType<Person>().Where(p => p.Id != turn.Me.Id).Distinct().Select(p => new Choice(OwnershipCards.Told(turn.Company, p), p.Id)));
        people.AddRange(OwnershipCards.Takers(turn.Company, turn.Me.Id).Select(t => new Choice(t.Name, t.Person)).Where(t => people.TrueForAll(p => p.Value != t.Value)).Take(MostPeople - people.Count));
        return people;
    }

    private static string Line(Turn turn, Customer head) => turn.Words("customers").Format(
        "line", ("stage", turn.Say.Code(head.Stage)), ("status", turn.Say.Code(head.Status)), ("tier", head.Tier));
}

/// <summary>One of the steps after the first, with what is wrong in it; not shown when it is empty.</summary>
internal sealed record StepFields(bool Shown, string What, string On, string At, string Who, string WrongWhat, string WrongOn, string WrongAt, string WrongWho)
{
    public static StepFields None { get; } = new(false, "", "", "", "", "", "", "", "");

    public static StepFields Of(IReadOnlyList<StepTyped> steps, int nth, IReadOnlyList<Problem> faults)
    {
        var (step, name) = (steps[nth], $"step{nth + 1}");
        return new StepFields(
            !string.IsNullOrWhiteSpace(step.What) || !string.IsNullOrWhiteSpace(step.On), step.What ?? "", step.On ?? "", step.At ?? "", step.Who ?? "",
            Problem.At(faults, name), Problem.At(faults, name + "On"), Problem.At(faults, name + "At"), Problem.At(faults, name + "Who"));
    }
}

/// <summary>What stands below each field of the form; empty where nothing is wrong.</summary>
internal sealed record FormFaults(
    string Customer, string Channel, string Summary, string NextStep, string NextOn, string Because, string Contact, string ContactedOn, string NextAt, string NextWho,
    string Background, string Needs, string Objection, string Help)
{
    public static FormFaults Of(IReadOnlyList<Problem> problems) => new(
        Problem.At(problems, "customer"), Problem.At(problems, "channel"), Problem.At(problems, "summary"), Problem.At(problems, "nextStep"),
        Problem.At(problems, "nextOn"), Problem.At(problems, "because"), Problem.At(problems, "contact"), Problem.At(problems, "contactedOn"),
        Problem.At(problems, "nextAt"), Problem.At(problems, "nextWho"), Problem.At(problems, "background"), Problem.At(problems, "needs"),
        Problem.At(problems, "objection"), Problem.At(problems, "help"));

    /// <summary>The key of an input's label: the same for every step after the first.</summary>
    public static string LabelOf(string input) => input.StartsWith("step", StringComparison.Ordinal)
        ? input[5..] switch { "On" => "extraOn", "At" => "extraAt", "Who" => "extraWho", _ => "extraWhat" }
        : input;
}
