namespace CrmBot.Bot.Conversation;

/// <summary>Something in a form that has to be put right.</summary>
/// <param name="Input">Id of the input, whose label is the text of the same key; empty when it is about the whole form.</param>
internal sealed record Problem(string Input, string Text)
{
    public static Problem Whole(string text) => new("", text);

    /// <summary>As a line on top of the form, with the label of the field.</summary>
    /// <param name="say">The language.</param>
    /// <param name="labelOf">The label of an input.</param>
    public string Line(Wording say, Func<string, string> labelOf) => Input.Length == 0 ? Text : say.Problem(labelOf(Input), Text);

    /// <summary>What stands below a field; empty when nothing is wrong with it.</summary>
    public static string At(IReadOnlyList<Problem> problems, string input) => problems.FirstOrDefault(p => p.Input == input)?.Text ?? "";
}
