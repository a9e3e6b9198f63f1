namespace CrmBot.Bot.FollowUps;

/// <summary>The form as the buttons send it that file it.</summary>
internal sealed record SubmitForm(
    string? Draft, string? Customer, string? Channel, string? ContactedOn, string? Contact, string? Summary, string? Status,
    string? NextStep, string? NextOn, string? Because)
    : FollowUpForm(Draft, Customer, Channel, ContactedOn, Contact, Summary, Status, NextStep, NextOn, Because)
{
    /// <summary>What a button of the coach puts in the place of the next step; null for every other button.</summary>
    public string? ChipStep { get; init; }

    /// <summary>The day of <see cref="ChipStep"/>.</summary>
    public string? ChipOn { get; init; }

    /// <summary>Filed as it is. Null for the other buttons.</summary>
    public string? Anyway { get; init; }

    protected override bool IsAsItIs => !string.IsNullOrEmpty(Anyway);

    /// <summary>A step that was typed stays in front of the button's, and a promise of theirs behind it.</summary>
    public override FollowUpForm Pressed() => string.IsNullOrEmpty(ChipOn) ? this
        : NextWho == StepTyped.Customer && !string.IsNullOrEmpty(ChipStep)
            ? (this with { ChipStep = null, ChipOn = null, Resources = null }).WithSteps([new StepTyped(ChipStep, ChipOn, null, null), .. Steps().Where(s => Said(s.What) is not null)])
        : this with
        {
            NextStep = string.IsNullOrEmpty(ChipStep) || Said(NextStep) == ChipStep ? NextStep : Said(NextStep) is { } typed ? $"{typed}; {ChipStep}" : ChipStep,
            NextOn = ChipOn,
            ChipStep = null,
            ChipOn = null,
        };
}

/// <summary>The form with a customer that a button names: an id, or the name of a new one.</summary>
internal sealed record ChooseForm(
    string? Draft, string? Customer, string? Channel, string? ContactedOn, string? Contact, string? Summary, string? Status,
    string? NextStep, string? NextOn, string? Because)
    : FollowUpForm(Draft, Customer, Channel, ContactedOn, Contact, Summary, Status, NextStep, NextOn, Because)
{
    public string? Chosen { get; init; }

    public string? Created { get; init; }
}

/// <summary>A button that names a customer.</summary>
internal sealed record OpenForm(string? Customer);

/// <summary>A button that names a record.</summary>
internal sealed record RecordForm(string? Customer, string? FollowUp);

/// <summary>A button that names a form.</summary>
internal sealed record DraftForm(string? Draft);

/// <summary>A button that goes on with a form.</summary>
/// <param name="Here"><c>yes</c>: in the place of the card that was pressed.</param>
internal sealed record ContinueForm(string? Draft, string? Here);
