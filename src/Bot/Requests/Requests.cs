using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Requests;

/// <summary>What colleagues are asked to help with, and what became of it.</summary>
internal sealed class RequestsCapability(RequestAsking asking, RequestReplies replies, IndexStore index) : ICapability
{
    public string Name => "requests";

    public void Map(Routes routes) => routes
        .Text("collab_request", (turn, meaning, ct) => asking.AskAsync(turn, meaning, ct))
        .Text("help_open", (turn, meaning, ct) => meaning.Values.GetValueOrDefault("of") == "me" ? OfMeAsync(turn, ct) : OpenAsync(turn, ct))
        .Card("requests/send", RequestJson.Default.SendForm, (turn, form, ct) => asking.SendAsync(turn, form, ct))
        .Card("requests/drop", RequestJson.Default.DropForm, (turn, _, _) => Task.FromResult(Reply.Replace(RequestCards.Settled(turn.Words("requests")["dropped"], turn.ByMe))))
        .Card("requests/show", RequestJson.Default.RequestForm, (turn, form, ct) => replies.ShowAsync(turn, form, ct))
        .Card("requests/accept", RequestJson.Default.RequestForm, (turn, form, ct) => replies.AcceptAsync(turn, form, ct))
        .Card("requests/answer", RequestJson.Default.ReplyForm, (turn, form, ct) => replies.AnswerAsync(turn, form, ct))
        .Card("requests/decline", RequestJson.Default.ReasonForm, (turn, form, ct) => replies.DeclineAsync(turn, form, ct))
        .Card("requests/move", RequestJson.Default.MoveForm, (turn, form, ct) => replies.MoveAsync(turn, form, ct))
        .Card("requests/withdraw", RequestJson.Default.RequestForm, (turn, form, ct) => replies.WithdrawAsync(turn, form, ct));

    /// <summary>
    /// What the person, or somebody who reports to them, asked for and nobody has answered. The lists of those people tell it: each names
    /// what others were asked for at the same customer, so no colleague's list is read for it.
    /// </summary>
    private async Task<Reply> OpenAsync(Turn turn, CancellationToken ct)
    {
        var askers = Sight.People(turn.Me, turn.Company).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var open = new Dictionary<string, (string, string, Step Step)>(StringComparer.Ordinal);
        await foreach (var (_, stakes) in index.OfPeopleAsync(turn.Tenant, askers.Union(turn.Company.CoveredBy(turn.Me.Id), StringComparer.Ordinal), ct))
        {
            foreach (var stake in stakes)
            {
                foreach (var step in stake.OpenSteps.Concat(stake.HelpOfOthers ?? []).Where(o => o is { Kind: StepKind.Help, AskedById: { } asker } && askers.Contains(asker)))
                {
                    open[step.Id] = (stake.CustomerId, stake.CustomerName, step);
                }
            }
        }

        return Reply.Say(RequestCards.Open(turn, InOrder(open.Values), RequestCards.OfOthers));
    }

    /// <summary>What colleagues asked of the person, who has not answered yet.</summary>
    private async Task<Reply> OfMeAsync(Turn turn, CancellationToken ct)
    {
        var stakes = await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct);
        var open = stakes.SelectMany(s => s.OpenSteps.Where(o => o is { Kind: StepKind.Help } && o.OwnerId == turn.Me.Id).Select(o => (s.CustomerId, s.CustomerName, o)));
        return Reply.Say(RequestCards.Open(turn, InOrder(open), RequestCards.OfMe));
    }

    private static IReadOnlyList<(string, string, Step)> InOrder(IEnumerable<(string, string, Step Step)> open) =>
        [.. open.OrderBy(o => o.Step.DueAt).ThenBy(o => o.Step.Id, StringComparer.Ordinal)];
}
