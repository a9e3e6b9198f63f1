using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>One thing said, pressed or come due, with everything an answer depends on. Read once, at its start.</summary>
/// <param name="OpId">Id of what this turn does; the same for a turn that is sent again.</param>
/// <param name="Now">People's time.</param>
/// <param name="Today">The local day of <paramref name="Me"/>.</param>
/// <param name="CardId">The card a button was pressed on; null for text and the clock.</param>
internal sealed record Turn(
    string Tenant, Person Me, Company Company, string OpId, DateTimeOffset Now, DateOnly Today, Wording Say, ConversationReference From, string? CardId)
{
    /// <summary>Everybody; who was erased is called by a word that stands for anyone.</summary>
    public Company Company { get; init; } = Company.Calling(Say.Words("privacy")["formerColleague"]);

    /// <summary>The fields that the company added to its forms; none on a turn that shows no records.</summary>
    public FieldBook Fields { get; init; } = FieldBook.None;

    /// <summary>What was said; null for a button and the clock.</summary>
    public string? Asked { get; init; }

    /// <summary>Whether a dialog is opened or was submitted.</summary>
    public bool InDialog { get; init; }

    /// <summary>Id of the form that this turn opens: a turn that is sent again opens the same one.</summary>
    public string DraftId => Ids.From(OpId, "draft");

    /// <summary>That this person does it now, for the card that takes the place of the one they pressed.</summary>
    public string ByMe => Say.By(Me.Name, Now, Me.Zone, Today);

    /// <summary>The words of a capability in the language of this person.</summary>
    public Words Words(string capability) => Say.Words(capability);
}
