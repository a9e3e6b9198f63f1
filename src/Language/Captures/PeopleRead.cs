using System.Runtime.InteropServices;

namespace CrmBot.Language;

/// <summary>
/// Says of every person in a text who that is. In this order: a contact of a customer that is named; somebody unknown beside
/// such a customer; a colleague; somebody unknown, or a contact of another customer in sight.
/// </summary>
internal sealed class PeopleRead(FlatText flat, CaptureContext context, IReadOnlyList<Spot> customers, IReadOnlyList<Spot> subjects)
{
    private const int MostHits = 16;
    private const int MostOwn = 2048;
    private const int MostNamed = 64;

    // Asking whether the speaker may know somebody can cost a look at the reporting lines.
    private const int MostAsked = 4096;

    private readonly Dictionary<(int From, int To), Candidate> candidates = [];
    private readonly Dictionary<(PersonForm, string, string, bool), List<NameHit>> asked = [];
    private readonly SpotMap map = new(flat.Letters.Length, customers);
    private readonly SpotMap near = new(flat.Letters.Length, subjects);
    private readonly List<Known> named =
        [.. customers.SelectMany(c => c.Who).DistinctBy(k => (k.Layer, k.Entry)).Take(MostNamed).Where(k => context.MayKnowContacts(k.Is))];

    private sealed class Candidate
    {
        public PersonSpot? Spot { get; set; }

        public Spot? Contacts { get; set; }

        public Spot? Colleagues { get; set; }
    }

    public List<NameMention> Find()
    {
        foreach (var person in PersonSpots.Han(flat, map).Concat(LatinPeople.Find(flat, map)))
        {
            At(person.From, person.To).Spot ??= person;
        }

        GivenNames();
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            Walk(token, context.Customers, l => l.ContactRows, contacts: true, (at, spot) => at.Contacts = spot);
            Walk(token, context.Colleagues, l => l.NameRows, contacts: false, (at, spot) => at.Colleagues = spot);
        }

        var mentions = new List<NameMention>();
        var taken = new bool[flat.Letters.Length];
        foreach (var customer in customers)
        {
            taken.AsSpan(customer.From, customer.Length).Fill(true);
        }

        foreach (var ((from, to), candidate) in candidates.OrderByDescending(c => c.Key.To - c.Key.From).ThenBy(c => c.Key.From))
        {
            if (!taken.AsSpan(from..to).Contains(true) && Mention(from, to, candidate) is { } mention)
            {
                mentions.Add(mention);
                taken.AsSpan(from..to).Fill(true);
            }
        }

