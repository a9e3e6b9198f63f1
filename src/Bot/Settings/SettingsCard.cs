using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Settings;

internal sealed record ZoneChoice(string Zone, string Name);

/// <summary>What a person chose. <c>Note</c> says what is wrong, or what was asked; empty for neither.</summary>
internal sealed record SettingsModel(
    string Note, string Language, string Zone, IReadOnlyList<ZoneChoice> Zones, string List, string QuietFrom, string QuietUntil, string Calendar);

internal sealed record SettingsSavedModel(string Line, string By, bool Done);

internal sealed record SettingsForm(string? Language, string? Zone, string? List, string? QuietFrom, string? QuietUntil);

internal static class SettingsCard
{
    /// <param name="typed">What was typed and could not be kept; null for what is kept.</param>
    public static Answer.Card Of(Turn turn, string note, SettingsForm? typed = null)
    {
        var words = turn.Words("settings");
        var me = turn.Me;
        var zone = typed?.Zone ?? me.Zone;
        var zones = ZoneNames.Offered.Contains(zone, StringComparer.Ordinal) || !Zones.IsKnown(zone) ? ZoneNames.Offered : [zone, .. ZoneNames.Offered];
        var calendar = SendRules.CalendarOf(me);
        var model = new SettingsModel(
            note, typed?.Language ?? me.Language, zone, [.. zones.Select(z => new ZoneChoice(z, ZoneNames.Of(words, z)))],
            typed?.List ?? turn.Say.Time(me.ListTime ?? Due.ListTime),
            typed is not null ? typed.QuietFrom ?? "" : me.Quiet is { } q ? turn.Say.Time(q.From) : "",
            typed is not null ? typed.QuietUntil ?? "" : me.Quiet is { } quiet ? turn.Say.Time(quiet.Until) : "",
            calendar.Region.Length == 0 ? words["calendarNone"]
                : words.Format(calendar.Year(turn.Today.Year) == CalendarYear.Known ? "calendar" : "calendarUnsure", ("region", words[NameOf(calendar.Region)])));
        return Answer.Of("settings/show", model, SettingsCardJson.Default.SettingsModel, words["title"]);
    }

    /// <summary>The text that names the place of a calendar.</summary>
    internal static string NameOf(string region) => region switch
    {
        "CN" => "regionCN",
        "HK" => "regionHK",
        "GB" => "regionGB",
        "US" => "regionUS",
        _ => throw new InvalidOperationException($"There are no words for the calendar of {region}."),
    };

    /// <summary>In the language that was just chosen.</summary>
    public static Answer.Card Saved(CardShelf shelf, Person me, Turn turn)
    {
        var say = new Wording(shelf, me.Language);
        var words = say.Words("settings");
        var line = words.Format("saved", ("zone", ZoneNames.Of(words, me.Zone)), ("time", say.Time(me.ListTime ?? Due.ListTime)));
        return Answer.Of("settings/saved", new SettingsSavedModel(line, say.By(me.Name, turn.Now, me.Zone, Zones.DayOf(turn.Now, me.Zone)), true), SettingsCardJson.Default.SettingsSavedModel, line);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SettingsModel))]
[JsonSerializable(typeof(SettingsSavedModel))]
internal sealed partial class SettingsCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(SettingsForm))]
internal sealed partial class SettingsJson : JsonSerializerContext;
