using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Contacts;

/// <summary>The cards of contacts.</summary>
internal static class ContactCards
{
    /// <summary>Rows that a card has room for.</summary>
    private const int MostRows = 15;

    /// <param name="note">What was just done; empty for nothing.</param>
    public static Answer.Card List(Turn turn, CustomerFile file, string note = "")
    {
        var words = turn.Words("contacts");
        var title = words.Format("title", ("customer", file.Head.Name));
        var all = ContactList.InOrder(file).Take(MostRows).ToList();
        var rows = all.Where(c => c.LeftOn is null).Select(c => Row(turn, c)).ToList();
        var model = new ListModel(
            file.Head.Id, title, words.Format("subtitle", ("owner", turn.Company.NameOf(file.Head.OwnerId))), note, rows,
            [.. all.Where(c => c.LeftOn is not null).Select(c => Row(turn, c))], rows.Count == 0 ? words["nobody"] : "");
        return Answer.Of("contacts/list", model, ContactCardJson.Default.ListModel, title);
    }

    /// <param name="contact">The stored one; null for a new one.</param>
    /// <param name="meanwhile">That another person changed it; empty when nobody did.</param>
    public static Answer.Card Form(Turn turn, Customer head, Contact? contact, ContactForm typed, IReadOnlyList<Problem> faults, string meanwhile)
    {
        var words = turn.Words("contacts");
        var title = contact is null ? words.Format("newTitle", ("customer", head.Name)) : words.Format("editTitle", ("name", contact.Name), ("customer", head.Name));
        string?[] folded = [typed.Family, typed.Taste, typed.Taboo, typed.Born, typed.BornLunar];
        var model = new FormModel(
            typed.Draft ?? "", head.Id, contact?.Id ?? "", title, [.. faults.Select(f => f.Line(turn.Say, input => words[Label(input)]))],
            new FormFaults(Problem.At(faults, "name"), Problem.At(faults, "mail"), Problem.At(faults, "born"), Problem.At(faults, "bornLunar"), Problem.At(faults, "")), meanwhile,
            faults.Count > 0 || folded.Any(f => !string.IsNullOrEmpty(f)), typed.Name ?? "", typed.Called ?? "", typed.Job ?? "", typed.Phone ?? "", typed.Mail ?? "", typed.WeChat ?? "",
            typed.Family ?? "", typed.Taste ?? "", typed.Taboo ?? "", typed.Born ?? "", typed.BornLunar ?? "", typed.Main ?? "false", typed.Left ?? "false");
        return Answer.Of("contacts/form", model, ContactCardJson.Default.FormModel, title);
    }

    /// <summary>A contact as everybody who sees it reads it: how to reach them, and what to know of them.</summary>
    internal static ContactRow Row(Turn turn, Contact contact)
    {
        var (words, say) = (turn.Words("contacts"), turn.Say);
        var called = contact.Called is { } name && name != contact.Name ? words.Format("called", ("name", contact.Name), ("called", name)) : contact.Name;
        var line = Dots(contact.Title, contact.Main is true ? words["main"] : null, contact.LeftOn is { } left ? words.Format("leftOn", ("day", say.Day(left, turn.Today))) : null);
        List<string> lines = [];
        Add(Dots(contact.Phone, contact.Mail, contact.WeChat is { } weChat ? words.Format("weChatIs", ("id", weChat)) : null));
        Add(Dots(BirthdayLine(turn, contact.Born, false), BirthdayLine(turn, contact.BornLunar, true)));
        Add(contact.Family);
        Add(contact.Taste);
        return new ContactRow(contact.Id, called, line, lines, contact.Taboo is { } taboo ? words.Format("avoid", ("what", Wording.Short(taboo, 120))) : "");

        void Add(string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                lines.Add(Wording.Short(text, 120));
            }
        }
    }

    /// <summary>The birthday as said, and the day it falls on next.</summary>
    private static string? BirthdayLine(Turn turn, Birthday? birthday, bool lunar) => birthday is null ? null : turn.Words("contacts").Format(
        "birthday", ("said", Birthdays.Say(birthday, lunar, turn.Say.Language)),
        ("day", Birthdays.Next(birthday, lunar, turn.Today) is { } day ? turn.Say.Day(day, turn.Today) : "—"));

    private static string Dots(params string?[] parts) => string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));

    private static string Label(string input) => input switch
    {
        "mail" => "mail",
        "born" => "born",
        "bornLunar" => "bornLunar",
        _ => "name",
    };
}
