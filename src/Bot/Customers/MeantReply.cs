using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Customers;

/// <summary>What a question about a customer is answered with, whoever is meant.</summary>
internal static class MeantReply
{
    /// <param name="verb">Of the button that asks the same of another customer, by its id.</param>
    /// <param name="answer">About the one that is meant, by its id.</param>
    public static async Task<Reply> AskAsync(this CustomerFinder finder, Turn turn, string said, string verb, Func<string, Task<Answer>> answer, CancellationToken ct)
    {
        switch (await finder.FindAsync(turn.Tenant, turn.Me, said, ct))
        {
            case Meant.One one:
                var about = await answer(one.Customer.CustomerId);
                return one.AlsoCalledSo.Count == 0 ? Reply.Say(about) : Reply.Say(about, CustomerCards.Pick(turn, said, one.AlsoCalledSo, verb));
            case Meant.Several several:
                return Reply.Say(CustomerCards.Pick(turn, said, several.Customers, verb));
            case Meant.Nobody nobody:
                return Reply.Say(CustomerCards.NotFound(turn, said, nobody.Near, verb));
            default:
                return Reply.Nothing;
        }
    }
}
