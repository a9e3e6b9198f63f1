using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>
/// The latest list that a person was sent, as it stands now: what was settled since stays in it and says so. Which things were in
/// it is known from the prompts of that one try.
/// </summary>
internal sealed class DigestAgain(PromptStore prompts, CustomerStore customers, OwnStepStore own, ReachStore reach)
{
    /// <summary>Names the list of one try; the prompts of all that is in it carry the same try.</summary>
    public static string IdOf(string attemptId) => Ids.From(attemptId, "list");

    /// <summary>The list that holds a step, with the id of its card; null when the person was sent none that can be changed.</summary>
    public async Task<(string CardId, Answer.Card Card)?> OfAsync(Turn turn, string stepId, CancellationToken ct)
    {
        var all = (await prompts.SeeAllAsync(turn.Tenant, turn.Me.Id, ct)).Prompts;
        var one = all.GetValueOrDefault(Prompt.IdOf(stepId)) ?? all.GetValueOrDefault(Prompt.EscalationOf(stepId));
        if (one?.Prompt.AttemptId is not { } attempt || (await reach.CardCopiesAsync(turn.Tenant, turn.Me.Id, IdOf(attempt), ct)).Count == 0)
        {
            return null;
        }

        var rows = new List<Told>();
        foreach (var prompt in all.Values.Select(p => p.Prompt).Where(p => p.AttemptId == attempt).OrderBy(p => p.Kind == PromptKind.Escalation).ThenBy(p => p.ForId is not null).ThenBy(p => p.DueAt))
        {
            var file = prompt.CustomerId.Length == 0 ? null : await customers.LoadAsync(turn.Tenant, prompt.CustomerId, ct);
            var step = prompt.CustomerId.Length == 0
                ? await own.GetAsync(turn.Tenant, turn.Me.Id, prompt.StepId, ct)
                : file?.Steps.FirstOrDefault(s => s.Id == prompt.StepId);
            if (step is { What.Length: > 0 } && !(step.State == StepState.Cancelled && Lateness.IsTooLate(step, turn.Today)))
            {
                rows.Add(new Told(prompt, file, step));
            }
        }

        return rows.Count == 0 ? null : (IdOf(attempt), Card(turn, rows));
    }

    private readonly record struct Told(Prompt Prompt, CustomerFile? File, Step Step)
    {
        /// <summary>Also what was planned anew and not brought again since: it still carries the try of the list.</summary>
        public bool IsSettled => Step.State != StepState.Open || Step.Ver > Prompt.Ver || Prompt.RemovedVer >= Prompt.Ver || Prompt is { State: PromptState.Pending, Nudge: null };
    }

    private static Answer.Card Card(Turn turn, IReadOnlyList<Told> all)
    {
        var words = turn.Words("reminders");
        var settled = all.Count(t => t.IsSettled);
        var title = settled == all.Count
            ? words.Format("allSettled", ("count", all.Count))
            : words.Format("someSettled", ("count", all.Count), ("settled", settled));
        var shown = all.Take(Digest.MostRows).ToList();
        var model = new DigestModel(
            words["dueKind"], title, "",
            StepSection.Of(shown.Select(t => (SectionOf(turn, t), Row(turn, t)))), [], "",
            all.Count > shown.Count ? words.Format("more", ("count", all.Count - shown.Count)) : "");
        return Answer.Of("reminders/list", model, DigestJson.Default.DigestModel, title) with { Quotes = Quoted.By(all.Select(t => t.Step)) };
    }

    private static string SectionOf(Turn turn, Told told) => told.Prompt switch
    {
        { Kind: PromptKind.Escalation } => turn.Words("reminders")["teamSection"],
        { ForId: { } id } => Digest.Covering(turn, id),
        _ when told.Step.By == OwedBy.Customer => turn.Words("reminders")["theirSection"],
        _ => "",
    };

    private static StepRow Row(Turn turn, Told told)
    {
        var words = turn.Words("reminders");
        var row = StepRow.Of(
            turn, told.File?.Head.Id ?? "", told.File?.Head.Name ?? "", told.Step,
            told.Prompt.Kind == PromptKind.Escalation ? turn.Company.NameOf(told.Prompt.ForId ?? told.Step.OwnerId) : null);
        return !told.IsSettled ? row : row with
        {
            Late = false,
            Due = told.Step switch
            {
                { State: StepState.Done } => words["rowDone"],
                { State: StepState.Cancelled } => words["rowCancelled"],
                var step when step.OwnerId != (told.Prompt.ForId ?? turn.Me.Id) => words["rowHanded"],
                _ => words["rowMoved"],
            },
        };
    }
}
