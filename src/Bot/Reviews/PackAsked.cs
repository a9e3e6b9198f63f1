using CrmBot.Bot.Conversation;
using CrmBot.Bot.Files;
using CrmBot.Bot.Learning;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reviews;

/// <summary>What a meeting looks back at, of oneself or of the team. Source: checklist H4 and A30.</summary>
internal sealed class PackAsked(PackReader reader, Library library, ExampleReader examples, FileLinks links)
{
    /// <summary>Examples that one is chosen from: one in the reader's language stands first among them.</summary>
    private const int MostExamples = 3;

    public async Task<Reply> AskAsync(Turn turn, Meaning said, CancellationToken ct)
    {
        // A meeting looks back: without a period, at the month before this one.
        var period = PeriodSaid.Of(turn, said, today => LocalPeriod.MonthOf(today).Before());
        var meaning = PeriodSaid.Apart(turn, said, "person");
        if (Scope.Said(turn, meaning) is not { } scope)
        {
            return Reply.Say(Answer.Text(turn.Words("reviews").Format("nobodyCalled", ("name", meaning["person"] ?? ""))));
        }

        var pack = await reader.ReadAsync(turn.Tenant, turn.Me, turn.Company, scope.People, period, turn.Now, ct);
        var found = pack.Now.Filed == 0 ? [] : await examples.FindAsync(turn, await library.BestAsync(turn, ct), new Wanted(pack.Objections is [var first, ..] ? first.Category : null, null, null), MostExamples, ct);
        return Reply.Say(PackCards.Of(turn, scope, pack, found is [var one, ..] ? one : null));
    }

    /// <summary>Links to the same as a file; it is read anew, as this person, when one is followed.</summary>
    public async Task<Reply> FileAsync(Turn turn, PackForm form, CancellationToken ct)
    {
        var words = turn.Words("reviews");
        var scope = Scope.Of(turn, form.Who);
        if (CardDay.Read(form.First) is not { } first || CardDay.Read(form.Last) is not { } last || last < first || scope.People.Count == 0)
        {
            return Reply.Say(Answer.Text(turn.Words("help")["unreadableCard"]));
        }

        var ticket = new FileTicket(turn.Tenant, turn.Me.Id, PackFile.What, FileFormat.Csv, first, last, scope.Code.Length == 0 ? null : scope.Code, default);
        if (await links.LinkAsync(ticket, ct) is not { } csv || await links.LinkAsync(ticket with { Format = FileFormat.Xlsx }, ct) is not { } xlsx)
        {
            return Reply.Say(Answer.Text(turn.Words("export")["noAddress"]));
        }

        var title = words["packFile"];
        var subtitle = $"{PeriodSaid.Name(turn, new LocalPeriod(first, last.AddDays(1)))} · {scope.Text}";
        return Reply.Say(Answer.Of("reviews/file", new PackFileModel(title, subtitle, csv, xlsx), ReviewCardJson.Default.PackFileModel, $"{title} · {subtitle}"));
    }
}
