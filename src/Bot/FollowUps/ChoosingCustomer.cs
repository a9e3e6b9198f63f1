using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>Which customer a form is about.</summary>
internal abstract record Chosen
{
    private Chosen() { }

    internal sealed record One(CustomerFile File) : Chosen;

    /// <param name="Picks">Customers that may be meant.</param>
    /// <param name="Create">A name that is nobody's and can be made a customer; null for none.</param>
    internal sealed record Ask(Problem Why, IReadOnlyList<Choice> Picks, string? Create) : Chosen;
}

/// <summary>From what stands in a form to its customer: the one it was opened for, else the one chosen, else the one whose name was typed.</summary>
internal sealed class ChoosingCustomer(CustomerStore customers, CustomerFinder finder)
{
    /// <exception cref="StorageUnavailableException">Nobody can say now who is called so.</exception>
    public async Task<Chosen> OfAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        if (draft.CustomerId is { } settled)
        {
            return await customers.LoadAsync(turn.Tenant, settled, ct) is { } its ? new Chosen.One(its) : Asking(Problem.Whole(words["customerGoneKept"]));
        }

        var (inList, typed) = (FollowUpForm.Said(form.Customer), FollowUpForm.Said(form.CustomerName));
        var chosen = inList is null ? null : await customers.LoadAsync(turn.Tenant, Ids.Given(inList), ct);
        if (chosen is null && IsId(inList) && typed is null)
        {
            return Asking(Problem.Whole(words["customerGoneKept"]));
        }

        if ((typed ?? (chosen is null ? inList : null)) is not { } name)
        {
            return chosen is null ? Asking(new Problem("customer", words["needCustomer"])) : new Chosen.One(chosen);
        }

        var named = await NamedAsync(turn, name, ct);
        return (chosen, named) switch
        {
            (null, _) => named,
            ({ } one, Chosen.One { File: var two }) when two.Head.Id == one.Head.Id => named,
            ({ } one, Chosen.One { File: var two }) => Asking(new Problem("customer", words.Format("customerTwice", ("one", one.Head.Name), ("two", two.Head.Name))), ChoiceOf(one), ChoiceOf(two)),
            ({ } one, Chosen.Ask ask) => ask with { Picks = [ChoiceOf(one), .. ask.Picks.Where(p => p.Value != one.Head.Id)] },
            _ => named,
        };
    }

    private async Task<Chosen> NamedAsync(Turn turn, string name, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        switch (await finder.FindAsync(turn.Tenant, turn.Me, name, ct))
        {
            case Meant.One one when await customers.LoadAsync(turn.Tenant, one.Customer.CustomerId, ct) is { } file:
                return new Chosen.One(file);
            case Meant.Several several:
                return new Chosen.Ask(new Problem("customer", words.Format("customerSeveral", ("name", Wording.Short(name, 40)))), Choices(several.Customers), null);
            case Meant.Nobody nobody:
                return new Chosen.Ask(
                    new Problem("customer", words.Format(nobody.Near.Count > 0 ? "customerNear" : "customerUnknown", ("name", Wording.Short(name, 40)))), Choices(nobody.Near), name);
            default:
                return Asking(Problem.Whole(words["customerGoneKept"]));
        }
    }

    private static Chosen.Ask Asking(Problem why, params IReadOnlyList<Choice> picks) => new(why, picks, null);

    public static IReadOnlyList<Choice> Choices(IReadOnlyList<CustomerName> names) => [.. names.Select(n => new Choice(n.Name, n.CustomerId))];

    private static Choice ChoiceOf(CustomerFile file) => new(file.Head.Name, file.Head.Id);

    /// <summary>Whether a text is an id rather than a name: ids are 16 characters without a space or an upper-case letter, or short with a number.</summary>
    public static bool IsId(string? text) => text is not null
        && ((text.Length == 16 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c)))
            || (text.Length is > 2 and < 8 && char.IsAsciiLetter(text[0]) && text.Skip(1).All(char.IsAsciiDigit)));
}
