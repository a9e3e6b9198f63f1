using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>Why somebody was reminded of something, or was not: of their own things everybody, of a report's their manager.</summary>
internal sealed class Explaining(
    CustomerFinder finder, CustomerStore customers, IndexStore index, OwnStepStore own, PromptStore prompts, ReminderSteps steps)
{
    private const int MostRows = 10;

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var said = meaning["customer"] ?? "";
        IReadOnlyList<Person> people = meaning["person"] is { } name ? Colleagues.Called(Sight.People(turn.Me, turn.Company), name) : [turn.Me];
        if (people.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", meaning["person"]))));
        }

        var found = new List<(CustomerFile? File, Step Step)>();
        foreach (var person in people)
        {
            found.AddRange(await OfAsync(turn, person, said, ct));
        }

        return found switch
        {
            [] => Reply.Say(Answer.Text(said.Length == 0 ? words["whyNothing"] : words.Format("whyNothingCalled", ("text", said)))),
            [var one] => Reply.Say(await ExplainAsync(turn, one.File, one.Step, ct)),
            _ => Reply.Say(WhyCards.Choose(turn, [.. found.OrderBy(f => (f.Step.DueAt - turn.Now).Duration()).Take(MostRows)], people.Count > 1)),
        };
    }

    public async Task<Reply> ExplainAsync(Turn turn, WhyForm form, CancellationToken ct)
    {
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        return Reply.Say(step is null ? no! : await ExplainAsync(turn, file, step, ct));
    }

    private async Task<Answer.Card> ExplainAsync(Turn turn, CustomerFile? file, Step step, CancellationToken ct)
    {
        var theirs = await prompts.SeeAsync(turn.Tenant, step.OwnerId, [Prompt.IdOf(step.Id)], ct);
        var mine = step.OwnerId == turn.Me.Id ? [] : await prompts.SeeAsync(turn.Tenant, turn.Me.Id, [Prompt.IdOf(step.Id), Prompt.EscalationOf(step.Id)], ct);
        return WhyCards.Of(turn, file, step, theirs is [var seen, ..] ? seen.Prompt : null, [.. mine.Select(m => m.Prompt)]);
    }

    /// <summary>What a person has to do that is called so, by the customer or by its own words; all that is due where nothing was named.</summary>
    private async Task<IEnumerable<(CustomerFile?, Step)>> OfAsync(Turn turn, Person person, string said, CancellationToken ct)
    {
        var stakes = await index.OfPersonAsync(turn.Tenant, person.Id, ct);
        IReadOnlyCollection<string> meant = said.Length == 0 ? [] : await finder.FindAsync(turn.Tenant, turn.Me, said, ct) switch
        {
            Meant.One one => [one.Customer.CustomerId],
            Meant.Several several => [.. several.Customers.Select(c => c.CustomerId)],
            _ => [],
        };
        var found = new List<(CustomerFile?, Step)>();
        foreach (var stake in stakes)
        {
            var named = meant.Contains(stake.CustomerId);
            var some = stake.OpenSteps.Any(s => said.Length == 0 ? Due.IsForToday(s, turn.Now) : IsCalled(s, said));
            if ((named || some) && await customers.LoadAsync(turn.Tenant, stake.CustomerId, ct) is { } file)
            {
                found.AddRange(Wanted(file.Steps.Where(s => s.OwnerId == person.Id && Sight.Act(turn.Me, s, file.Head, turn.Company)), turn, named ? "" : said, named)
                    .Select(s => ((CustomerFile?)file, s)));
            }
        }

        // What is nobody's customer is nobody else's to ask about.
        return person.Id != turn.Me.Id || meant.Count > 0 ? found
            : found.Concat(Wanted(await own.AllAsync(turn.Tenant, person.Id, ct), turn, said, false).Select(s => ((CustomerFile?)null, s)));
    }

    /// <summary>Open ones, else of a customer that was named the one that was closed last.</summary>
    private static IEnumerable<Step> Wanted(IEnumerable<Step> all, Turn turn, string said, bool named)
    {
        List<Step> steps = [.. all];
        List<Step> open = [.. steps.Where(s => s.State == StepState.Open && (named || (said.Length == 0 ? Due.IsForToday(s, turn.Now) : IsCalled(s, said))))];
        return open.Count > 0 ? open : steps.Where(s => s.State != StepState.Open && (named || (said.Length > 0 && IsCalled(s, said)))).OrderByDescending(s => s.ClosedAt).Take(1);
    }

    private static bool IsCalled(Step step, string said) =>
        step.What.Contains(said, StringComparison.OrdinalIgnoreCase) || said.Contains(step.What, StringComparison.OrdinalIgnoreCase);
}
