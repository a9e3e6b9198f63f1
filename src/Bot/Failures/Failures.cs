using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Failures;

/// <summary>Reminders that were given up, for administrators, and how they are started again.</summary>
internal sealed class FailuresCapability(GivenUpStore store, CustomerStore customers, ILogger<FailuresCapability> log) : ICapability
{
    /// <summary>Reminders that are started again side by side.</summary>
    private const int AtOnce = 16;

    public string Name => "failures";

    public void Map(Routes routes) => routes
        .Text("failed_reminders", async (turn, _, ct) => Reply.Say(await ShowAsync(turn, "", ct)))
        .Card("failures/redrive", FailureJson.Default.RedriveForm, Redrive)
        .Card("failures/redrive-all", FailureJson.Default.AllForm, RedriveAll);

    private Task<Reply> Redrive(Turn turn, RedriveForm form, CancellationToken ct) =>
        AgainAsync(turn, _ => Task.FromResult<IReadOnlyList<(string, string)>>([(Ids.Given(form.Person), Ids.Given(form.Prompt))]), ct);

    private Task<Reply> RedriveAll(Turn turn, AllForm form, CancellationToken ct) =>
        AgainAsync(turn, async token => [.. (await store.AllAsync(turn.Tenant, token)).Select(g => (g.Recipient, g.Prompt.Id))], ct);

    private async Task<Reply> AgainAsync(Turn turn, Func<CancellationToken, Task<IReadOnlyList<(string Person, string Prompt)>>> which, CancellationToken ct)
    {
        var words = turn.Words("failures");
        if (turn.Me.Role != Role.Admin)
        {
            return Reply.Say(Answer.Text(words["onlyAdmin"]));
        }

        var started = 0;
        foreach (var some in (await which(ct)).Chunk(AtOnce))
        {
            var done = await Task.WhenAll(some.Select(async one => (one.Prompt, Done: await store.RedriveAsync(turn.Tenant, one.Person, one.Prompt, turn.Now, ct))));
            foreach (var (prompt, _) in done.Where(d => d.Done))
            {
                started++;
                log.Redriven(turn.Me.Id, prompt);
            }
        }

        return await ShowAsync(turn, started switch
        {
            0 => words["startedNone"],
            1 => words["startedOne"],
            _ => words.Format("startedMany", ("count", started)),
        }, ct) is Answer.Card card ? Reply.Replace(card) : Reply.Nothing;
    }

    private async Task<Answer> ShowAsync(Turn turn, string note, CancellationToken ct)
    {
        if (turn.Me.Role != Role.Admin)
        {
            return Answer.Text(turn.Words("failures")["onlyAdmin"]);
        }

        var all = await store.AllAsync(turn.Tenant, ct);
        var names = await Task.WhenAll(all.Take(FailureCards.MostRows).Select(g => g.Prompt.CustomerId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(async id => (Id: id, (await customers.LoadAsync(turn.Tenant, id, ct))?.Head.Name)));
        return FailureCards.List(turn, all, names.ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal), note);
    }
}
