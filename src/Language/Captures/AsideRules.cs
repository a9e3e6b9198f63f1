using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Tells statements in which nothing has happened from those of a contact. In doubt a contact was told of.</summary>
internal static partial class AsideRules
{
    /// <summary>Null where a contact is told of, or may be.</summary>
    /// <param name="speakerId">Whose plans are plans; what a colleague is to do is filed.</param>
    public static Aside? Of(Sentence sentence, Capture capture, string speakerId) =>
        TellsMore(capture) || NamesAnother(sentence, capture) ? null
        : capture is { Steps.Count: 0, Moments.Count: > 0 } ? Person(sentence, capture)
        : capture is { Steps.Count: > 0, Moments.Count: 0 } ? Plan(sentence, capture, speakerId)
        : null;

    /// <summary>People of two customers: one card is of one.</summary>
    private static bool NamesAnother(Sentence sentence, Capture it) =>
        it.Customer.Id is { } id && sentence.Names.Any(n => n.Kind != NameKind.Colleague && n.Hits.Count > 0 && n.Hits.All(h => h.Id != id));

    private static bool TellsMore(Capture it) =>
        it.Channel is not null || it.ContactedOn is not null || it.Background is not null || it.Need is not null || it.Objection is not null || it.Status is not null || it.Outcome is not null
        || it.Amount is not null || it.HelpNeeded is not null || it.Cold is not null || it.Complaint is not null || it.Nps is not null || it.QuietUntil is not null || it.ComplaintResolved
        || it.Competitors.Count > 0 || it.NewContacts.Count > 0 || it.Helpers.Count > 0 || it.Referrals.Count > 0 || it.Resolved.Count > 0;

    /// <summary>Who leaves is more than a moment: others take over, and are asked about with the record.</summary>
    private static Aside? Person(Sentence sentence, Capture capture) =>
        capture.Moments.All(m => m.Kind != MomentKind.JobChange)
        && sentence.Clauses.All(c => capture.Moments.Any(m => Within(c, m.Start, m.Length)) || IsEmpty(c)) ? Aside.Person : null;

    private static Aside? Plan(Sentence sentence, Capture capture, string speakerId) =>
        capture.Care is null && capture.Sentiment is null or { Guessed: true }
        && capture.Steps.All(s => s.By == OwedBy.Us && s.Owner is null && s.OwnerId == speakerId)
        && sentence.Clauses.All(c => capture.Steps.Any(s => Within(c, s.Start, s.Length)) ? !Told(c) : IsEmpty(c)) ? Aside.Plan : null;

    /// <summary>Asked for by them, reported, or past: somebody spoke to somebody.</summary>
    private static bool Told(CaptureClause clause) =>
        clause.Conditional || clause.Has("asking", "AsksUs") || Subject.Of(clause, clause.First("action") is { } deed ? clause.StartOf(deed) : clause.End).Who == Doer.Them
        || Report().IsMatch(clause.Without(clause.Start, clause.End, clause.Dates.Select(d => (d.Start, d.Start + d.Length)).Concat(clause.Names.Select(n => (n.Start, n.End)))).Replace("别忘了", "", StringComparison.Ordinal));

    private static bool Within(CaptureClause clause, int start, int length) => clause.Start < start + length && clause.End > start;

    /// <summary>Nothing but names, days and the words that only join.</summary>
    private static bool IsEmpty(CaptureClause clause) =>
        Words.Bare(clause.Without(clause.Start, clause.End, clause.Dates.Select(d => (d.Start, d.Start + d.Length)).Concat(clause.Names.Select(n => (n.Start, n.End)))), StepWords.Joins).Length == 0;

    [GeneratedRegex(@"[了过過咗说說讲講谈談聊刚剛]|[约約](?:好|了|定)|[答同]应|同意|确认|確認|\b(?:said|says|told|tells|asked|asks|wants?|wanted|agreed|confirmed|met|spoke|had|was|were|has|have|is|are|did|called|sent|promised|due|booked|scheduled|arranged|set)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Report();
}
