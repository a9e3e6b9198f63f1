namespace CrmBot.Language;

/// <summary>Finds everybody who is named in a text.</summary>
public static class NameSpotter
{
    /// <summary>Never throws for any text. A contact of a customer out of sight is read like somebody whom nobody knows.</summary>
    public static NamesRead Read(string text, CaptureContext context)
    {
        var flat = new FlatText(text);
        var customers = CustomerSpots.Find(flat, context.Customers, context.SpeakerId);
        var sure = customers.FindAll(c => c.Fit != NameFit.Start);
        if (!sure.Exists(c => !Passing.Is(flat, c)) && NearNames.Find(flat, context.Customers, context.SpeakerId, sure) is { } near
            && customers.TrueForAll(c => !c.Overlaps(near) || c.Length < near.Length))
        {
            customers.RemoveAll(near.Overlaps);
            customers.Add(near);
            customers.Sort((a, b) => a.From.CompareTo(b.From));
        }

        var subjects = customers.FindAll(c => !Passing.Is(flat, c));
        var mentions = new PeopleRead(flat, context, customers, subjects).Find();
        var about = AboutWhom.Of(flat, context, customers, subjects, mentions);
        mentions.AddRange(customers.Select(c => Customer(flat, context, c)));
        mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new NamesRead(mentions, about);
    }

    private const int MostHits = 16;

    private static NameMention Customer(FlatText flat, CaptureContext context, Spot spot)
    {
        var hits = spot.Who.OrderBy(k => k.Is.OwnerId != context.SpeakerId).ThenBy(k => k.Fit).ThenBy(k => k.Is, Comparer<NameEntry>.Create(NameLayer.InOrder)).Take(MostHits);
        return new NameMention(NameKind.Customer, flat.StartOf(spot.From), flat.EndOf(spot.From, spot.To) - flat.StartOf(spot.From), [.. hits.Select(k => k.AsCustomer)]);
    }
}
