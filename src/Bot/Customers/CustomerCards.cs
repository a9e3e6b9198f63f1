using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>The cards of customers, from records to what a person reads.</summary>
internal static class CustomerCards
{
    /// <summary>Rows of a list that a person reads without scrolling away.</summary>
    public const int MostRows = 10;

    public static Answer.Card Pick(Turn turn, string said, IReadOnlyList<CustomerName> candidates, string verb)
    {
        var title = turn.Words("customers").Format("whichOne", ("name", said));
        return Answer.Of("customers/pick", new PickModel(title, verb, Rows(turn, candidates), "", ""), CustomerCardJson.Default.PickModel, title);
    }

    public static Answer NotFound(Turn turn, string said, IReadOnlyList<CustomerName> near, string verb)
    {
        var words = turn.Words("customers");
        if (near.Count == 0)
        {
            return Answer.Text(words.Format("notFound", ("name", said)), words.Format("createSentence", ("name", said)));
        }

        var title = words.Format("notFoundNear", ("name", said));
        var model = new PickModel(title, verb, Rows(turn, near), words.Format("createNamed", ("name", Wording.Short(said, 20))), said);
        return Answer.Of("customers/pick", model, CustomerCardJson.Default.PickModel, title);
    }

    /// <summary>What everyone in the tenant may know, and nothing beyond it.</summary>
    public static Answer Refusal(Turn turn, Customer head) => Answer.Text(turn.Words("customers").Format(
        head.LastContact is null ? "refusedNever" : "refused",
        ("customer", head.Name), ("owner", turn.Company.NameOf(head.OwnerId)),
        ("day", head.LastContact is { } day ? turn.Say.Day(day, turn.Today) : "")));

    /// <param name="turn">Who asks.</param>
    /// <param name="file">The customer.</param>
    /// <param name="created">That it was just created, by whom and when; empty else.</param>
    public static Answer.Card Status(Turn turn, CustomerFile file, string created = "")
    {
        var (words, say, head) = (turn.Words("customers"), turn.Say, file.Head);
        var ours = file.OpenSteps.Where(s => s.By == OwedBy.Us && Sight.List(turn.Me, s, turn.Company)).ToList();
        var theirs = file.OpenSteps.FirstOrDefault(s => s.By == OwedBy.Customer);
        var late = ours.Where(s => Due.IsOverdue(s, turn.Now)).ToList();
        var next = ours.FirstOrDefault(s => !Due.IsOverdue(s, turn.Now));
        var complaint = file.Complaints.FirstOrDefault(c => c.ClosedAt is null);
        List<Contact> there = [.. ContactList.InOrder(file).Where(c => c.LeftOn is null)];
        var model = new StatusModel(
            head.Id, head.Name, Line(turn, head.Stage, head.Status, head.Tier) + (head.Vip ? " · VIP" : ""), Facts(turn, head),
            [.. Objections(turn, file)],
            [.. file.Recent.Take(3).Select(r => new SummaryRow(
                $"{say.Day(Zones.DayOf(r.ContactedAt, turn.Me.Zone), turn.Today)} · {say.Code(r.Channel)} · {turn.Company.NameOf(r.AuthorId)}",
                FieldLines.Under(Wording.Short(r.Summary, 240), turn, r)))],
            late.Count > 0 ? Promise(turn, late[0]) : "",
            theirs is null ? "" : Promise(turn, theirs),
            next is null ? "" : Wording.Short(next.What, 120),
            next is null ? "" : say.DayAndDistance(next, turn.Now) + More(words, ours.Count - late.Count - 1),
            late.Count switch { 0 => "", 1 => words["overdueOne"], var n => words.Format("overdueMany", ("count", n)) },
            complaint is null ? "" : words.Format("openComplaint", ("severity", say.Code(complaint.Severity)), ("text", Wording.Short(complaint.Text, 120))),
            Wording.Short(TypedTraits.Joined([.. there.Select(c => c.Shown())], say.Language), 80),
            TypedTraits.Joined([.. head.Helpers.Select(turn.Company.NameOf)], say.Language),
            created);
        return Answer.Of("customers/status", model, CustomerCardJson.Default.StatusModel, $"{head.Name} · {model.Line}") with
        {
            Quotes = [.. Quoted.By(file.Recent.Take(3)), .. Quoted.By(late.FirstOrDefault(), theirs, next), .. Quoted.By(Profile.Of(file, turn.Me.Zone).Objections.Take(2))],
        };
    }

