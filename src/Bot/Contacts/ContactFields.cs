using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Contacts;

/// <summary>What is typed of a contact, both ways.</summary>
internal static class ContactFields
{
    public const int LongestName = 100;
    private const int LongestNote = 300;

    public static ContactForm FormOf(Contact? contact, string language) => contact is null
        ? new ContactForm(null, "", "", "", "", "", "", "", "", "", "", "", "false", "false")
        : new ContactForm(
            null, contact.Name, contact.Called ?? "", contact.Title ?? "", contact.Phone ?? "", contact.Mail ?? "", contact.WeChat ?? "", contact.Family ?? "", contact.Taste ?? "",
            contact.Taboo ?? "", contact.Born is { } born ? Birthdays.Say(born, false, language) : "", contact.BornLunar is { } lunar ? Birthdays.Say(lunar, true, language) : "",
            contact.Main is true ? "true" : "false", contact.LeftOn is null ? "false" : "true");

    public static List<Problem> Faults(Turn turn, ContactForm typed)
    {
        var words = turn.Words("contacts");
        var faults = new List<Problem>();
        if (Text(typed.Name) is not { Length: <= LongestName })
        {
            faults.Add(new Problem("name", words["needName"]));
        }

        if (Text(typed.Mail) is { } mail && !(mail.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < mail.Length - 1))
        {
            faults.Add(new Problem("mail", words["badMail"]));
        }

        if (Text(typed.Born) is { } born && Birthdays.Read(born, false) is null)
        {
            faults.Add(new Problem("born", words["badBorn"]));
        }

        if (Text(typed.BornLunar) is { } lunar && Birthdays.Read(lunar, true) is null)
        {
            faults.Add(new Problem("bornLunar", words["badBornLunar"]));
        }

        if (new[] { typed.Called, typed.Job, typed.Phone, typed.Mail, typed.WeChat }.Any(t => t?.Length > LongestName)
            || new[] { typed.Family, typed.Taste, typed.Taboo }.Any(t => t?.Length > LongestNote))
        {
            faults.Add(Problem.Whole(words.Format("tooLong", ("short", LongestName), ("long", LongestNote))));
        }

        return faults;
    }

    /// <summary>The contact as typed; what was not in the form stays.</summary>
    /// <param name="stored">Null for a new one.</param>
    public static Contact Of(string id, Contact? stored, ContactForm typed, DateOnly today) =>
        new(id, Text(typed.Name)!, Text(typed.Called), Text(typed.Job), Text(typed.Phone))
        {
            Mail = Text(typed.Mail),
            WeChat = Text(typed.WeChat),
            Family = Text(typed.Family),
            Taste = Text(typed.Taste),
            Taboo = Text(typed.Taboo),
            Born = Text(typed.Born) is { } born ? Birthdays.Read(born, false) : null,
            BornLunar = Text(typed.BornLunar) is { } lunar ? Birthdays.Read(lunar, true) : null,
            Main = typed.Main == "true" ? true : null,
            LeftOn = typed.Left == "true" ? stored?.LeftOn ?? today : null,
        };

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
