using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.FollowUps;

/// <summary>Which of the parts that are folded away at first are shown.</summary>
internal sealed record Unfolded(bool Contact, bool Needs, bool Next, bool Help)
{
    private static readonly string[] InContact = ["contact", "contactedOn", "participants", "outcome", "status", "mood", "trust"];
    private static readonly string[] InNeeds = ["background", "needs", "concern", "question", "pain", "objection", "category", "risks", "opportunity"];
    private static readonly string[] InNext = ["nextAt", "nextWho", "resources", "materials", "materialsOn"];
    private static readonly string[] InHelp = ["help", "helpWho", "helpOn", "reflection"];

    /// <summary>A part is shown when there is something in it, or something wrong with it.</summary>
    public static Unfolded Of(FormModel form, IReadOnlyList<Problem> faults)
    {
        return new(
            Holds([form.Contact, form.ContactedOn == form.Latest ? "" : form.ContactedOn, form.Participants, form.Outcome, form.Status, form.Mood, form.Trust], InContact),
            Holds([form.Background, form.Needs, form.Concern, form.Asked, form.Pain, form.Objection, form.Risks, form.Opportunity], InNeeds),
            Holds([form.NextAt, form.NextWho, form.Resources, form.Materials, form.MaterialsOn], InNext),
            Holds([form.Help, form.HelpWho, form.HelpOn, form.Reflection], InHelp));

        bool Holds(string[] values, string[] inputs) => Array.Exists(values, v => v.Length > 0) || faults.Any(f => inputs.Contains(f.Input, StringComparer.Ordinal));
    }
}

/// <summary>One of the steps after the first, with what is wrong in it; not shown when it is empty.</summary>
internal sealed record StepFields(
    bool Shown, string What, string On, string At, string Who, string With, string WrongWhat, string WrongOn, string WrongAt, string WrongWho, string WrongWith)
{
    public static StepFields None { get; } = new(false, "", "", "", "", "", "", "", "", "", "");

    public static StepFields Of(IReadOnlyList<StepTyped> steps, int nth, IReadOnlyList<Problem> faults)
    {
        var (step, name) = (steps[nth], $"step{nth + 1}");
        return new StepFields(
            Array.Exists([step.What, step.On, step.With], t => !string.IsNullOrWhiteSpace(t)), step.What ?? "", step.On ?? "", step.At ?? "", step.Who ?? "", step.With ?? "",
            Problem.At(faults, name), Problem.At(faults, name + "On"), Problem.At(faults, name + "At"), Problem.At(faults, name + "Who"),
            Problem.At(faults, name + "Resources"));
    }
}

/// <summary>What stands below each field of the form; empty where nothing is wrong.</summary>
internal sealed record FormFaults(
    string Customer, string Channel, string Summary, string NextStep, string NextOn, string Because, string Contact, string ContactedOn, string NextAt, string NextWho,
    string Background, string Needs, string Objection, string Help, string Participants, string Concern, string Asked, string Pain, string Risks, string Opportunity,
    string Resources, string Materials, string MaterialsOn, string HelpWho, string HelpOn, string Reflection)
{
    public static FormFaults Of(IReadOnlyList<Problem> problems) => new(
        Problem.At(problems, "customer"), Problem.At(problems, "channel"), Problem.At(problems, "summary"), Problem.At(problems, "nextStep"),
        Problem.At(problems, "nextOn"), Problem.At(problems, "because"), Problem.At(problems, "contact"), Problem.At(problems, "contactedOn"),
        Problem.At(problems, "nextAt"), Problem.At(problems, "nextWho"), Problem.At(problems, "background"), Problem.At(problems, "needs"),
        Problem.At(problems, "objection"), Problem.At(problems, "help"), Problem.At(problems, "participants"), Problem.At(problems, "concern"),
        Problem.At(problems, "question"), Problem.At(problems, "pain"), Problem.At(problems, "risks"), Problem.At(problems, "opportunity"),
        Problem.At(problems, "resources"), Problem.At(problems, "materials"), Problem.At(problems, "materialsOn"), Problem.At(problems, "helpWho"),
        Problem.At(problems, "helpOn"), Problem.At(problems, "reflection"));

    /// <summary>The key of an input's label: the same for every step after the first.</summary>
    public static string LabelOf(string input) => input.StartsWith("step", StringComparison.Ordinal)
        ? input[5..] switch { "On" => "extraOn", "At" => "extraAt", "Who" => "extraWho", "Resources" => "extraResources", _ => "extraWhat" }
        : input;
}
