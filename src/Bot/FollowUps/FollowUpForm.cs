using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.FollowUps;

/// <summary>The form as it comes back. Every field is text and may be missing: it is checked here, not by the client.</summary>
internal sealed record FollowUpForm(
    string? Draft, string? Customer, string? Channel, string? ContactedOn, string? Contact, string? Summary, string? Status,
    string? NextStep, string? NextOn, string? Because)
{
    /// <summary>What a button of the coach puts in the place of the next step; null for every other button.</summary>
    public string? ChipStep { get; init; }

    /// <summary>The day of <see cref="ChipStep"/>.</summary>
    public string? ChipOn { get; init; }

    /// <summary>Filed as it is, and the reason is one for that: it stands for no next step. Null for the other buttons.</summary>
    public string? Anyway { get; init; }

    /// <summary>Longest summary that is kept, in UTF-16 units; the input stops there too.</summary>
    public const int LongestSummary = 4000;

    private const int LongestLine = 200;

    /// <summary>Longest of the other parts, in UTF-16 units.</summary>
    private const int LongestPart = 500;

    public string? NextAt { get; init; }

    /// <summary>Who does it: the id of a colleague, or <see cref="StepTyped.Customer"/>; empty for whoever files.</summary>
    public string? NextWho { get; init; }

    public string? Background { get; init; }
    public string? Needs { get; init; }
    public string? Objection { get; init; }
    public string? Category { get; init; }
    public string? Help { get; init; }
    public string? Mood { get; init; }

    /// <summary>Codes of the other things that were found and stay, joined by commas; what is not named goes.</summary>
    public string? Kept { get; init; }

    public string? Step2 { get; init; }
    public string? Step2On { get; init; }
    public string? Step2At { get; init; }
    public string? Step2Who { get; init; }
    public string? Step3 { get; init; }
    public string? Step3On { get; init; }
    public string? Step3At { get; init; }
    public string? Step3Who { get; init; }
    public string? Step4 { get; init; }
    public string? Step4On { get; init; }
    public string? Step4At { get; init; }
    public string? Step4Who { get; init; }
    public string? Step5 { get; init; }
    public string? Step5On { get; init; }
    public string? Step5At { get; init; }
    public string? Step5Who { get; init; }

    /// <summary>Whatever else came: of it, the inputs of fields of the company's own are read.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>What was typed into a field of the company's own; null for nothing.</summary>
    public string? Own(string fieldId) => Others?.GetValueOrDefault(FieldInputs.InputOf(fieldId)) switch
    {
        { ValueKind: JsonValueKind.String } text => Said(text.GetString()),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>What was typed into fields of the company's own, by field.</summary>
    public IReadOnlyDictionary<string, string> Own() =>
        (Others?.Keys ?? Enumerable.Empty<string>()).Select(FieldInputs.FieldOf).OfType<string>().Select(id => (Id: id, Typed: Own(id))).Where(o => o.Typed is not null)
            .ToDictionary(o => o.Id, o => o.Typed!, StringComparer.Ordinal);

    /// <summary>The same form with other values in fields of the company's own.</summary>
    public FollowUpForm WithOwn(IReadOnlyDictionary<string, string> values) => this with
    {
        Others = values.Count == 0 ? null : values.ToDictionary(v => FieldInputs.InputOf(v.Key), v => JsonSerializer.SerializeToElement(v.Value, ConversationJson.Default.String), StringComparer.Ordinal),
    };

    /// <summary>The steps in the order of the form, also empty ones.</summary>
    public IReadOnlyList<StepTyped> Steps() =>
    [
        new(NextStep, NextOn, NextAt, NextWho), new(Step2, Step2On, Step2At, Step2Who), new(Step3, Step3On, Step3At, Step3Who),
        new(Step4, Step4On, Step4At, Step4Who), new(Step5, Step5On, Step5At, Step5Who),
    ];

    /// <summary>The same form with other steps, at most five.</summary>
    public FollowUpForm WithSteps(IReadOnlyList<StepTyped> steps)
    {
        StepTyped At(int nth) => nth < steps.Count ? steps[nth] : new(null, null, null, null);
        var (one, two, three, four, five) = (At(0), At(1), At(2), At(3), At(4));
        return this with
        {
            NextStep = one.What,
            NextOn = one.On,
            NextAt = one.At,
            NextWho = one.Who,
            Step2 = two.What,
            Step2On = two.On,
            Step2At = two.At,
            Step2Who = two.Who,
            Step3 = three.What,
            Step3On = three.On,
            Step3At = three.At,
            Step3Who = three.Who,
            Step4 = four.What,
            Step4On = four.On,
            Step4At = four.At,
            Step4Who = four.Who,
            Step5 = five.What,
            Step5On = five.On,
            Step5At = five.At,
            Step5Who = five.Who,
        };
    }

    /// <summary>What has to be put right before it can be filed: the input, and the key of the words for it; empty when nothing.</summary>
    /// <param name="standing">The stored step of each row of the form, whose day may be past; null for a new one.</param>
    /// <param name="company">Who can do something.</param>
    public IReadOnlyList<(string Input, string Key)> Faults(DateOnly today, Func<int, Step?> standing, Company company)
    {
        var faults = new List<(string, string)>();
        Fault("channel", Codes.Read<Channel>(Channel) is null, "needChannel");
        Fault("contactedOn", !string.IsNullOrWhiteSpace(ContactedOn) && Day(ContactedOn) is null, "badContactDay");
        Fault("contactedOn", Day(ContactedOn) > today, "futureContactDay");
        Fault("summary", string.IsNullOrWhiteSpace(Summary), "needSummary");
        Fault("summary", Summary?.Length > LongestSummary, "longSummary");
        Fault("contact", Said(Contact)?.Length > LongestLine, "longLine");
        Fault("because", Said(Because)?.Length > LongestLine, "longLine");
        Fault("background", Said(Background)?.Length > LongestPart, "longPart");
        Fault("needs", Said(Needs)?.Length > LongestPart, "longPart");
        Fault("objection", Said(Objection)?.Length > LongestPart, "longPart");
        Fault("help", Said(Help)?.Length > LongestPart, "longPart");
        foreach (var (step, nth) in Steps().Select((s, n) => (s, n)))
        {
            var (what, on, at, who) = nth == 0 ? ("nextStep", "nextOn", "nextAt", "nextWho") : ($"step{nth + 1}", $"step{nth + 1}On", $"step{nth + 1}At", $"step{nth + 1}Who");
            var (said, day) = (Said(step.What), Day(step.On));
            Fault(what, said?.Length > LongestLine, "longLine");
            Fault(on, !string.IsNullOrWhiteSpace(step.On) && day is null, "badNextDay");
            Fault(on, said is not null && string.IsNullOrWhiteSpace(step.On), "nextNeedsDay");
            Fault(what, said is null && day is not null, "dayNeedsNext");
            Fault(on, day < today && day != standing(nth)?.DueDay, "pastNextDay");
            Fault(on, day?.DayNumber - today.DayNumber > Due.FarthestDays, "farNextDay");
            Fault(at, Said(step.At) is not null && Time(step.At) is null, "badNextTime");
            Fault(who, said is not null && Said(step.Who) is { } id && id != StepTyped.Customer && company.Find(id) is not { Left: false } && id != standing(nth)?.OwnerId, "badNextWho");
        }

        return faults;

        void Fault(string input, bool wrong, string key)
        {
            if (wrong)
            {
                faults.Add((input, key));
            }
        }
    }

    /// <summary>What the coach looks at.</summary>
    public ToFile ToFile
    {
        get
        {
            var ours = Steps().FirstOrDefault(s => Said(s.What) is not null && s.Who != StepTyped.Customer);
            return new(
                Whole(), Said(ours?.What), Day(ours?.On), string.IsNullOrEmpty(Anyway) ? Said(Because) : null, Codes.Read<Status>(Status));
        }
    }

    /// <summary>The summary with the parts that do not stand in it already.</summary>
    private string Whole()
    {
        var text = Summary ?? "";
        foreach (var part in new[] { Background, Needs, Objection, Help }.Select(Said).OfType<string>())
        {
            text = text.Contains(part, StringComparison.Ordinal) ? text : $"{text}\n{part}";
        }

        return text;
    }

    /// <summary>The form with what the button put into it; a step that was typed stays in front of the button's, and a promise of theirs behind it.</summary>
    public FollowUpForm Pressed() => string.IsNullOrEmpty(ChipOn) ? this
        : NextWho == StepTyped.Customer && !string.IsNullOrEmpty(ChipStep)
            ? (this with { ChipStep = null, ChipOn = null }).WithSteps([new StepTyped(ChipStep, ChipOn, null, null), .. Steps().Where(s => Said(s.What) is not null)])
        : this with
        {
            NextStep = string.IsNullOrEmpty(ChipStep) || Said(NextStep) == ChipStep ? NextStep : Said(NextStep) is { } typed ? $"{typed}; {ChipStep}" : ChipStep,
            NextOn = ChipOn,
            ChipStep = null,
            ChipOn = null,
        };

    /// <summary>The form with the next step that the summary says itself, where it names none; longer words are cut.</summary>
    public FollowUpForm Taking(StepSaidSo? step, DateOnly today) =>
        step is null || step.Dated.Due.DayNumber - today.DayNumber > Due.FarthestDays || Said(NextStep) is not null || Day(NextOn) is not null || Said(Because) is not null
            ? this
            : this with { NextStep = Conversation.Wording.Short(step.What, LongestLine), NextOn = Day(step.Dated.Due), NextAt = Time(step.Dated.Time) };

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    internal static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A step as typed.</summary>
internal sealed record StepTyped(string? What, string? On, string? At, string? Who)
{
    /// <summary>Stands for the customer, whose promise it is.</summary>
    public const string Customer = "customer";
}

/// <summary>A button that names a customer.</summary>
internal sealed record OpenForm(string? Customer);

/// <summary>A button that names a record.</summary>
internal sealed record RecordForm(string? Customer, string? FollowUp);

/// <summary>A button that names a form.</summary>
internal sealed record DraftForm(string? Draft);
