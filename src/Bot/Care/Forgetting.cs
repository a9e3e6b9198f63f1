using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Privacy;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Care;

/// <summary>
/// A moment is forgotten with everything that was derived from it: the prompt, what was sent, what lies in forms and in the page's
/// history; the sentence it was told in goes too when it is asked for.
/// </summary>
internal sealed class Forgetting(Remembered remembered, CustomerStore customers, Erasure erasure, JobStarter jobs)
{
    private const int LeastWord = 2;

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("care");
        if (meaning["customer"] is not { Length: > 0 } about)
        {
            return Reply.Say(Answer.Text(words["forgetWhat"]));
        }

        return await remembered.FindAsync(turn, about, ct) switch
        {
            [] => Reply.Say(Answer.Text(words["notRemembered"])),
            [var one] => Reply.Say(await CardAsync(turn, one, ct)),
            var several => Reply.Say(CareCards.Which(turn, several)),
        };
    }

    public async Task<Reply> ShowAsync(Turn turn, MomentForm form, CancellationToken ct) =>
        await FindAsync(turn, form.Customer, form.Moment, ct) is { } it
            ? Reply.Say(await CardAsync(turn, it, ct))
            : Reply.Say(Answer.Text(turn.Words("care")["gone"]));

    public static Task<Reply> KeepAsync(Turn turn) => Task.FromResult(Reply.Replace(CareCards.Settled(turn.Words("care")["kept"], turn.ByMe, false)));

    public async Task<Reply> ForgetAsync(Turn turn, ForgetForm form, CancellationToken ct)
    {
        var words = turn.Words("care");
        var (customer, moment) = (Ids.Given(form.Customer), Ids.Given(form.Moment));
        var op = Ids.Hash(turn.Tenant, customer, moment, "forget");
        if (await FindAsync(turn, customer, moment, ct) is not { } it)
        {
            // Pressed again, or cut off behind its commit: what is left is begun once more, if it was this.
            if (await remembered.SeenAsync(turn, customer, ct) is not { } seen || await customers.ReceiptAsync(turn.Tenant, seen.Head.Id, op, ct) is null)
            {
                return Reply.Replace(CareCards.Settled(words["gone"], "", false));
            }

            await jobs.StartAsync(EraseJob.OfMoment(turn, seen.Head.Id, op, turn.CardId), ct);
            return Reply.Replace(CareCards.Settled(words["forgottenAgain"], "", true));
        }

        var all = form.How == "all";
        var prompts = CarePlan.From(it.File, moment).Count(s => s.State == StepState.Open);
        var request = new ChangeRequest(turn.Tenant, it.File.Head.Id, op, turn.Me.Id, turn.Now);
        switch (await erasure.MomentAsync(request, moment, WordsOf(it), !all, ct))
        {
            case EraseOutcome.Erased:
                await jobs.StartAsync(EraseJob.OfMoment(turn, request.CustomerId, op, turn.CardId), ct);
                return Reply.Replace(CareCards.Settled(
                    words.Format(
                        all ? (prompts == 0 ? "forgottenAll" : "forgottenAllPrompts") : prompts == 0 ? "forgotten" : "forgottenPrompts", ("customer", it.File.Head.Name), ("count", prompts)),
                    turn.ByMe, true));
            case EraseOutcome.Nothing:
                return Reply.Replace(CareCards.Settled(words["gone"], "", false));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    private async Task<MomentOf?> FindAsync(Turn turn, string? customer, string? moment, CancellationToken ct) =>
        await remembered.SeenAsync(turn, Ids.Given(customer), ct) is { } file && file.Moments.FirstOrDefault(m => m.Id == moment) is { } found ? new MomentOf(file, found) : null;

    private async Task<Answer> CardAsync(Turn turn, MomentOf it, CancellationToken ct)
    {
        var told = await customers.FollowUpAsync(turn.Tenant, it.File.Head.Id, it.Moment.SourceId, ct);
        return CareCards.Forget(turn, it, told is not null && new Redaction([it.Moment.What.TrimEnd('…')]) is var words && (words.Finds(told.Summary) || told.Gist?.Texts().Any(words.Finds) == true) ? told : null);
    }

    /// <summary>As it was told, as it was shown, and what was to be done: wherever one of these stands, the moment stands.</summary>
    private static IReadOnlyList<string> WordsOf(MomentOf it) =>
    [
        .. new[] { it.Moment.What.TrimEnd('…'), CareCards.TextOf(it.Moment).TrimEnd('…') }.Concat(CarePlan.From(it.File, it.Moment.Id).Select(s => s.What))
            .Select(w => w.Trim()).Where(w => w.Length > LeastWord).Distinct(StringComparer.Ordinal),
    ];
}
