using System.Globalization;
using CrmBot.Bot.Captures;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>
/// "Done, she wants it in USD": the step that the person was reminded of last is closed by the same change as by its button, and
/// the rest of the sentence is read as what happened. Source: moonshot M12, scenario S3.
/// </summary>
internal sealed class DoneInWords(PromptStore prompts, ReminderSteps steps, FollowUpForms forms, DraftStore drafts, Telling telling)
{
    private const string Kind = "step-done";

    /// <summary>After this the word is no answer to the reminder any more. Source: product decision.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    public async Task<Reply> AnswerAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var rest = meaning[Pattern.Rest] ?? "";
        if (await drafts.GetAsync(turn.Tenant, turn.Me.Id, turn.DraftId, ct) is { } draft && await telling.AgainAsync(turn, draft, ct) is { } again)
        {
            // This very sentence was answered before and the answer was lost.
            return Reply.Say(again);
        }

        var about = await telling.CustomersAsync(turn, rest, ct);
        var latest = IsSetApart(turn, meaning) ? await LatestAsync(turn, ct) : [];
        var meant = about.Count == 0 ? latest : [.. latest.Where(l => l.File is null ? about.Count == 0 : about.Contains(l.File.Head.Id, StringComparer.Ordinal))];
        switch (meant)
        {
            case [var one]:
                return await CloseAsync(turn, one, rest, ct);
            case [_, ..]:
                await drafts.PutAsync(turn.Tenant, new Draft(turn.DraftId, turn.Me.Id, Kind, null, null, null, 0, false, null) { Said = rest }, ct);
                return Reply.Say(DoneCards.Which(turn, turn.DraftId, [.. meant.Select(m => (m.File, m.Step, m.Ver))]));
            default:
                return await telling.TellAsync(turn, turn.Asked ?? rest, ct) ?? Reply.Say(Answer.Text(turn.Words("reminders")["nothingToClose"]));
        }
    }

    /// <summary>One of several was chosen.</summary>
    public async Task<Reply> ChosenAsync(Turn turn, DoneForm form, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        var told = turn with { OpId = draft is null ? turn.OpId : draft.Id };
        if (await drafts.GetAsync(turn.Tenant, turn.Me.Id, told.DraftId, ct) is { } begun && await telling.AgainAsync(turn, begun, ct) is { } again)
        {
            return Reply.Replace(again);
        }

        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null || step is null)
        {
            return Reply.Replace(no!);
        }

        var ver = int.TryParse(form.Ver, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : step.Ver;
        var reply = await CloseAsync(told, new Reminded(file, step, ver), draft?.Said ?? "", ct);
        return reply.Messages is [Answer.Plain line, ..] ? Reply.Replace(ReminderCards.Settled(line.Said, turn.ByMe, true), [.. reply.Messages.Skip(1)]) : reply;
    }

    /// <param name="Ver">The version of the step that the person was reminded of.</param>
    private sealed record Reminded(CustomerFile? File, Step Step, int Ver);

    // The card first: should this be cut off behind the change, the sentence that is sent again finds it.
    private async Task<Reply> CloseAsync(Turn turn, Reminded about, string rest, CancellationToken ct)
    {
        var (file, step) = (about.File, about.Step);
        Answer? told = rest.Length == 0 ? null
            : file is not null ? await telling.AfterAsync(turn, rest, file, step, ct)
            : (await telling.TellAsync(turn, rest, ct))?.Messages[0];
        var form = new ReminderForm(file?.Head.Id, step.Id, about.Ver.ToString(CultureInfo.InvariantCulture));
        switch (await steps.ChangeAsync(turn, form, StepAct.Done(turn.Now), ct))
        {
            case Press.Done or Press.Again:
                var words = turn.Words("reminders");
                List<Answer> messages = [Answer.Text(ReminderCards.ClosedLine(words, file, step with { State = StepState.Done }))];
                if (told is not null)
                {
                    messages.Add(told);
                }
                else if (file is not null)
                {
                    messages.AddRange([Answer.Text(words.Format("howWasIt", ("customer", file.Head.Name))), await forms.NewAsync(turn, file, step, ct)]);
                }

                return Reply.Say(messages);
            case Press.Not not:
                return told is null ? Reply.Say(not.Now) : Reply.Say(not.Now, told);
            default:
                return Reply.Nothing;
        }
    }

    /// <summary>What came with the latest reminder and is still to be done; empty when there was none lately.</summary>
    private async Task<IReadOnlyList<Reminded>> LatestAsync(Turn turn, CancellationToken ct)
    {
        var told = (await prompts.SeeAllAsync(turn.Tenant, turn.Me.Id, ct)).Prompts.Values.Select(p => p.Prompt)
            .Where(p => p.Kind != PromptKind.Escalation)
            .Select(p => (Prompt: p, At: ToldAt(p, turn.Now)))
            .Where(p => p.At is { } at && turn.Now - at <= Fresh)
            .GroupBy(p => p.Prompt.AttemptId, StringComparer.Ordinal).OrderByDescending(g => g.Max(p => p.At));
        foreach (var message in told)
        {
            var open = new List<Reminded>();
            foreach (var (prompt, _) in message)
            {
                if (await steps.FindAsync(turn, prompt.CustomerId, prompt.StepId, ct) is (var file, { State: StepState.Open } step, null))
                {
                    open.Add(new Reminded(file, step, step.Ver));
                }
            }

            if (open.Count > 0)
            {
                return open;
            }
        }

        return [];
    }

    // A person can answer what has arrived before the channel has said that it did.
    private static DateTimeOffset? ToldAt(Prompt prompt, DateTimeOffset now) => prompt.State == PromptState.Sending
        ? now
        : prompt.Trail?.LastOrDefault(m => m.State is PromptState.Sent or PromptState.Unknown)?.At;

    /// <summary>"Done, …" answers; "done the call with Contoso" tells.</summary>
    private static bool IsSetApart(Turn turn, Meaning meaning)
    {
        var slot = meaning.Slots.FirstOrDefault(s => s.Name == Pattern.Rest);
        var before = slot is null ? "" : (turn.Asked ?? "")[..Math.Min(slot.Start, turn.Asked?.Length ?? 0)].TrimEnd();
        return slot is null || (before.Length > 0 && !char.IsLetterOrDigit(before[^1]));
    }

    /// <summary>Slots of the phrase.</summary>
    private static class Pattern
    {
        public const string Rest = "text";
    }
}
