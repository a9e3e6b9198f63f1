using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <param name="Of">Of how many customers these are, and by what they were chosen.</param>
internal sealed record WhereModel(
    string Title, string Of, IReadOnlyList<PickRow> Rows, string Empty, string More, string From, string Field, string How, string Said);

/// <summary>A button that goes on with the list.</summary>
internal sealed record WhereForm(string? Field, string? How, string? Said, string? From);

/// <summary>
/// Customers in sight by what was filed last in a field of the company's own. The records are read, not a copy of them: what is erased or
/// deleted is found no more.
/// </summary>
internal sealed class Where(IndexStore index, CustomerStore customers)
{
    /// <summary>Customers that are looked at, those spoken to last first.</summary>
    public const int MostLooked = 500;

    /// <summary>Records of a customer that are looked at, the newest first.</summary>
    public const int MostRecords = 20;

    private const int SideBySide = 16;

    private sealed record Found(Stake Stake, string Value, FollowUp Record);

    public Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct) => FieldsSought.Of(turn.Fields, meaning["text"] ?? meaning["other"] ?? "") is { } asked
        ? FromAsync(turn, asked, null, ct)
        : Task.FromResult(Reply.Say(Answer.Text(turn.Words("customers")["whereWhat"])));

    public Task<Reply> GoOnAsync(Turn turn, WhereForm form, CancellationToken ct) =>
        turn.Fields.Find(Ids.Given(form.Field)) is { } field && form.Said is { Length: > 0 } said
            ? FromAsync(turn, new FieldSought(field, Codes.Read<FieldHow>(form.How) ?? FieldHow.Is, said), form.From, ct)
            : Task.FromResult(Reply.Say(Answer.Text(turn.Words("customers")["whereWhat"])));

    private async Task<Reply> FromAsync(Turn turn, FieldSought asked, string? from, CancellationToken ct)
    {
        var (words, field) = (turn.Words("customers"), asked.Field);
        if (asked.Value(said => DateReader.When(said, WhenSaid.Context(turn.Me, turn.Now))?.Day) is not { } value)
        {
            return Reply.Say(Answer.Text(words.Format(
                field.Kind == FieldKind.Choice ? "whereChoices" : "whereUnread", ("field", field.NameIn(turn.Say.Language)), ("said", Wording.Short(asked.Said, 40)),
                ("choices", TypedTraits.Joined([.. field.Choices.Select(c => c.NameIn(turn.Say.Language))], turn.Say.Language)))));
        }

        var all = await InSightAsync(turn, ct);
        var found = await FoundAsync(turn, asked, value, [.. all.Take(MostLooked)], ct);
        var start = Paging.Start(from, found.Count);
        List<Found> page = [.. found.Skip(start).Take(CustomerCards.MostRows)];
        var files = await Task.WhenAll(page.Select(one => customers.LoadAsync(turn.Tenant, one.Stake.CustomerId, ct).AsTask()));
        // What is cut from the list counts, not what is left of it: a customer that went out of sight since leaves a gap and repeats nobody.
        List<PickRow> rows =
        [
            .. page.Zip(files).Where(p => p.Second is { } file && Sight.Content(turn.Me, file, turn.Company)).Select(p => new PickRow(
                p.Second!.Head.Id, p.Second.Head.Name, words.Format(
                    "whereFiled", ("value", Wording.Short(FieldLines.Shown(field, p.First.Value, turn.Say, turn.Today), 60)),
                    ("day", turn.Say.Day(Zones.DayOf(p.First.Record.ContactedAt, turn.Me.Zone), turn.Today)), ("owner", turn.Company.NameOf(p.Second.Head.OwnerId))))),
        ];
        var count = found.Count - (page.Count - rows.Count);
        var left = found.Count - start - page.Count;
        var shown = words.Format(Key(asked.How), ("field", field.NameIn(turn.Say.Language)), ("value", FieldLines.Shown(field, value, turn.Say, turn.Today)));
        var title = words.Format("whereTitle", ("asked", shown), ("count", count));
        var model = new WhereModel(
            title, words.Format(all.Count > MostLooked ? "whereOfSome" : "whereOf", ("count", count), ("all", all.Count), ("most", MostLooked)), rows,
            count == 0 ? words["whereNone"] : "", left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, page.Count, found.Count), field.Id, asked.How.ToString(), asked.Said);
        return Reply.Say(Answer.Of("customers/where", model, CustomerCardJson.Default.WhereModel, title) with { About = [.. rows.Select(r => r.Customer)] });
    }

    private static string Key(FieldHow how) => how switch
    {
        FieldHow.Over => "whereOver",
        FieldHow.AtLeast => "whereAtLeast",
        FieldHow.Under => "whereUnder",
        FieldHow.AtMost => "whereAtMost",
        _ => "whereIs",
    };

    /// <summary>Each customer once, those spoken to last first.</summary>
    private async Task<IReadOnlyList<Stake>> InSightAsync(Turn turn, CancellationToken ct)
    {
        var all = new Dictionary<string, Stake>(StringComparer.Ordinal);
        var people = Sight.People(turn.Me, turn.Company).Select(p => p.Id).Concat(turn.Company.CoveredBy(turn.Me.Id)).Distinct(StringComparer.Ordinal);
        await foreach (var (_, stakes) in index.OfPeopleAsync(turn.Tenant, people, ct))
        {
            foreach (var stake in stakes)
            {
                all.TryAdd(stake.CustomerId, stake);
            }
        }

        return [.. all.Values.OrderByDescending(s => s.LastContact).ThenBy(s => s.CustomerName, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Found>> FoundAsync(Turn turn, FieldSought asked, string value, IReadOnlyList<Stake> stakes, CancellationToken ct)
    {
        var found = new List<Found>();
        foreach (var some in stakes.Chunk(SideBySide))
        {
            var read = await Task.WhenAll(some.Select(async s => (Stake: s, Record: await LastAsync(turn, s.CustomerId, asked.Field.Id, ct))));
            found.AddRange(read.Where(r => r.Record is not null).Select(r => new Found(r.Stake, r.Record!.Fields![asked.Field.Id], r.Record)).Where(f => asked.Fits(f.Value, value)));
        }

        return found;
    }

    private async Task<FollowUp?> LastAsync(Turn turn, string customer, string field, CancellationToken ct) =>
        (await customers.TimelineAsync(turn.Tenant, customer, MostRecords, null, ct)).Items.FirstOrDefault(r => r.Fields?.ContainsKey(field) is true);
}
