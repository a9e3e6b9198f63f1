using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Reviews;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

internal sealed record PromiseRow(string Customer, string Step, string Title, string Line, string Due, bool Late);

internal sealed record PromiseSection(string Title, IReadOnlyList<PromiseRow> Rows);

/// <summary>What is owed either way. <c>About</c> is the customer it is of, <c>Person</c> whose they are; both empty for one's own. <c>From</c> goes on with the list.</summary>
internal sealed record PromisesModel(
    string Title, string Subtitle, string About, string Person, string By, IReadOnlyList<PromiseSection> Sections, string More, string From, string Empty, string Hint);

/// <summary>Open promises, ours and the customers', by their day. Source: moonshot M7.</summary>
internal sealed class PromiseList(CustomerStore customers, IndexStore index, CustomerFinder finder)
{
    private const int MostRows = 10;
    private const string Us = "us";
    private const string Customer = "customer";

    private sealed record Owed(string CustomerId, string Title, string Line, Step Step);

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var by = By(meaning.Values.GetValueOrDefault("by"));
        if (meaning["customer"] is { } said)
        {
            return await finder.AskAsync(turn, said, "wishes/promises", id => OfAsync(turn, id, by, null, ct), ct);
        }

        return meaning["person"] is not { } name ? Reply.Say(await OfPeopleAsync(turn, null, by, null, ct))
            : Scope.Said(turn, meaning) is { } scope ? Reply.Say(await OfPeopleAsync(turn, scope, by, null, ct))
            : Reply.Say(Answer.Text(turn.Words("team").Format("nobodyCalled", ("name", name))));
    }

    /// <summary>Of those people of the button whom the one who presses may still see.</summary>
    public async Task<Reply> GoOnAsync(Turn turn, PromisesForm form, CancellationToken ct)
    {
        var by = By(form.By);
        if (!string.IsNullOrEmpty(form.Customer))
        {
            return Reply.Say(await OfAsync(turn, Ids.Given(form.Customer), by, form.From, ct));
        }

        var scope = string.IsNullOrEmpty(form.Person) ? null : Scope.Of(turn, form.Person);
        return Reply.Say(scope is { People: [] } ? Answer.Text(turn.Words("wishes")["peopleOutOfSight"]) : await OfPeopleAsync(turn, scope, by, form.From, ct));
    }

    /// <summary>Those of one customer, whoever keeps or waits for them.</summary>
    /// <param name="by">Null for both sides.</param>
    public async Task<Answer> OfAsync(Turn turn, string customerId, OwedBy? by, string? from, CancellationToken ct)
    {
        if (await customers.LoadAsync(turn.Tenant, customerId, ct) is not { } file)
        {
            return Answer.Text(turn.Words("customers")["gone"]);
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return CustomerCards.Refusal(turn, file.Head);
        }

        var steps = file.OpenSteps.Where(IsPromise).Where(s => Sight.List(turn.Me, s, turn.Company));
        return Card(turn, [.. steps.Select(s => new Owed(customerId, s.What, turn.Company.NameOf(s.OwnerId), s))], by, file.Head, from);
    }

    /// <param name="scope">Null for one's own.</param>
    private async Task<Answer> OfPeopleAsync(Turn turn, Scope? scope, OwedBy? by, string? from, CancellationToken ct)
    {
        var owed = new List<Owed>();
        await foreach (var (_, stakes) in index.OfPeopleAsync(turn.Tenant, (scope?.People ?? [turn.Me]).Select(p => p.Id), ct))
        {
            owed.AddRange(stakes.SelectMany(s => s.OpenSteps.Where(o => IsPromise(o) && Sight.List(turn.Me, o, turn.Company)).Select(o => new Owed(s.CustomerId, s.CustomerName, LineOf(o), o))));
        }

        string LineOf(Step step) => scope is { People.Count: > 1 } ? $"{Wording.Short(step.What, 120)} · {turn.Company.NameOf(step.OwnerId)}" : Wording.Short(step.What, 120);

        return Card(turn, owed, by, null, from, scope is null || scope.IsMe(turn) ? null : scope);
    }

    private static Answer.Card Card(Turn turn, IReadOnlyList<Owed> all, OwedBy? by, Customer? of, string? from, Scope? scope = null)
    {
        var words = turn.Words("wishes");
        var asked = all.Where(o => by is null || o.Step.By == by).OrderBy(o => o.Step.By).ThenBy(o => o.Step.DueAt).ThenBy(o => o.Step.Id, StringComparer.Ordinal).ToList();
        var start = Paging.Start(from, asked.Count);
        var shown = asked.Skip(start).Take(MostRows).ToList();
        var left = asked.Count - start - shown.Count;
        var title = scope is not null
            ? words.Format(by switch { OwedBy.Us => "oursBy", OwedBy.Customer => "theirsTo", _ => "promisesBy" }, ("name", scope.Text))
            : of is null ? words[by switch { OwedBy.Us => "oursTitle", OwedBy.Customer => "theirsTitle", _ => "promisesTitle" }]
            : words.Format(by switch { OwedBy.Us => "oursOf", OwedBy.Customer => "theirsOf", _ => "promisesOf" }, ("customer", of.Name));
        var model = new PromisesModel(
            title, string.Join(" · ", new[] { Count(turn, asked, OwedBy.Us), Count(turn, asked, OwedBy.Customer) }.Where(c => c.Length > 0)), of?.Id ?? "", scope?.Code ?? "", Code(by),
            [.. shown.GroupBy(o => o.Step.By).Select(g => new PromiseSection(by is null ? words[g.Key == OwedBy.Us ? "oursSection" : "theirsSection"] : "", [.. g.Select(o => Row(turn, o))]))],
            left > 0 ? words.Format("morePromises", ("count", left)) : "", Paging.Next(start, shown.Count, asked.Count),
            asked.Count == 0 ? words["nothingOwed"] : "", asked.Count == 0 ? words["nothingOwedHint"] : "");
        return Answer.Of("wishes/promises", model, WishCardJson.Default.PromisesModel, $"{title} · {(asked.Count == 0 ? model.Empty : model.Subtitle)}") with
        {
            About = of is null ? [] : [of.Id],
            Quotes = Quoted.By(shown.Select(o => o.Step)),
        };
    }

    private static PromiseRow Row(Turn turn, Owed owed) => new(
        owed.CustomerId, owed.Step.Id, Wording.Short(owed.Title, 120), owed.Line, turn.Say.Distance(owed.Step, turn.Now), Due.IsOverdue(owed.Step, turn.Now));

    /// <summary>How many one side owes, and how many of them are past their day; empty for none.</summary>
    private static string Count(Turn turn, IEnumerable<Owed> all, OwedBy by)
    {
        var steps = all.Where(o => o.Step.By == by).Select(o => o.Step).ToList();
        var late = steps.Count(s => Due.DaysLate(s, turn.Now) > 0);
        var words = turn.Words("wishes");
        return (steps.Count, late) switch
        {
            (0, _) => "",
            (var count, 0) => words.Format(by == OwedBy.Us ? "oursCount" : "theirsCount", ("count", count)),
            var (count, past) => words.Format(by == OwedBy.Us ? "oursCountLate" : "theirsCountLate", ("count", count), ("late", past)),
        };
    }

    /// <summary>What a person told themselves to be reminded of, and acts of care, are promised to nobody.</summary>
    private static bool IsPromise(Step step) => step.Kind is null;

    private static OwedBy? By(string? code) => code switch { Us => OwedBy.Us, Customer => OwedBy.Customer, _ => null };

    private static string Code(OwedBy? by) => by switch { OwedBy.Us => Us, OwedBy.Customer => Customer, _ => "" };
}
