using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Contacts;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;

namespace CrmBot.Bot.Care;

/// <summary>Something that is remembered.</summary>
/// <param name="Source">When it was told, and who wanted it kept.</param>
/// <param name="Next">When it comes back; empty for never.</param>
internal sealed record MomentRow(string Customer, string Moment, string Kind, string Text, string Source, string Next);

/// <summary>A contact: how to reach them and what to know, what is remembered. <c>Avoid</c> is empty for nothing; <c>Empty</c> and <c>Hint</c> stand where no row does.</summary>
internal sealed record ProfileModel(
    string Customer, string Contact, string Title, string Subtitle, IReadOnlyList<string> Lines, string Avoid, IReadOnlyList<MomentRow> Rows, string Empty, string Hint);

/// <summary>One of several that the words may mean.</summary>
internal sealed record WhichRow(string Customer, string Moment, string Text, string Line);

internal sealed record WhichModel(string Title, IReadOnlyList<WhichRow> Rows);

internal sealed record Fact(string Title, string Value);

/// <summary>What would be forgotten. <c>Told</c> says where the sentence stands that could go too; empty when there is none.</summary>
internal sealed record ForgetModel(string Customer, string Moment, string Title, IReadOnlyList<Fact> Facts, string Told);

internal sealed record SettledModel(string Line, string By, bool Done);

internal sealed record ContactForm(string? Customer, string? Contact);

internal sealed record MomentForm(string? Customer, string? Moment);

/// <param name="How"><c>all</c> to take the sentence out of the record too.</param>
internal sealed record ForgetForm(string? Customer, string? Moment, string? How);

/// <summary>The cards of what is remembered of contacts.</summary>
internal static class CareCards
{
    private const int MostRows = 10;

    public static Answer.Card Profile(Turn turn, CustomerFile file, Contact contact)
    {
        var words = turn.Words("care");
        var name = contact.Called ?? contact.Name;
        var shown = Remembered.Of(file, contact).OrderByDescending(m => m.Moment.KeptAt).Take(MostRows).ToList();
        var rows = shown.Select(m => Row(turn, m)).ToList();
        var title = words.Format("profileTitle", ("name", contact.Called is { } called && called != contact.Name ? $"{contact.Name} ({called})" : contact.Name));
        var card = ContactCards.Row(turn, contact);
        var under = string.Join(" · ", new[] { file.Head.Name, card.Line, words.Format("ownedBy", ("owner", turn.Company.NameOf(file.Head.OwnerId))) }.Where(t => t.Length > 0));
        var model = new ProfileModel(
            file.Head.Id, contact.Id, title, under, card.Lines, card.Avoid, rows, rows.Count == 0 ? words.Format("nothingOf", ("name", name)) : "", rows.Count == 0 ? words.Format("nothingHint", ("name", name)) : "");
        return Answer.Of("care/profile", model, CareCardJson.Default.ProfileModel, title) with { About = [file.Head.Id], Quotes = Quoted.By(shown.Select(m => m.Moment)) };
    }

    /// <summary>Contacts of the same name.</summary>
    public static Answer.Card Contacts(Turn turn, string said, IReadOnlyList<(CustomerFile Customer, Contact Contact)> found)
    {
        var title = turn.Words("care").Format("whichContact", ("name", said));
        return Answer.Of(
            "care/contacts", new WhichModel(title, [.. found.Take(MostRows).Select(f => new WhichRow(f.Customer.Head.Id, f.Contact.Id, f.Contact.Name, f.Customer.Head.Name))]),
            CareCardJson.Default.WhichModel, title);
    }

    public static Answer.Card Which(Turn turn, IReadOnlyList<MomentOf> found)
    {
        var title = turn.Words("care")["whichMoment"];
        return Answer.Of(
            "care/which", new WhichModel(title, [.. found.Take(MostRows).Select(m => new WhichRow(m.File.Head.Id, m.Moment.Id, TextOf(m.Moment), m.File.Head.Name))]),
            CareCardJson.Default.WhichModel, title) with
        { Quotes = Quoted.By(found.Take(MostRows).Select(m => m.Moment)) };
    }

    /// <param name="told">The record that it was told in; null when it is not there any more or does not hold the sentence.</param>
    public static Answer.Card Forget(Turn turn, MomentOf it, FollowUp? told)
    {
        var words = turn.Words("care");
        var title = words.Format("forgetTitle", ("moment", TextOf(it.Moment)));
        var row = Row(turn, it);
        List<Fact> facts = [new(words["factCustomer"], it.File.Head.Name), new(words["factTold"], row.Source)];
        if (row.Next.Length > 0)
        {
            facts.Add(new(words["factDerived"], row.Next));
        }

        var model = new ForgetModel(
            it.File.Head.Id, it.Moment.Id, title, facts,
            told is null ? "" : words.Format("sentenceIn", ("day", turn.Say.Day(Zones.DayOf(told.ContactedAt, turn.Me.Zone), turn.Today)), ("channel", turn.Say.Code(told.Channel))));
        return Answer.Of("care/forget", model, CareCardJson.Default.ForgetModel, title) with { Quotes = Quoted.By(it.Moment) };
    }

    public static Answer.Card Settled(string line, string by, bool done) => Answer.Of("care/settled", new SettledModel(line, by, done), CareCardJson.Default.SettledModel, line);

    public static string TextOf(Moment moment) => MomentWords.Text(moment.What, moment.ContactName);

    private static MomentRow Row(Turn turn, MomentOf it)
    {
        var (words, say, moment) = (turn.Words("care"), turn.Say, it.Moment);
        var told = it.File.Recent.FirstOrDefault(r => r.Id == moment.SourceId);
        var day = say.Day(Zones.DayOf(told?.ContactedAt ?? moment.KeptAt, turn.Me.Zone), turn.Today);
        var next = CarePlan.From(it.File, moment.Id).Where(s => s.State == StepState.Open).MinBy(s => s.DueAt);
        return new MomentRow(
            it.File.Head.Id, moment.Id, say.Code(moment.Kind), TextOf(moment),
            words.Format("source", ("day", told is null ? day : $"{day} · {say.Code(told.Channel)}"), ("name", turn.Company.NameOf(moment.KeptById))),
            next is null ? "" : words.Format("next", ("day", say.Day(next.DueDay, turn.Today)), ("what", next.What)));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProfileModel))]
[JsonSerializable(typeof(WhichModel))]
[JsonSerializable(typeof(ForgetModel))]
[JsonSerializable(typeof(SettledModel))]
internal sealed partial class CareCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(AheadForm))]
[JsonSerializable(typeof(ContactForm))]
[JsonSerializable(typeof(MomentForm))]
[JsonSerializable(typeof(ForgetForm))]
internal sealed partial class CareJson : JsonSerializerContext;
