using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

internal sealed record PackRow(string Customer, string Name, string Line, string Due, bool Late);

/// <summary>What is in a person's hands, a page of it.</summary>
internal sealed record PackModel(
    string Title, string Subtitle, IReadOnlyList<Line> Facts, IReadOnlyList<PackRow> Rows, string More, string Person, string From,
    string Empty, string Hint);

internal sealed record ProgressModel(string Title, string Subtitle, IReadOnlyList<Line> Facts, string Hint, string Job, bool Running);

/// <param name="From">Where the page begins.</param>
internal sealed record PackForm(string? Person, string? From);

internal sealed record PersonForm(string? Person);

internal sealed record ProposeAllForm(string? Person, string? To);

/// <param name="Reports"><c>true</c> when who reports to the one who leaves gets the other as manager.</param>
internal sealed record GiveAllForm(string? Person, string? To, string? Order, string? Reports);

internal sealed record ProgressForm(string? Job);

/// <summary>The cards of a handover: what there is, and how far it is.</summary>
internal static class HandoverCards
{
    private const int MostRows = 8;
    private const int MostItems = 2;

    /// <param name="turn">Who asks.</param>
    /// <param name="leaver">Whose it is.</param>
    /// <param name="stakes">Everything in the leaver's hands.</param>
    /// <param name="from">Where the page begins.</param>
    /// <param name="files">The customers of <see cref="OnPage"/> that the reader sees: what they want and what stands in the way is told with them.</param>
    public static Answer.Card Pack(Turn turn, Person leaver, IReadOnlyList<Stake> stakes, string? from, IReadOnlyDictionary<string, CustomerFile> files)
    {
        var words = turn.Words("ownership");
        var self = leaver.Id == turn.Me.Id;
        var sees = self || turn.Company.ReportsTo(leaver.Id, turn.Me.Id);
        var start = Paging.Start(from, stakes.Count);
        var shown = OnPage(stakes, from).Select(s => (Stake: s, Open: sees ? OpenAt(turn, s, files.GetValueOrDefault(s.CustomerId)) : null)).ToList();
        var rows = shown.Select(s => Row(turn, s.Stake, s.Open)).ToList();
        var left = stakes.Count - start - rows.Count;
        var none = stakes.Count == 0 && !turn.Company.People.Any(p => p.ManagerId == leaver.Id);
        var title = self ? words["packSelf"] : words.Format("packTitle", ("name", leaver.Name));
        var owned = words.Format("packSubtitle", ("count", stakes.Count(s => s.Part == Part.Owner)));
        var model = new PackModel(
            title, none ? "" : owned, none ? [] : Facts(turn, leaver, stakes, sees), rows,
            left > 0 ? words.Format("more", ("count", left)) : "", leaver.Id, Paging.Next(start, rows.Count, stakes.Count),
            none ? words.Format("packNone", ("name", leaver.Name)) : "", none ? words["packNoneHint"] : "");
        return Answer.Of("ownership/pack", model, OwnershipCardJson.Default.PackModel, none ? title : $"{title} · {owned}") with
        {
            Quotes = [.. shown.Select(s => s.Open).OfType<Open>().SelectMany(o => Quoted.By(o.Ours, o.Theirs).Concat(Quoted.By([.. o.Objections, .. o.Needs]))).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>What is told of a customer: the next promise of each side, the objections and needs that were spoken of last.</summary>
    private sealed record Open(Step? Ours, Step? Theirs, IReadOnlyList<Item> Objections, IReadOnlyList<Item> Needs);

    /// <summary>What stands on the page that begins there.</summary>
    public static IEnumerable<Stake> OnPage(IReadOnlyList<Stake> stakes, string? from) =>
        stakes.OrderBy(s => s.Part).ThenBy(s => s.Tier).ThenBy(s => s.CustomerName, StringComparer.Ordinal).Skip(Paging.Start(from, stakes.Count)).Take(MostRows);

    public static Answer.Card Confirm(Turn turn, Person leaver, Person to, IReadOnlyList<Stake> stakes)
    {
        var words = turn.Words("ownership");
        var sees = leaver.Id == turn.Me.Id || turn.Company.ReportsTo(leaver.Id, turn.Me.Id);
        var reports = leaver.Id == turn.Me.Id ? 0 : turn.Company.People.Count(p => p.ManagerId == leaver.Id);
        var title = words.Format("allTitle", ("from", leaver.Name), ("to", to.Name));
        var model = new ConfirmModel(
            title, "", Facts(turn, leaver, stakes, sees), "", words.Format("allHint", ("to", to.Name)), "", leaver.Id, to.Id, turn.DraftId,
            reports == 0 ? "" : words.Format("alsoReports", ("count", reports), ("to", to.Name)));
        return Answer.Of("ownership/confirm", model, OwnershipCardJson.Default.ConfirmModel, title);
    }

    public static Answer.Card Progress(Wording say, Company company, Job job, HandoverOrder order)
    {
        var words = say.Words("ownership");
        var (from, to) = (company.NameOf(order.From), company.NameOf(order.To));
        var failed = job.State is JobState.Failed or JobState.Stopped || (job.State == JobState.Finished && job.Refused > 0);
        var (titleKey, hintKey) = failed ? ("runFailed", "failedHint") : job.State == JobState.Open ? ("runTitle", "runHint") : ("runDone", "doneHint");
        List<Line> facts = [new(words["factDone"], words.Format("ofTotal", ("done", job.Done), ("total", job.Total ?? job.Done)))];
        if (job.Refused > 0)
        {
            facts.Add(new(words["factLeft"], $"{job.Refused}"));
        }

        var title = words.Format(titleKey, ("from", from), ("to", to));
        var model = new ProgressModel(title, "", facts, words[hintKey], job.Id, job.State == JobState.Open);
        return Answer.Of("ownership/progress", model, OwnershipCardJson.Default.ProgressModel, title);
    }

    private static List<Line> Facts(Turn turn, Person leaver, IReadOnlyList<Stake> stakes, bool sees)
    {
        var words = turn.Words("ownership");
        var steps = stakes.SelectMany(s => s.OpenSteps).ToList();
        List<Line> facts = [new(words["factCustomers"], $"{stakes.Count(s => s.Part == Part.Owner)}")];
        if (sees)
        {
            facts.Add(new(words["factOurs"], $"{steps.Count(s => s.By == OwedBy.Us)}"));
            facts.Add(new(words["factTheirs"], $"{steps.Count(s => s.By == OwedBy.Customer)}"));
            facts.Add(new(words["factOverdue"], $"{steps.Count(s => Due.IsOverdue(s, turn.Now))}"));
        }

        facts.Add(new(words["factElsewhere"], $"{stakes.Count(s => s.Part != Part.Owner)}"));
        facts.Add(new(words["factReports"], $"{turn.Company.People.Count(p => p.ManagerId == leaver.Id)}"));
        return [.. facts.Where((f, i) => i == 0 || f.Value != "0")];
    }

    private static Open OpenAt(Turn turn, Stake stake, CustomerFile? file)
    {
        var steps = stake.OpenSteps.Where(s => Sight.List(turn.Me, s, turn.Company)).ToList();
        return new Open(steps.Find(s => s.By == OwedBy.Us), steps.Find(s => s.By == OwedBy.Customer), Items(ItemKind.Objection), Items(ItemKind.Need));

        IReadOnlyList<Item> Items(ItemKind kind) => [.. (file?.Items ?? []).Where(i => i.IsOpen && i.Kind == kind).OrderByDescending(i => i.LastAt).Take(MostItems)];
    }

    /// <param name="open">Null for who may not see it.</param>
    private static PackRow Row(Turn turn, Stake stake, Open? open)
    {
        var words = turn.Words("ownership");
        var owner = stake.Part == Part.Owner ? "" : words.Format("ownedBy", ("owner", turn.Company.NameOf(stake.OwnerId))) + " · ";
        if (open is null)
        {
            return new PackRow(stake.CustomerId, stake.CustomerName, owner + words["hiddenLine"], "", false);
        }

        string[] promises =
        [
            open.Ours is null ? "" : words.Format("ourLine", ("what", Wording.Short(open.Ours.What, 60))),
            open.Theirs is null ? "" : words.Format("theirLine", ("what", Wording.Short(open.Theirs.What, 60))),
            Items("objectionsLine", open.Objections),
            Items("needsLine", open.Needs),
        ];
        var line = string.Join(" · ", promises.Where(p => p.Length > 0));
        return new PackRow(
            stake.CustomerId, stake.CustomerName, owner + (line.Length == 0 ? words["nothingOpen"] : line),
            open.Ours is null ? "" : turn.Say.Distance(open.Ours, turn.Now), open.Ours is not null && Due.IsOverdue(open.Ours, turn.Now));

        string Items(string key, IReadOnlyList<Item> items) =>
            items.Count == 0 ? "" : words.Format(key, ("what", string.Join(turn.Words("help")["listSeparator"], items.Select(i => Wording.Short(i.Text, 40)))));
    }
}
