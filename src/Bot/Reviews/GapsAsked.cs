using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Reviews;

/// <summary>Who is being forgotten, and one tap against it. Source: checklist A27.</summary>
internal sealed class GapsAsked(GapFinder finder, AskedCustomer asked, CustomerStore customers)
{
    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (Scope.Said(turn, meaning) is not { } scope)
        {
            return Reply.Say(Answer.Text(turn.Words("reviews").Format("nobodyCalled", ("name", meaning["person"] ?? ""))));
        }

        var days = meaning["days"] is { } said ? DaysSaid.Read(said) : null;
        var tier = meaning["tier"] is { } called ? TierSaid.Read(called) : null;
        return Reply.Say(await ListAsync(turn, scope, GapCards.Asked(meaning.Values.GetValueOrDefault("kind"), days, tier), null, ct));
    }

    public async Task<Reply> GoOnAsync(Turn turn, GapsForm form, CancellationToken ct)
    {
        var days = int.TryParse(form.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        return Reply.Say(await ListAsync(turn, Scope.Of(turn, form.Who), GapCards.Asked(form.Kind, days, Codes.Read<Tier>(form.Tier)), form.From, ct));
    }

    private async Task<Answer> ListAsync(Turn turn, Scope scope, GapAsked what, string? from, CancellationToken ct)
    {
        var all = await finder.FindAsync(turn.Tenant, scope.People, what, turn.Now, ct);
        var start = Paging.Start(from, all.Rows.Count);
        List<GapRow> page = [.. all.Rows.Skip(start).Take(GapCards.MostRows)];
        return GapCards.List(turn, scope, what, finder.Rule, all, start, page.Count, await finder.StandingAsync(turn.Tenant, turn.Me, turn.Company, page, what, turn.Now, ct));
    }

    /// <summary>A next step on the next day that is worked, for the owner who presses; not a second one.</summary>
    public Task<Reply> StepAsync(Turn turn, GapStepForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        async shown =>
        {
            var words = turn.Words("reviews");
            var (id, day) = (Ids.From(turn.OpId, "step"), Gaps.NextDay(turn.Me, turn.Today));
            var outcome = await customers.ChangeAsync<NotFiled>(
                new ChangeRequest(turn.Tenant, shown.Head.Id, turn.OpId, turn.Me.Id, turn.Now),
                file => Gaps.Refusal(turn.Me, file) is { } why ? new Decision<NotFiled>.No(why)
                    : new Decision<NotFiled>.Commit(Gaps.SetStep(file!, id, words["stepWhat"], turn.Me, day), null, id),
                ct);
            return Reply.Say(outcome switch
            {
                ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone =>
                    Answer.Text(words.Format("stepIsSet", ("customer", shown.Head.Name), ("day", turn.Say.Day(day, turn.Today)))),
                ChangeOutcome<NotFiled>.No { Why: NotFiled.Outdated } => Answer.Text(words.Format("stepStands", ("customer", shown.Head.Name))),
                ChangeOutcome<NotFiled>.No { Why: NotFiled.NoSight } => CustomerCards.Refusal(turn, shown.Head),
                ChangeOutcome<NotFiled>.No => Answer.Text(turn.Words("customers")["gone"]),
                ChangeOutcome<NotFiled>.Full => Answer.Text(turn.Words("follow-ups").Format("tooManySteps", ("most", Filing.MostOpenSteps))),
                _ => Answer.Text(words["busy"]),
            });
        },
        ct);
}
