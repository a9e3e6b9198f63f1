using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>A due step as a line of a list.</summary>
internal sealed record StepRow(string Customer, string Step, string CustomerName, string What, string Due, bool Late)
{
    public static StepRow Of(Turn turn, string customerId, string customerName, Step step) => new(
        customerId, step.Id, customerName, Wording.Short(step.What, 80), turn.Say.Distance(step, turn.Now), Domain.Due.IsOverdue(step, turn.Now));
}
