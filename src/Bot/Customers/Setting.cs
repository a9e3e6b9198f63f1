using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Status, tier, VIP and tags set in words: what it was, what it is, and one tap to take it back.</summary>
internal sealed class Setting(AskedCustomer asked, CustomerStore customers, LikeTags likeTags)
{
    private const string Between = "\n";

    public Task<Reply> StatusAsync(Turn turn, Meaning meaning, CancellationToken ct) =>
        Codes.Read<Status>(Named(meaning.Values.GetValueOrDefault("status"))) is { } status
            ? asked.ThenAsync(turn, meaning, file => ChangeAsync(turn, file, "status", file.Head.Status.ToString(), status.ToString(), turn.OpId, ct), ct)
            : Task.FromResult(Reply.Say(Answer.Text(turn.Words("customers")["setWhat"])));

    public Task<Reply> TierAsync(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning,
        file => Codes.Read<Tier>(meaning.Values.GetValueOrDefault("tier")) is { } tier
            ? ChangeAsync(turn, file, "tier", file.Head.Tier.ToString(), tier.ToString(), turn.OpId, ct)
            : ChangeAsync(turn, file, "vip", file.Head.Vip ? "yes" : "no", meaning.Values.GetValueOrDefault("vip") ?? "no", turn.OpId, ct),
        ct);

    public Task<Reply> TagsAsync(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning,
        async file =>
        {
            var words = turn.Words("customers");
            var said = TypedTraits.List(meaning["text"] ?? meaning["other"]);
            var stored = file.Head.Tags ?? [];
            var op = meaning.Values.GetValueOrDefault("op");
            if (op == "show" || said.Count == 0)
            {
                return Reply.Say(Answer.Text(stored.Count == 0
                    ? words.Format("noTags", ("customer", file.Head.Name))
                    : words.Format("tagsAre", ("customer", file.Head.Name), ("tags", TypedTraits.Joined(stored, turn.Say.Language)))));
            }

            if (op != "remove" && await likeTags.OfAsync(turn.Tenant, stored, said, ct) is { Count: > 0 } like)
            {
                return Reply.Say(CustomerCards.TagAsk(turn, file.Head, said, like, turn.OpId));
            }

            var now = op == "remove" ? Traits.Without(stored, said, TypedTraits.TagKey) : Traits.With(stored, said, TypedTraits.TagKey);
            return await ChangeAsync(turn, file, "tags", string.Join(Between, stored), string.Join(Between, now), turn.OpId, ct);
        },
        ct);

    /// <summary>The tags that were asked about, as they were chosen.</summary>
    public Task<Reply> TagAsync(Turn turn, TagForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        async file =>
        {
            var now = Traits.With(file.Head.Tags, (form.Tags ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries), TypedTraits.TagKey);
            var reply = await ChangeAsync(turn, file, "tags", string.Join(Between, file.Head.Tags ?? []), string.Join(Between, now), Ids.Hash("tag", form.Order ?? ""), ct);
            return reply.Messages is [Answer.Card card] ? Reply.Replace(card) : reply;
        },
        ct);

    /// <summary>What was set is as it was before, unless it was set again since.</summary>
    public Task<Reply> BackAsync(Turn turn, SetBackForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        file => ChangeAsync(turn, file, form.What ?? "", form.Now ?? "", form.Was ?? "", Ids.Hash("set-back", form.Order ?? ""), ct, back: true),
        ct);

    private async Task<Reply> ChangeAsync(Turn turn, CustomerFile shown, string what, string from, string to, string opId, CancellationToken ct, bool back = false)
    {
        var words = turn.Words("customers");
        var outcome = await customers.ChangeAsync<NotKept>(
            new ChangeRequest(turn.Tenant, shown.Head.Id, opId, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotKept>.No(NotKept.NoCustomer)
                : !Sight.Content(turn.Me, file, turn.Company) ? new Decision<NotKept>.No(NotKept.NoSight)
                : back && Value(file.Head, what) != from ? new Decision<NotKept>.No(NotKept.Outdated)
                : SaidOf(what, to) is { } said && Traits.Change(file, said) is { } edit ? new Decision<NotKept>.Commit(edit)
                : new Decision<NotKept>.No(NotKept.Same),
            ct);
        switch (outcome)
        {
            case ChangeOutcome<NotKept>.Committed or ChangeOutcome<NotKept>.AlreadyDone when back:
                return Reply.Replace(CustomerCards.Settled(Line(turn, words, shown.Head.Name, what, from, to), turn.ByMe, true));
            case ChangeOutcome<NotKept>.Committed or ChangeOutcome<NotKept>.AlreadyDone:
                return Reply.Say(CustomerCards.Changed(turn, shown.Head, Line(turn, words, shown.Head.Name, what, from, to), what, from, to, opId));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Same }:
                return Reply.Say(Answer.Text(words.Format("already", ("customer", shown.Head.Name), ("field", words[LabelOf(what)]), ("value", Shown(turn, words, what, to)))));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Outdated }:
                return Reply.Replace(CustomerCards.Settled(words["setSince"], "", false));
            default:
                return Reply.Say(Answer.Text(words["busyChange"]));
        }
    }

    private static string Value(Customer head, string what) => what switch
    {
        "status" => head.Status.ToString(),
        "tier" => head.Tier.ToString(),
        "vip" => head.Vip ? "yes" : "no",
        _ => string.Join(Between, head.Tags ?? []),
    };

    private static Said? SaidOf(string what, string to) => what switch
    {
        "status" when Codes.Read<Status>(to) is { } status => new Said { Status = status },
        "tier" when Codes.Read<Tier>(to) is { } tier => new Said { Tier = tier },
        "vip" => new Said { Vip = to == "yes" },
        "tags" => new Said { Tags = [.. to.Split(Between, StringSplitOptions.RemoveEmptyEntries)] },
        _ => null,
    };

    private static string LabelOf(string what) => what switch
    {
        "status" => "newStatus",
        "tier" => "newTier",
        "vip" => "vip",
        _ => "tags",
    };

    private static string Line(Turn turn, Words words, string customer, string what, string from, string to) => words.Format(
        "setLine", ("customer", customer), ("field", words[LabelOf(what)]), ("from", Shown(turn, words, what, from)), ("to", Shown(turn, words, what, to)));

    private static string Shown(Turn turn, Words words, string what, string value) => what switch
    {
        "status" when Codes.Read<Status>(value) is { } status => turn.Say.Code(status),
        "vip" => words[value == "yes" ? "yes" : "no"],
        "tags" => value.Length == 0 ? words["none"] : TypedTraits.Joined(value.Split(Between), turn.Say.Language),
        _ => value,
    };

    /// <summary>The name of a code as phrases write it.</summary>
    private static string? Named(string? code) => code is null ? null : string.Concat(code.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
