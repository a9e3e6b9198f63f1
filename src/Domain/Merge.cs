namespace CrmBot.Domain;

/// <summary>Why two customers are not merged.</summary>
public enum NotMerged
{
    /// <summary>One of them is not there, or is gone.</summary>
    NoCustomer,

    /// <summary>They are one customer already.</summary>
    Same,

    /// <summary>The one who asks may not decide it of both.</summary>
    NotTheirs,

    /// <summary>Together more is open than one customer can have.</summary>
    TooMuch,
}

/// <summary>Two customers that are the same one in truth become one.</summary>
public static class Merge
{
    /// <summary>
    /// Open steps of both with the contacts and open complaints of the one that goes: they move in one change, whose set has
    /// room for no more.
    /// </summary>
    public const int Most = 70;

    /// <summary>Null when <paramref name="by"/> may merge the one into the other.</summary>
    public static NotMerged? Refusal(Person by, CustomerFile? loser, CustomerFile? winner, Company company)
    {
        if (loser is null || winner is null)
        {
            return NotMerged.NoCustomer;
        }

        if (loser.Head.Id == winner.Head.Id)
        {
            return NotMerged.Same;
        }

        if (!Ownership.MayGive(by, loser.Head.OwnerId, company) || !Ownership.MayGive(by, winner.Head.OwnerId, company))
        {
            return NotMerged.NotTheirs;
        }

        var steps = loser.OpenSteps.Count() + winner.OpenSteps.Count();
        var moves = steps + loser.Contacts.Count + loser.Complaints.Count(c => c.ClosedAt is null);
        return steps > Filing.MostOpenSteps || moves > Most ? NotMerged.TooMuch : null;
    }

    /// <summary>
    /// The head of the one that stays: it is found by the names of the other too, and whoever owned or helped that one helps
    /// here, so that nobody loses sight of their own customer. Merging the same heads twice changes nothing.
    /// </summary>
    public static Customer Heads(Customer winner, Customer loser) => winner with
    {
        Aliases = [.. winner.Aliases.Append(loser.Name).Concat(loser.Aliases).Where(n => n != winner.Name).Distinct(StringComparer.Ordinal)],
        Helpers = [.. winner.Helpers.Append(loser.OwnerId).Concat(loser.Helpers).Where(h => h != winner.OwnerId).Distinct(StringComparer.Ordinal)],
        LastContact = winner.LastContact is { } last && !(loser.LastContact > last) ? last : loser.LastContact,
        Vip = winner.Vip || loser.Vip,
        Industry = winner.Industry ?? loser.Industry,
        Tags = loser.Tags is null ? winner.Tags : Traits.With(winner.Tags, loser.Tags, t => t),
    };
}
