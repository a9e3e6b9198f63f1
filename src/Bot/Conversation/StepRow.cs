using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>A due step as a line of a list.</summary>
/// <param name="Customer">Empty for a reminder of one's own.</param>
/// <param name="Title">The customer, of a colleague's step with the colleague; of one's own reminder what it is.</param>
internal sealed record StepRow(string Customer, string Step, string Title, string Line, string Due, bool Late)
{
    private const int Longest = 80;

    /// <param name="customerName">Empty for a reminder of one's own.</param>
    /// <param name="whose">Name of a colleague whose step it is; null where that is clear.</param>
    /// <param name="more">What else is to be said of it; empty for nothing.</param>
    public static StepRow Of(Turn turn, string customerId, string customerName, Step step, string? whose = null, string more = "")
    {
        var what = Wording.Short(step.What, Longest);
        var own = customerId.Length == 0;
        var title = own ? what : whose is null ? customerName : $"{whose} · {customerName}";
        var line = own ? turn.Words("reminders")["ownLine"] : what;
        return new StepRow(
            customerId, step.Id, title, more.Length == 0 ? line : $"{line} · {more}", turn.Say.Distance(step, turn.Now), Domain.Due.IsOverdue(step, turn.Now));
    }
}

/// <summary>Lines of a list that belong together. The title is empty for what is the reader's own.</summary>
internal sealed record StepSection(string Title, IReadOnlyList<StepRow> Rows)
{
    /// <summary>Rows with the title of their section, cut into sections again after a part of a list was chosen.</summary>
    public static IReadOnlyList<StepSection> Of(IEnumerable<(string Title, StepRow Row)> rows) =>
        [.. rows.GroupBy(r => r.Title, r => r.Row, StringComparer.Ordinal).Select(g => new StepSection(g.Key, [.. g]))];
}
