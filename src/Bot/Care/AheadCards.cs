using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Care;

/// <param name="Contact">Empty where it is not known whose it is.</param>
/// <param name="Line">What for, and something personal to begin with.</param>
internal sealed record AheadRow(string Customer, string Contact, string Title, string Line);

/// <summary>What lies on a day: whom to greet, as far as it is known, and customers where it is not. The title names the holidays that begin on it.</summary>
internal sealed record AheadSection(string Title, IReadOnlyList<AheadRow> People, IReadOnlyList<AheadRow> Customers);

/// <summary>Occasions of some days. <c>First</c>, <c>Last</c>, <c>Person</c> and <c>Birthdays</c> say which, for the button that goes on.</summary>
internal sealed record AheadModel(
    string Kind, string Title, string Subtitle, IReadOnlyList<AheadSection> Sections, string More, string From, string First, string Last, string Person, string Birthdays, string Empty, string Hint);

internal sealed record AheadForm(string? From, string? First, string? Last, string? Person, string? Birthdays);

internal static class AheadCards
{
    private const int MostRows = 10;
    private const int Longest = 80;

    private sealed record Entry(DateOnly Day, AheadRow? Row, Occasion? Occasion, string? Holiday);

    /// <param name="limit">How many customers were looked into, and of how many; null for all.</param>
    public static Answer.Card Of(
        Turn turn, AheadAsked asked, IReadOnlyList<Occasion> found, IReadOnlyList<(DateOnly Day, Holiday Holiday)> holidays, (int Looked, int Of)? limit, string? from)
    {
        var (words, say) = (turn.Words("care"), turn.Say);
        List<Entry> all =
        [
            .. holidays.Select(h => new Entry(h.Day, null, null, say.Language == "zh-CN" ? h.Holiday.Chinese : h.Holiday.English))
                .Concat(found.Select(o => new Entry(o.Day, Row(turn, asked, o), o, null))).OrderBy(e => e.Day),
        ];
        var days = asked.From == asked.Until ? say.Day(asked.From, turn.Today)
            : words.Format("fromTo", ("from", say.Day(asked.From, turn.Today)), ("until", say.Day(asked.Until, turn.Today)));
        var title = asked.Said.Length > 0 ? words.Format("saidAndDays", ("said", asked.Said), ("days", days)) : days;
        var who = asked.Whose.IsMe(turn) ? words["ofYours"] : words.Format("ofThem", ("who", asked.Whose.Text));
        var counts = string.Join(" · ", new[]
        {
            who,
            found.Count(o => o.IsBirthday) is > 0 and var birthdays ? words.Format(birthdays == 1 ? "birthdaysOne" : "birthdaysMany", ("count", birthdays)) : "",
            found.Count(o => !o.IsBirthday) is > 0 and var cares ? words.Format(cares == 1 ? "caresOne" : "caresMany", ("count", cares)) : "",
            holidays.Count > 0 ? words.Format(holidays.Count == 1 ? "holidaysOne" : "holidaysMany", ("count", holidays.Count)) : "",
            limit is var (looked, of) ? words.Format("lookedInto", ("count", looked), ("of", of)) : "",
            asked.Birthdays ? "" : string.Join(" · ", Unsure(turn, asked).Select(year => words.Format("holidaysUnsure", ("year", year)))),
        }.Where(c => c.Length > 0));
        var start = Paging.Start(from, all.Count);
        var shown = all.Skip(start).Take(MostRows).ToList();
        var left = all.Count - start - shown.Count;

        // Holidays alone are nobody to greet.
        var nobody = found.Count == 0;
        var model = new AheadModel(
            words[asked.Birthdays ? "birthdaysKind" : "aheadKind"], title, counts,
            [
                .. shown.GroupBy(e => e.Day).Select(g => new AheadSection(
                    string.Join(" · ", g.Select(e => e.Holiday).OfType<string>().Prepend(say.Day(g.Key, turn.Today))),
                    [.. g.Where(e => e.Row is { Contact.Length: > 0 }).Select(e => e.Row!)], [.. g.Where(e => e.Row is { Contact.Length: 0 }).Select(e => e.Row!)])),
            ],
            left > 0 ? words.Format("moreAhead", ("count", left)) : "", Paging.Next(start, shown.Count, all.Count),
            CardDay.Text(asked.From), CardDay.Text(asked.Until), asked.Whose.Code, asked.Birthdays ? "true" : "false",
            nobody ? words[asked.Birthdays ? "noBirthdays" : "nobodyToGreet"] : "", nobody ? words["nobodyToGreetHint"] : "");
        return Answer.Of("care/ahead", model, AheadCardJson.Default.AheadModel, $"{title} · {(nobody ? model.Empty : counts)}") with
        {
            About = [.. shown.Select(e => e.Row?.Customer).OfType<string>().Distinct(StringComparer.Ordinal)],
            Quotes = [.. Quoted.By(shown.Select(e => e.Occasion?.Moment).OfType<Moment>()), .. Quoted.By(shown.Select(e => e.Occasion?.Step))],
        };
    }

    /// <summary>Years of which the holidays are not all known: that is no year without any.</summary>
    private static IEnumerable<int> Unsure(Turn turn, AheadAsked asked) => Enumerable.Range(asked.From.Year, asked.Until.Year - asked.From.Year + 1)
        .Where(year => SendRules.CalendarOf(turn.Me).Year(year) != CalendarYear.Known);

    private static AheadRow Row(Turn turn, AheadAsked asked, Occasion it)
    {
        var words = turn.Words("care");
        var name = it.Whose?.Shown() ?? it.Moment?.ContactName ?? "";
        var title = name.Length > 0 ? $"{name} · {it.File.Head.Name}" : it.File.Head.Name;
        var line = it.Birthday is { } born ? words.Format("birthdayOf", ("birthday", Birthdays.Say(born with { Year = null }, it.Lunar, turn.Say.Language)))
            : Wording.Short(it.Step?.What ?? it.Moment?.What ?? "", Longest);
        var owner = it.Step?.OwnerId ?? it.File.Head.OwnerId;
        line = owner == turn.Me.Id && asked.Whose.People.Count == 1 ? line : $"{line} · {turn.Company.NameOf(owner)}";
        var fact = it.Fact is not { Length: > 0 } told ? "" : Wording.Short(it.Moment is { } moment && !it.IsBirthday ? MomentWords.Text(told, moment.ContactName) : told, Longest);
        return new AheadRow(it.File.Head.Id, it.Whose?.Id ?? "", title, fact.Length > 0 ? $"{line} · {fact}" : line);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AheadModel))]
internal sealed partial class AheadCardJson : JsonSerializerContext;
