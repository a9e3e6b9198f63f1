using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Settings;

/// <summary>What a person chooses for themselves: the language they read, where they are, when they are written to.</summary>
internal sealed class SettingsCapability(PeopleStore people, CardShelf shelf) : ICapability
{
    public string Name => "settings";

    public void Map(Routes routes) => routes
        .Text("settings", (turn, _, _) => Task.FromResult(Reply.Say(SettingsCard.Of(turn, ""))))
        .Text("settings_language", Language)
        .Text("settings_quiet", Quiet)
        .Text("settings_timezone", Zone)
        .Text("settings_digest_time", ListTime)
        .Card("settings/save", SettingsJson.Default.SettingsForm, Save);

    private async Task<Reply> Language(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var language = meaning.Values.GetValueOrDefault("lang");
        if (language is null || !Wording.Languages.Contains(language, StringComparer.Ordinal))
        {
            return Reply.Say(Answer.Text(turn.Words("settings")["whichLanguage"], "中文", "English"));
        }

        await people.UpdateAsync(turn.Tenant, turn.Me.Id, p => p with { Language = language }, ct);
        return Reply.Say(Answer.Text(shelf.Words("settings", language)["languageSet"]));
    }

    private async Task<Reply> Quiet(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (meaning.Values.GetValueOrDefault("state") == "off")
        {
            return await KeepAsync(turn, p => p with { Quiet = null }, "quietOff", ct);
        }

        var times = WhenSaid.Finds(turn, meaning["when"] ?? turn.Asked ?? "").Where(f => f.Time is not null).ToList();
        if (times.Count == 0)
        {
            return Reply.Say(SettingsCard.Of(turn, turn.Words("settings")["quietWhen"]));
        }

        // "after eight" lasts until the morning's first welcome hour; "before ten" begins with the evening.
        var rules = SendRules.Default(turn.Me.Zone, WorkCalendar.WeekendsOnly);
        var isEnd = times[0] is { UntilTime: null, Bound: DateBound.By or DateBound.Until };
        var from = isEnd ? rules.Until : times[0].Time!.Value;
        var until = isEnd ? times[0].Time!.Value : times[0].UntilTime ?? (times.Count > 1 ? times[1].Time!.Value : rules.From);
        return from == until
            ? Reply.Say(SettingsCard.Of(turn, turn.Words("settings")["quietWhen"]))
            : await KeepAsync(turn, p => p with { Quiet = new QuietHours(from, until) }, "quietSet", ct);
    }

    private async Task<Reply> Zone(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var said = meaning["place"] ?? "";
        return ZoneNames.Find(said, shelf) is { } zone
            ? await KeepAsync(turn, p => p with { Zone = zone }, "zoneSet", ct)
            : Reply.Say(SettingsCard.Of(turn, turn.Words("settings").Format("zoneUnknown", ("name", said))));
    }

    private async Task<Reply> ListTime(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var time = WhenSaid.Finds(turn, meaning["when"] ?? turn.Asked ?? "").FirstOrDefault(f => f.Time is not null)?.Time;
        return time is { } at
            ? await KeepAsync(turn, p => p with { ListTime = at }, "listSet", ct)
            : Reply.Say(SettingsCard.Of(turn, turn.Words("settings")["listWhen"]));
    }

    private async Task<Reply> Save(Turn turn, SettingsForm form, CancellationToken ct)
    {
        var words = turn.Words("settings");
        var (list, from, until) = (Time(form.List), Time(form.QuietFrom), Time(form.QuietUntil));
        var fault = !Wording.Languages.Contains(form.Language ?? "", StringComparer.Ordinal) ? words["whichLanguage"]
            : !Zones.IsKnown(form.Zone) ? words["zoneMissing"]
            : (from is null) != (until is null) || (from is not null && from == until) ? words["quietWhen"]
            : "";
        if (fault.Length > 0)
        {
            return Reply.Replace(SettingsCard.Of(turn, fault, form));
        }

        await people.UpdateAsync(
            turn.Tenant, turn.Me.Id,
            p => p with
            {
                Language = form.Language!,
                Zone = form.Zone!,
                ListTime = list == Due.ListTime ? null : list,
                Quiet = from is { } f && until is { } u ? new QuietHours(f, u) : null,
            }, ct);
        var me = await people.GetAsync(turn.Tenant, turn.Me.Id, ct) ?? turn.Me;
        return Reply.Replace(SettingsCard.Saved(shelf, me, turn));
    }

    private async Task<Reply> KeepAsync(Turn turn, Func<Person, Person> change, string said, CancellationToken ct)
    {
        await people.UpdateAsync(turn.Tenant, turn.Me.Id, change, ct);
        var me = await people.GetAsync(turn.Tenant, turn.Me.Id, ct) ?? turn.Me;
        var words = turn.Words("settings");
        return Reply.Say(Answer.Text(words.Format(
            said, ("from", turn.Say.Time(me.Quiet?.From ?? default)), ("until", turn.Say.Time(me.Quiet?.Until ?? default)),
            ("time", turn.Say.Time(me.ListTime ?? Due.ListTime)), ("zone", ZoneNames.Of(words, me.Zone)),
            ("now", turn.Say.Time(TimeOnly.FromDateTime(Zones.LocalOf(turn.Now, me.Zone)))))));
    }

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
