using CrmBot.Bot.Conversation;
using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reviews;

/// <summary>The pack as a table: one line for each objection, need, customer that was won or lost, late promise and customer left alone.</summary>
internal sealed class PackFile(PackReader reader, CardShelf shelf, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock) : IFileSource
{
    public const string What = "ReviewPack";

    public bool Answers(string what) => what == What;

    public string NameOf(FileTicket ticket, Person person) => shelf.Words("reviews", person.Language)["packFileName"];

    public async Task<bool> WriteAsync(FileTicket ticket, Person person, Company company, TableWriter to, CancellationToken ct)
    {
        if (ticket.FromDay is not { } first || ticket.ToDay is not { } last || last < first)
        {
            return false;
        }

        var (words, say) = (shelf.Words("reviews", person.Language), new Wording(shelf, person.Language));
        var pack = await reader.ReadAsync(
            ticket.Tenant, person, company, Scope.PeopleOf(person, company, ticket.Id), new LocalPeriod(first, last.AddDays(1)), clock.GetUtcNow(), ct);
        to.Write([words["cellWhat"], words["cellKind"], words["cellCustomer"], words["cellText"], words["cellDay"], words["cellFigures"]]);
        foreach (var o in pack.Objections)
        {
            to.Write([words["cellObjection"], say.Code(o.Category), o.Example.CustomerName, o.Example.Sentence, DayOf(o.Example.At), PackCards.Counts(words, o)]);
        }

        foreach (var need in pack.Needs)
        {
            to.Write([words["cellNeed"], "", need.CustomerName, need.Sentence, DayOf(need.At), ""]);
        }

        foreach (var (ended, key) in pack.Won.Select(e => (e, "cellWon")).Concat(pack.Lost.Select(e => (e, "cellLost"))))
        {
            to.Write([words[key], say.Code(ended.File.Head.Status), ended.File.Head.Name, ended.Stood?.Sentence ?? "", ended.Stood is { } stood ? DayOf(stood.At) : "", ""]);
        }

        foreach (var late in pack.Promises)
        {
            to.Write([words[late.Step.By == OwedBy.Us ? "cellOurs" : "cellTheirs"], "", late.File.Head.Name, late.Step.What, CellValues.Day(late.Step.DueDay), ""]);
        }

        foreach (var gap in pack.Gaps)
        {
            to.Write([words["cellGap"], words[gap.Gap.NoStep ? "noStep" : "silent"], gap.Stake.CustomerName, gap.Owner.Name, gap.Stake.LastContact is { } day ? CellValues.Day(day) : "", ""]);
        }

        if (pack.MoreGaps > 0)
        {
            to.Write([words["cellGap"], "", "", words.Format("moreGaps", ("count", pack.MoreGaps)), "", ""]);
        }

        to.Write([words["cellRead"], "", "", PackCards.Limit(words, pack), "", ""]);
        to.Write([words["effective"], "", "", "", "", RateCards.Of(words, pack.Now)]);
        return true;

        string DayOf(DateTimeOffset at) => CellValues.Day(Zones.DayOf(at, person.Zone));
    }
}
