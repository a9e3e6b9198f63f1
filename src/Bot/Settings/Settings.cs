using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Settings;

/// <summary>What a person chooses for themselves. Now: the language they read.</summary>
internal sealed class SettingsCapability(PeopleStore people, CardShelf shelf) : ICapability
{
    public string Name => "settings";

    public void Map(Routes routes) => routes.Text("settings_language", Language);

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
}