    public static Answer Mine(Turn turn, IReadOnlyList<Stake> stakes, string? from)
    {
        var (words, say) = (turn.Words("customers"), turn.Say);
        var start = Paging.Start(from, stakes.Count);
        var rows = stakes.Select(s => (Stake: s, Next: s.OpenSteps.Where(o => o.By == OwedBy.Us).MinBy(o => o.DueAt)))
            .OrderBy(r => r.Next?.DueAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.Stake.CustomerName, StringComparer.Ordinal)
            .Skip(start).Take(MostRows)
            .Select(r => new CustomerRow(
                r.Stake.CustomerId, r.Stake.CustomerName,
                Line(turn, r.Stake.Stage, r.Stake.Status, r.Stake.Tier),
                r.Next is null ? words["noNextStep"] : say.Distance(r.Next, turn.Now),
                r.Next is not null && Due.IsOverdue(r.Next, turn.Now)))
            .ToList();
        var title = words.Format("mineTitle", ("count", stakes.Count));
        var left = stakes.Count - start - rows.Count;
        var model = new MineModel(
            title, rows, left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, stakes.Count),
            stakes.Count == 0 ? words["noneMine"] : "", stakes.Count == 0 ? words["noneMineHint"] : "");
        return Answer.Of("customers/mine", model, CustomerCardJson.Default.MineModel, stakes.Count == 0 ? words["noneMine"] : title);
    }

    /// <param name="alike">Customers that it may be in truth.</param>
    public static Answer.Card New(Turn turn, NewCustomerForm typed, string draft, IReadOnlyList<Problem> faults, IReadOnlyList<CustomerName> alike) => Answer.Of(
        "customers/new",
        new NewModel(
            draft, Lines(turn, faults), Wrong(faults), [.. alike.Select(n => new PickRow(n.CustomerId, n.Name, turn.Company.NameOf(n.OwnerId)))], typed.Name ?? "", typed.Aliases ?? "", typed.Contact ?? "", typed.Industry ?? "", typed.Tags ?? "",
            typed.Tier ?? nameof(Tier.C), typed.Status ?? nameof(Domain.Status.New), typed.Vip ?? "false"),
        CustomerCardJson.Default.NewModel, turn.Words("customers")["newTitle"]);

    /// <param name="meanwhile">What another person changed; empty for nothing.</param>
    public static Answer.Card Edit(Turn turn, Customer head, EditForm typed, IReadOnlyList<Problem> faults, string meanwhile)
    {
        var title = turn.Words("customers").Format("editTitle", ("customer", head.Name));
        return Answer.Of(
            "customers/edit",
            new EditModel(
                typed.Draft ?? "", head.Id, title, Lines(turn, faults), Wrong(faults), meanwhile, typed.Name ?? "", typed.Aliases ?? "", typed.Industry ?? "", typed.Tags ?? "",
                typed.Tier ?? head.Tier.ToString(), typed.Stage ?? head.Stage.ToString(), typed.Status ?? head.Status.ToString(), typed.Vip ?? "false"),
            CustomerCardJson.Default.EditModel, title);
    }

    /// <summary>What was set in words; the button takes it back.</summary>
    public static Answer.Card Changed(Turn turn, Customer head, string line, string what, string was, string now, string order) => Answer.Of(
        "customers/changed", new ChangedModel(line, turn.ByMe, head.Id, what, was, now, order), CustomerCardJson.Default.ChangedModel, line);

    /// <summary>Whether a new tag means one that colleagues use already.</summary>
    public static Answer.Card TagAsk(Turn turn, Customer head, IReadOnlyList<string> said, IReadOnlyList<LikeTag> like, string order)
    {
        var (words, language) = (turn.Words("customers"), turn.Say.Language);
        var (existing, fresh) = (TypedTraits.Joined([.. like.Select(l => l.Existing).Distinct(StringComparer.Ordinal)], language), TypedTraits.Joined([.. like.Select(l => l.Said)], language));
        var title = words.Format("tagAlikeTitle", ("existing", Wording.Short(existing, 60)), ("said", Wording.Short(fresh, 60)));
        return Answer.Of(
            "customers/tag-ask",
            new TagAskModel(
                head.Id, title, head.Name, words.Format("tagUse", ("tag", Wording.Short(existing, 16))), string.Join('\n', LikeTags.Using(said, like)),
                words.Format("tagMake", ("tag", Wording.Short(fresh, 16))), string.Join('\n', said), order),
            CustomerCardJson.Default.TagAskModel, title);
    }

    public static Answer.Card Settled(string line, string by, bool done) =>
        Answer.Of("customers/settled", new SettledModel(line, by, done), CustomerCardJson.Default.SettledModel, line);

    private static IReadOnlyList<string> Lines(Turn turn, IReadOnlyList<Problem> faults) =>
        [.. faults.Select(f => f.Line(turn.Say, input => turn.Words("customers")[TypedTraits.Label(input)]))];

    private static TraitFaults Wrong(IReadOnlyList<Problem> faults) => new(
        Problem.At(faults, "name"), Problem.At(faults, "contact"), Problem.At(faults, "aliases"), Problem.At(faults, "industry"), Problem.At(faults, "tags"));

    private static string Line(Turn turn, Stage stage, Status status, Tier tier) =>
        turn.Words("customers").Format("line", ("stage", turn.Say.Code(stage)), ("status", turn.Say.Code(status)), ("tier", tier));

    private static IReadOnlyList<FactRow> Facts(Turn turn, Customer head)
    {
        var (words, say) = (turn.Words("customers"), turn.Say);
        List<FactRow> facts =
        [
            new(words["lastContact"], head.LastContact is { } last ? $"{say.Day(last, turn.Today)} · {say.Ago(last, turn.Today)}" : words["never"]),
            new(words["owner"], turn.Company.NameOf(head.OwnerId)),
        ];
        if (head.Industry is { } industry)
        {
            facts.Add(new FactRow(words["industry"], industry));
        }

        if (head.Tags is { Count: > 0 } tags)
        {
            facts.Add(new FactRow(words["tags"], TypedTraits.Joined(tags, say.Language)));
        }

        return facts;
    }

    private static IEnumerable<SummaryRow> Objections(Turn turn, CustomerFile file) => Profile.Of(file, turn.Me.Zone).Objections.Take(2).Select(o => new SummaryRow(
        turn.Say.Day(Zones.DayOf(o.LastAt, turn.Me.Zone), turn.Today), Wording.Short(o.Text, 120)));

    private static string More(Words words, int count) => count > 0 ? words.Format("moreSteps", ("count", count)) : "";

    private static string Promise(Turn turn, Step step) =>
        $"{Wording.Short(step.What, 120)} · {turn.Say.DayAndDistance(step, turn.Now)}";

    public static IReadOnlyList<PickRow> Rows(Turn turn, IReadOnlyList<CustomerName> names) =>
        [.. names.Select(n => new PickRow(n.CustomerId, n.Name, turn.Words("customers").Format("ownedBy", ("owner", turn.Company.NameOf(n.OwnerId)))))];
}
