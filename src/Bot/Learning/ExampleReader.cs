using CrmBot.Bot.Captures;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Learning;

/// <summary>Reads records of others as examples: eight storage calls each, and nothing of them that tells whose they are.</summary>
internal sealed class ExampleReader(CustomerStore customers, CustomerNames names, ColleagueNames colleagues, CaptureReading captures, CardShelf shelf)
{
    /// <summary>Records that are read for one answer.</summary>
    private const int MostRead = 48;

    private const int AtOnce = 6;

    private static readonly char[] Separators = [',', '，', '、', ';', '；', '\n', '和'];

    private const int LongestText = 600;

    /// <summary>The best fitting examples in the order of the candidates; no two of one author while there are others.</summary>
    public async Task<IReadOnlyList<Example>> FindAsync(Turn turn, IEnumerable<Candidate> candidates, Wanted wanted, int take, CancellationToken ct)
    {
        var found = new List<Example>();
        var may = candidates.Where(c => c.Filing.PersonId != turn.Me.Id && Library.IsShared(turn.Company, c.Filing.PersonId) && (wanted.About is null || c.Filing.About is null || c.Filing.About == wanted.About)).Take(MostRead);
        foreach (var some in may.Chunk(AtOnce))
        {
            found.AddRange((await Task.WhenAll(some.Select(c => ReadAsync(turn, c, wanted, ct)))).OfType<Example>());
            if (found.DistinctBy(e => e.AuthorId).Count() >= take)
            {
                break;
            }
        }

        // One that the reader can read in their own language is worth more to them than a better one.
        found = [.. found.OrderBy(e => IsHan(e.Text) != IsHan(turn.Words("learning")["examplesTitle"])).ThenByDescending(e => e.Points)];
        List<Example> first = [.. found.DistinctBy(e => e.AuthorId)];
        return [.. first.Concat(found.Except(first)).Take(take)];
    }

    /// <summary>Null when it is gone, does not fit, or too little of it can be shown.</summary>
    public async Task<Example?> ReadAsync(Turn turn, Candidate candidate, Wanted wanted, CancellationToken ct)
    {
        var filing = candidate.Filing;
        var (loading, reading) = (customers.LoadAsync(turn.Tenant, filing.CustomerId, ct).AsTask(), customers.FollowUpAsync(turn.Tenant, filing.CustomerId, filing.Id, ct).AsTask());
        await Task.WhenAll(loading, reading);
        if (await loading is not { } file || await reading is not { } record || turn.Company.Find(record.AuthorId) is not { NoExamples: not true } author
            || (wanted.Stage is { } stage && file.Head.Stage != stage) || (wanted.Industry is { } industry && !Industries.Fits(file.Head, industry)))
        {
            return null;
        }

        var capture = await captures.ReadAsync(turn.Tenant, author, turn.Company, record.FiledAt, record.Summary, ct);
        var about = record.Gist?.Category ?? capture?.Category;
        if (wanted.About is not null && about != wanted.About)
        {
            return null;
        }

        var known = await KnownAsync(turn, file, record, capture, ct);
        var step = file.Steps.FirstOrDefault(s => s.Id == record.NextStepId);
        var later = candidate.Later with { Resolved = Resolved(file, record) };
        var text = Anonymous.Of(Wording.Short(record.Summary, LongestText), known);
        return text.IsFit
            ? new Example(about, file.Head.Stage, Say(text, record.Summary), step is null ? "" : Say(Anonymous.Of(step.What, known), step.What), Virtues(author, record, step, later), author.Id, Merit.Points(filing.Score ?? Coach.Good, later)) { RecordId = record.Id }
            : null;
    }

    /// <summary>Whether an objection that the record told of is settled now.</summary>
    private static bool Resolved(CustomerFile file, FollowUp record) =>
        file.Items.Any(i => i is { Kind: ItemKind.Objection, State: ItemState.Resolved } && i.Marks.Any(m => m.SourceId == record.Id));

    private static IReadOnlyList<Virtue> Virtues(Person author, FollowUp record, Step? step, Later later)
    {
        var said = new ToFile(record.Summary, step?.What, step?.DueDay, record.NoNextStepBecause, record.Status);
        var evidence = Coaching.Review(author, record.FiledAt, said, []).Read.Evidence;
        return
        [
            .. new (bool Has, Virtue Virtue)[]
            {
                (evidence.Need, Virtue.Need), (evidence.Objection, Virtue.Objection), (evidence.Figures > 0, Virtue.Figures), (step is not null, Virtue.Step),
                (later.StepOnTime, Virtue.Done), (later.MovedOn, Virtue.Moved), (later.Resolved, Virtue.Resolved),
            }.Where(v => v.Has).Select(v => v.Virtue),
        ];
    }

    private async Task<KnownNames> KnownAsync(Turn turn, CustomerFile file, FollowUp record, Capture? capture, CancellationToken ct)
    {
        var gists = file.Recent.Select(r => r.Gist).Append(record.Gist).OfType<Gist>().ToList();
        var people = file.Contacts.SelectMany(c => new[] { c.Name, c.Called })
            .Concat(file.Recent.Select(r => r.ContactName)).Append(record.ContactName).Append(capture?.Contact?.Value)
            .Concat(file.Moments.Select(m => m.ContactName)).Concat(gists.SelectMany(g => (g.NewContacts ?? []).Concat(g.Referrals ?? []).Concat((g.Participants ?? "").Split(Separators, StringSplitOptions.TrimEntries))));
        return new KnownNames(
            [file.Head.Name, .. file.Head.Aliases],
            [.. people.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!).Distinct(StringComparer.Ordinal)],
            [.. turn.Company.People.Where(p => p.Left || p.Id == record.AuthorId || p.Id == file.Head.OwnerId || file.Head.Helpers.Contains(p.Id, StringComparer.Ordinal)).SelectMany(p => Colleagues.Entry(p).Names).Where(n => n.Length > 0)],
            [.. gists.SelectMany(g => g.Competitors ?? []).Concat((capture?.Competitors ?? []).Select(c => c.Value)).Distinct(StringComparer.Ordinal)],
            await names.OfAsync(turn.Tenant, ct),
            colleagues.Of(turn.Tenant, turn.Company));
    }

    private static bool IsHan(string text) => text.AsSpan().ContainsAnyInRange('\u4e00', '\u9fff');

    private string Say(Anonymous text, string written)
    {
        var words = shelf.Words("learning", IsHan(written) ? "zh-CN" : "en-US");
        return text.Say(mask => words[mask switch
        {
            MaskKind.Customer => "hideCustomer",
            MaskKind.Competitor => "hideCompetitor",
            MaskKind.Contact => "hideContact",
            MaskKind.Colleague => "hideColleague",
            MaskKind.Person => "hidePerson",
            MaskKind.Company => "hideCompany",
            MaskKind.Place => "hidePlace",
            MaskKind.Reach => "hideReach",
            MaskKind.Code => "hideCode",
            MaskKind.Amount => "hideAmount",
            MaskKind.Share => "hideShare",
            MaskKind.Day => "hideDay",
            MaskKind.Count => "hideCount",
            _ => "hideName",
        }]);
    }
}
