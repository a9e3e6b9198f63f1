using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.FollowUps;

/// <summary>The form as it comes back. Every field is text and may be missing: it is checked here, not by the client.</summary>
/// <param name="Customer">An id from the list; a name where the client let one be typed into it.</param>
internal record FollowUpForm(
    string? Draft, string? Customer, string? Channel, string? ContactedOn, string? Contact, string? Summary, string? Status,
    string? NextStep, string? NextOn, string? Because)
{
    /// <summary>Rows for next steps.</summary>
    public const int MostRows = 5;

    /// <summary>Longest summary that is kept, in UTF-16 units; the input stops there too.</summary>
    public const int LongestSummary = 4000;

    /// <summary>Longest of what is one line, in UTF-16 units.</summary>
    public const int LongestLine = 200;

    /// <summary>Longest of the other parts, in UTF-16 units.</summary>
    public const int LongestPart = 500;

    public string? NextAt { get; init; }

    /// <summary>Who does it: the id of a colleague, or <see cref="StepTyped.Customer"/>; empty for whoever files.</summary>
    public string? NextWho { get; init; }

    /// <summary>A customer as typed, where it was not chosen.</summary>
    public string? CustomerName { get; init; }

    public string? Participants { get; init; }
    public string? Outcome { get; init; }
    public string? Trust { get; init; }
    public string? Concern { get; init; }
    public string? Question { get; init; }
    public string? Pain { get; init; }
    public string? Risks { get; init; }
    public string? Opportunity { get; init; }

    /// <summary>What the first step takes; without one, what the record says of it.</summary>
    public string? Resources { get; init; }

    public string? Materials { get; init; }

    /// <summary>With a day the materials are a step of ours too.</summary>
    public string? MaterialsOn { get; init; }

    /// <summary>Id of the colleague who is to help.</summary>
    public string? HelpWho { get; init; }

    public string? HelpOn { get; init; }
    public string? Reflection { get; init; }

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
    public string? Step2Resources { get; init; }
    public string? Step3 { get; init; }
    public string? Step3On { get; init; }
    public string? Step3At { get; init; }
    public string? Step3Who { get; init; }
    public string? Step3Resources { get; init; }
    public string? Step4 { get; init; }
    public string? Step4On { get; init; }
    public string? Step4At { get; init; }
    public string? Step4Who { get; init; }
    public string? Step4Resources { get; init; }
    public string? Step5 { get; init; }
    public string? Step5On { get; init; }
    public string? Step5At { get; init; }
    public string? Step5Who { get; init; }
    public string? Step5Resources { get; init; }

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
        new(NextStep, NextOn, NextAt, NextWho, Resources), new(Step2, Step2On, Step2At, Step2Who, Step2Resources), new(Step3, Step3On, Step3At, Step3Who, Step3Resources),
        new(Step4, Step4On, Step4At, Step4Who, Step4Resources), new(Step5, Step5On, Step5At, Step5Who, Step5Resources),
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
            Resources = one.With ?? Resources,
            Step2 = two.What,
            Step2On = two.On,
            Step2At = two.At,
            Step2Who = two.Who,
            Step2Resources = two.With,
            Step3 = three.What,
            Step3On = three.On,
            Step3At = three.At,
            Step3Who = three.Who,
            Step3Resources = three.With,
            Step4 = four.What,
            Step4On = four.On,
            Step4At = four.At,
            Step4Who = four.Who,
            Step4Resources = four.With,
            Step5 = five.What,
            Step5On = five.On,
            Step5At = five.At,
            Step5Who = five.Who,
            Step5Resources = five.With,
        };
    }

    /// <summary>What the coach looks at.</summary>
    [JsonIgnore]
    public ToFile ToFile
    {
        get
        {
            var ours = Steps().FirstOrDefault(s => Said(s.What) is not null && s.Who != StepTyped.Customer) ?? Preparing;
            return new(Whole(), Said(ours?.What), Day(ours?.On), IsAsItIs ? null : Said(Because), Codes.Read<Status>(Status));
        }
    }

    /// <summary>The materials as a step of ours; null without a day.</summary>
    private StepTyped? Preparing => Said(Materials) is { } what && Day(MaterialsOn) is not null ? new(what, MaterialsOn, null, null) : null;

    /// <summary>Filed although the coach asks for more: the reason is one for that, and stands for no next step.</summary>
    protected virtual bool IsAsItIs => false;

    /// <summary>The form with what the button that sent it put into it.</summary>
    public virtual FollowUpForm Pressed() => this;

    /// <summary>The summary with the parts that do not stand in it already.</summary>
    private string Whole()
    {
        var text = Summary ?? "";
        foreach (var part in new[] { Background, Needs, Concern, Question, Pain, Objection, Risks, Opportunity, Help }.Select(Said).OfType<string>())
        {
            text = text.Contains(part, StringComparison.Ordinal) ? text : $"{text}\n{part}";
        }

        return text;
    }

    /// <summary>The form with the next step that the summary says itself, where it names none; longer words are cut.</summary>
    public FollowUpForm Taking(StepSaidSo? step, DateOnly today) =>
        step is null || step.Dated.Due.DayNumber - today.DayNumber > Due.FarthestDays || Said(NextStep) is not null || Day(NextOn) is not null || Said(Because) is not null
            ? this
            : this with { NextStep = Conversation.Wording.Short(step.What, LongestLine), NextOn = Day(step.Dated.Due), NextAt = Time(step.Dated.Time) };

    public static DateOnly? Day(string? text) => Conversation.CardDay.Read(text);

    public static string Day(DateOnly? day) => Conversation.CardDay.Text(day);

    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    internal static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A step as typed.</summary>
/// <param name="With">What it takes.</param>
internal sealed record StepTyped(string? What, string? On, string? At, string? Who, string? With = null)
{
    /// <summary>Stands for the customer, whose promise it is.</summary>
    public const string Customer = "customer";
}
