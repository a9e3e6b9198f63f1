using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>What the person is asked, once, before a filing is saved.</summary>
/// <param name="Question">At most two questions as one text.</param>
/// <param name="Hint">What can be done about it.</param>
/// <param name="AskReason">Whether a reason for no next step would answer it.</param>
/// <param name="Anyway">Whether it is shallow as it is.</param>
internal sealed record Asked(string Question, string Hint, IReadOnlyList<Chip> Chips, bool AskReason, bool Anyway);

/// <summary>A button of the coach: files with this next step.</summary>
/// <param name="ChipStep">Empty leaves the step that the form has.</param>
/// <param name="ChipOn">As <c>yyyy-MM-dd</c>.</param>
internal sealed record Chip(string Title, string ChipStep, string ChipOn);

/// <param name="Form">The form with the next step that its summary says.</param>
/// <param name="Asked">Null when there is nothing to ask.</param>
internal sealed record Looked(FollowUpForm Form, Advice Advice, Asked? Asked);

/// <summary>Looks at a new filing before it is saved: the coach, and what may be a slip.</summary>
internal sealed class Guard(CustomerStore customers, IndexStore index)
{
    /// <summary>Other customers of the author whose latest records are compared: those contacted last.</summary>
    private const int Others = 5;

    /// <summary>Records that are compared. Source: moonshot M1, "near-copy (char-shingle Jaccard vs last 20)".</summary>
    private const int MostCompared = 20;

    private sealed record Earlier(string CustomerId, string CustomerName, FollowUp Record);

    /// <param name="sure">Days that the person was asked about already.</param>
    public async Task<Looked> LookAsync(Turn turn, CustomerFile file, FollowUpForm form, IReadOnlyList<DateOnly> sure, CancellationToken ct)
    {
        var earlier = await EarlierAsync(turn, file, ct);
        var advice = Coaching.Review(turn.Me, turn.Now, form.ToFile, earlier.Select(e => e.Record.Summary));
        var taking = form.Taking(advice.Read.Next, turn.Today);
        var doubts = Doubts(turn, file, taking, advice, earlier, sure);
        return new Looked(taking, advice, CoachSays.Ask(turn, file, taking, advice, doubts));
    }

    private static List<Doubt> Doubts(Turn turn, CustomerFile file, FollowUpForm form, Advice advice, IReadOnlyList<Earlier> earlier, IReadOnlyList<DateOnly> sure)
    {
        var doubts = new List<Doubt>();
        var steps = form.Steps().Where(s => s.Who != StepTyped.Customer && FollowUpForm.Said(s.What) is not null);
        if (steps.Select(s => DoubtOf(turn, s, sure)).FirstOrDefault(d => d is not null) is { } doubt)
        {
            doubts.Add(doubt);
        }

        if (earlier.FirstOrDefault(e => e.CustomerId != file.Head.Id && Shingles.Shared(form.Summary ?? "", e.Record.Summary) >= Coach.Copied) is { } same)
        {
            doubts.Add(new Doubt.SameText(same.CustomerName));
        }

        if (Sums.Slip(form.Summary ?? "", file.Recent.Select(r => r.Summary)) is var (here, there))
        {
            doubts.Add(new Doubt.Unit(here, there));
        }

        if (advice.Read.Evidence is { NoOwner: true, Owner: false } && !advice.Review.Shallow)
        {
            doubts.Add(new Doubt.NoOwner());
        }

        return doubts;
    }

    private static Doubt? DoubtOf(Turn turn, StepTyped step, IReadOnlyList<DateOnly> sure) =>
        FollowUpForm.Day(step.On) is { } day && !sure.Contains(day) && (turn.Company.Find(step.Who ?? "") ?? turn.Me) is var owner
            ? DueDoubt.Of(owner, day)
            : null;

    /// <summary>The latest records of this author: of this customer, and of those they were in touch with last. A page a customer.</summary>
    private async Task<IReadOnlyList<Earlier>> EarlierAsync(Turn turn, CustomerFile file, CancellationToken ct)
    {
        var others = (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct))
            .Where(s => s.CustomerId != file.Head.Id && s.LastContact is not null)
            .OrderByDescending(s => s.LastContact).ThenBy(s => s.CustomerId, StringComparer.Ordinal).Take(Others);
        var pages = await Task.WhenAll(others.Select(async s =>
            (Stake: s, Page: await customers.TimelineAsync(turn.Tenant, s.CustomerId, MostCompared / Others, null, ct))));
        return
        [
            .. pages.SelectMany(p => p.Page.Items.Select(r => new Earlier(p.Stake.CustomerId, p.Stake.CustomerName, r)))
                .Concat(file.Recent.Select(r => new Earlier(file.Head.Id, file.Head.Name, r)))
                .Where(e => e.Record.AuthorId == turn.Me.Id).OrderByDescending(e => e.Record.FiledAt).Take(MostCompared),
        ];
    }
}
