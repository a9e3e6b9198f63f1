using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>
/// Keeps a statement in which nothing has happened without a record of a contact: what somebody is like with what is remembered of
/// them, what is to be done as the customer's next steps. Once, however often it is pressed.
/// </summary>
internal sealed class KeepingAsides(CustomerStore customers, DraftStore drafts, Remembering remembering)
{
    public async Task<Reply> KeepAsync(Turn turn, Draft draft, Prefill prefill, CancellationToken ct)
    {
        var words = turn.Words("captures");
        if (prefill.Aside is not { } aside || draft.CustomerId is null)
        {
            return Reply.Say(Answer.Text(words["over"]));
        }

        var steps = aside == Aside.Plan ? StepsOf(turn, draft, prefill) : [];
        if (steps is null)
        {
            return Reply.Say(Answer.Text(words["whichDay"]));
        }

        if (!(aside == Aside.Person ? await remembering.KeepAsync(turn, draft, prefill, ct) : await SetAsync(turn, draft, steps, ct)))
        {
            return Reply.Say(Answer.Text(turn.Words("follow-ups")["offerBusy"]));
        }

        prefill = prefill with { Kept = true, Remember = aside == Aside.Person ? true : prefill.Remember };
        await drafts.PutAsync(turn.Tenant, prefill.In(draft), ct);
        return Reply.Replace(await KeptAsync(turn, draft, prefill, ct));
    }

    /// <summary>What became of a statement that was kept.</summary>
    public async Task<Answer.Card> KeptAsync(Turn turn, Draft draft, Prefill prefill, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, draft.CustomerId!, ct);
        if (file is null || !Sight.Report(turn.Me, file, null, turn.Company))
        {
            return PlanCards.Settled(turn.Words("captures")["over"]);
        }

        if (prefill.Aside == Aside.Person)
        {
            return MomentWords.Remembered(turn, file, draft.Id, prefill.Moments) is { Length: > 0 } line
                ? CareCards.Settled(line, turn.ByMe, true) with
                {
                    About = [file.Head.Id],
                    Quotes = Quoted.By(file.Moments.Where(m => prefill.Moments.Select((_, n) => Remembering.IdOf(draft.Id, n)).Contains(m.Id, StringComparer.Ordinal))),
                }
                : CareCards.Settled(turn.Words("care")["gone"], "", false);
        }

        var ids = prefill.Form.Steps().Select((_, n) => IdOf(draft, n)).ToHashSet(StringComparer.Ordinal);
        var set = file.OpenSteps.Where(s => ids.Contains(s.Id)).OrderBy(s => s.DueAt).Select(s => new OpenItem(file.Head.Id, file.Head.Name, s)).ToList();
        return set switch
        {
            [] => PlanCards.Settled(turn.Words("plans")["gone"]),
            [var only] => PlanCards.Set(turn, only, "", null),
            _ => PlanCards.SetAll(turn, set),
        };
    }

    private static string IdOf(Draft draft, int nth) => Ids.From(draft.Id, "plan", nth);

    private async Task<bool> SetAsync(Turn turn, Draft draft, IReadOnlyList<Step> steps, CancellationToken ct)
    {
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, draft.CustomerId!, Ids.From(draft.Id, "plan"), turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
                : !Sight.Report(turn.Me, file, null, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : new Decision<NotFiled>.Commit(new CustomerEdit(Gaps.StepSetCode, file.Head) { Steps = steps }, null, steps[0].Id),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone;
    }

    /// <summary>Null while one of them has no day, or one that has passed.</summary>
    private static IReadOnlyList<Step>? StepsOf(Turn turn, Draft draft, Prefill prefill)
    {
        var steps = new List<Step>();
        foreach (var (typed, n) in prefill.Form.Steps().Select((s, n) => (s, n)).Where(s => FollowUpForm.Said(s.s.What) is not null))
        {
            if (FollowUpForm.Day(typed.On) is not { } said || said < turn.Today)
            {
                return null;
            }

            // A free day that was said is that day; the list would come on the next worked one.
            var (day, hour) = WhenSaid.Ahead(turn, said, FollowUpForm.Time(typed.At));
            var time = hour ?? (SendRules.CalendarOf(turn.Me).IsWorkDay(day) ? null : turn.Me.ListTime ?? Due.ListTime);
            steps.Add(Gaps.NextStep(IdOf(draft, n), typed.What!, turn.Me, day) with
            {
                DueTime = time,
                DueAt = Due.At(day, time, turn.Me.Zone),
                Resources = FollowUpForm.Said(typed.With),
            });
        }

        return steps.Count == 0 ? null : steps;
    }
}