        return mentions;
    }

    private Candidate At(int from, int to) => CollectionsMarshal.GetValueRefOrAddDefault(candidates, (from, to), out _) ??= new Candidate();

    /// <summary>晓月 of 林晓月, where her company is named.</summary>
    private void GivenNames()
    {
        foreach (var customer in named)
        {
            foreach (var key in customer.Layer.Contacts.KeysOf(customer.Entry))
            {
                var stored = customer.Layer.Contacts.TextOf(customer.Layer.Contacts[key]);
                var given = stored[PersonWords.SurnameAt(stored)..];
                if (given.Length == 2 && PersonWords.IsWholeName(stored) && !ChineseWords.Is(given) && flat.Letters.AsSpan().IndexOf(given) is >= 0 and var at)
                {
                    At(at, at + 2).Spot ??= new PersonSpot(at, at + 2, PersonForm.Whole, given.ToString(), "", false);
                }
            }
        }
    }

    private void Walk(int token, NameIndex index, Func<NameLayer, NameRows> rowsOf, bool contacts, Action<Candidate, Spot> put)
    {
        if (flat.Tokens[token].Text[0] == '\'')
        {
            return;
        }

        var (whole, beginning) = NameWalk.At(flat, token, index, rowsOf, contacts);
        var first = flat.Tokens[token];
        if (first.Kind == TokenKind.Word && !LatinPeople.LikeName(flat, token) && !(whole is not null && whole.To > flat.At(token + 1)))
        {
            return;
        }

        // The last name alone is one where it is written like a name.
        if (whole is { Fit: NameFit.Part, Length: > 3 } && first.Kind == TokenKind.Word && char.IsUpper(flat.Text[first.Start]) && !EnglishWords.IsCommon(first.Text))
        {
            var at = At(whole.From, whole.To);
            at.Spot ??= new PersonSpot(whole.From, whole.To, PersonForm.Latin, first.Text, first.Text, false);
            put(at, whole);
        }

        if (whole is not null && whole.Fit == NameFit.Exact && (first.Kind == TokenKind.Word || IsHanName(whole)))
        {
            put(At(whole.From, whole.To), whole);
        }

        // The first name of several words.
        if (beginning is not null && first.Kind == TokenKind.Word && beginning.Length > 2
            && beginning.Who.Where(k => beginning.Length < 64 && ((contacts ? k.Layer.Contacts : k.Layer.Names)[k.Key].Words >> beginning.Length & 1) != 0 && char.IsUpper((contacts ? k.AsContact : k.AsCustomer).Name[0])).ToList() is { Count: > 0 } who
            && !LatinNames.IsTitle(first.Text) && (LatinNames.IsGiven(first.Text) || char.IsUpper(flat.Text[first.Start])))
        {
            put(At(beginning.From, beginning.To), beginning with { Who = who });
        }
    }

    /// <summary>What is read as a surname with a title is left to that, which looks at what follows.</summary>
    private bool IsHanName(Spot spot)
    {
        var name = flat.Letters[spot.From..spot.To];
        var surname = PersonWords.SurnameAt(name);
        var titled = (surname > 0 && PersonWords.TitleAt(name.AsSpan(surname)) == name.Length - surname) || PersonWords.IsRole(name) || (name.Length == 2 && name[0] is '老' or '小');
        return candidates.ContainsKey((spot.From, spot.To))
            || (!titled && !(name.Length == 2 && ChineseWords.Is(name)) && !ChineseWords.Crosses(flat.Folded, flat.StartOf(spot.From), flat.EndOf(spot.To)));
    }

    private NameMention? Mention(int from, int to, Candidate candidate)
    {
        var said = candidate.Spot ?? new PersonSpot(from, to, Fold.IsHan(flat.Letters[from]) ? PersonForm.Whole : PersonForm.Latin, flat.Letters[from..to], "", false);
        var hits = Once(said, false, () => Among(said, named));
        if (hits.Count > 0 || (said.IsSomebody && IsBeside(from, to)))
        {
            return Contact(from, to, hits);
        }

        if (candidate.Colleagues is { } colleagues)
        {
            return new NameMention(NameKind.Colleague, flat.StartOf(from), flat.EndOf(from, to) - flat.StartOf(from), [.. colleagues.Who.Take(MostHits).Select(k => k.AsCustomer)]);
        }

        if (said.Form == PersonForm.Role && subjects.Count == 0 && Fold.IsHan(said.Name[0]) && PersonSpots.Opens(flat, from))
        {
            // What somebody is says who, where only one of the speaker's own customers has a contact that is called so.
            hits = Once(said, true, () => Among(said, Own())) is [var only] ? [only] : [];
        }
        else if (said.Form != PersonForm.Role && (candidate.Contacts is not null || (subjects.Count == 0 && (said.IsSomebody || said.Surname.Length > 0))))
        {
            hits = Elsewhere(said, candidate.Contacts);
        }

        return hits.Count > 0 || said.IsSomebody ? Contact(from, to, hits) : null;
    }

    private NameMention Contact(int from, int to, IReadOnlyList<NameHit> hits) =>
        new(NameKind.Contact, flat.StartOf(from), flat.EndOf(from, to) - flat.StartOf(from), hits);

    /// <summary>Of customers in sight that are not named; where some are the speaker's own, of those only.</summary>
    private List<NameHit> Elsewhere(PersonSpot said, Spot? contacts)
    {
        var who = contacts?.Who ?? [];
        var own = who.Where(k => k.Is.OwnerId == context.SpeakerId && context.MayKnowContacts(k.Is)).Take(MostHits).Select(k => k.AsContact).ToList();
        if (own.Count > 0)
        {
            return own;
        }

        var hits = who.Take(MostAsked).Where(k => context.MayKnowContacts(k.Is)).Take(MostHits).Select(k => k.AsContact).ToList();
        return hits.Count > 0 || (!said.IsSomebody && said.Surname.Length == 0) ? hits : Once(said, true, () => Among(said, Own()));
    }

    private IEnumerable<Known> Own() =>
        context.Customers.Layers.SelectMany(l => l.Own(context.SpeakerId).ToArray().Take(MostOwn).Where(e => !l.IsGone(e) && context.MayKnowContacts(l[e])).Select(e => new Known(l, e, 0, NameFit.Exact)));

    private static List<NameHit> Among(PersonSpot said, IEnumerable<Known> customers)
    {
        var hits = new List<NameHit>();
        foreach (var customer in customers)
        {
            Known? best = null;
            foreach (var at in customer.Layer.Contacts.KeysOf(customer.Entry))
            {
                var key = customer.Layer.Contacts[at];
                if (PersonFit.Of(said, customer.Layer.Contacts.TextOf(key), key.Words) is { } fit && (best is not { } known || fit < known.Fit))
                {
                    best = new Known(customer.Layer, customer.Entry, at, fit);
                }
            }

            if (best is { } found && !hits.Exists(h => h.Id == found.Is.Id) && hits.Count < MostHits)
            {
                hits.Add(found.AsContact);
            }
        }

        hits.Sort((a, b) => a.Fit.CompareTo(b.Fit));
        return hits;
    }

    private List<NameHit> Once(PersonSpot said, bool everywhere, Func<List<NameHit>> find) =>
        CollectionsMarshal.GetValueRefOrAddDefault(asked, (said.Form, said.Name, said.Surname, everywhere), out _) ??= find();

    /// <summary>Whether a customer stands before or behind so that the person is theirs.</summary>
    private bool IsBeside(int from, int to) =>
        (near.Before(from) is { } before
            && flat.Between(before.To, from).Trim(' ') is "" or "的" or "嘅" or "那边" or "那边的" or "这边" or "这边的" or "财务" or "采购" or "'s" or "/" or ":")
        || (near.After(to) is { } after && flat.Between(to, after.From).Trim(' ') is var link && (link is "at" or "@" or "of" or "from" or "(" or "/" || (link is "," && flat.Tokens[flat.TokenAt(from)].Kind == TokenKind.Word)));
}
