using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Care;

/// <summary>The sentences of acts of care: fixed ones over what is stored, and nothing beyond that.</summary>
internal static class CareWording
{
    /// <summary>What is to be done for a moment, in the language of whoever does it.</summary>
    /// <param name="what">The moment as told: whom of the family it is about is read from it.</param>
    /// <param name="contact">Whose moment it is, as people call them; empty when not said.</param>
    public static string Of(Wording say, CareTopic topic, string what, string contact)
    {
        var words = say.Words("care");
        var name = contact.Length > 0 ? contact : words["theCustomer"];
        var who = Who(say, CareWords.KinOf(what), name);
        return topic switch
        {
            CareTopic.Birthday => words.Format("birthday", ("who", who)),
            CareTopic.ExamResult => words.Format("examResult", ("who", who)),
            CareTopic.SchoolBreak => words.Format("schoolBreak", ("who", who)),
            CareTopic.Recovery => words.Format("recovery", ("who", who)),
            CareTopic.Condolence => words.Format("condolence", ("name", name)),
            CareTopic.NewJob => words.Format("newJob", ("who", who)),
            CareTopic.Birth => words.Format("birth", ("who", who)),
            CareTopic.Baby => words.Format("baby", ("name", name)),
            CareTopic.Promotion => words.Format("promotion", ("who", who)),
            CareTopic.Move => words.Format("move", ("who", who)),
            CareTopic.Retirement => words.Format("retirement", ("who", who)),
            CareTopic.SportResult => words.Format("sportResult", ("who", who)),
            CareTopic.Return => words.Format("return", ("who", who)),
            CareTopic.Wedding => words.Format("wedding", ("who", who)),
            _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "No topic of care."),
        };
    }

    /// <summary>What is to be done in a step, after the word of care that goes along with it.</summary>
    public static string Joined(Wording say, CustomerFile? file, Step step) =>
        file is not null && CarePlan.Along(file, step) is { } care ? say.Words("care").Format("then", ("care", care.What), ("what", After(say, step.What))) : step.What;

    /// <summary>Whose moment it is, as it is said in the middle of a sentence.</summary>
    /// <param name="file">Where nobody is named and there is only one contact, it is that one.</param>
    public static string ContactOf(CustomerFile file, string? told, string sourceId) =>
        told is { Length: > 0 } ? told
        : file.Recent.FirstOrDefault(r => r.Id == sourceId)?.ContactName is { Length: > 0 } met ? met
        : file.Contacts is [var only] ? only.Called ?? only.Name
        : "";

    private static string Who(Wording say, Kin kin, string name)
    {
        var words = say.Words("care");
        return kin switch
        {
            Kin.Mother => words.Format("ofMother", ("name", name)),
            Kin.Father => words.Format("ofFather", ("name", name)),
            Kin.Wife => words.Format("ofWife", ("name", name)),
            Kin.Husband => words.Format("ofHusband", ("name", name)),
            Kin.Son => words.Format("ofSon", ("name", name)),
            Kin.Daughter => words.Format("ofDaughter", ("name", name)),
            Kin.Child => words.Format("ofChild", ("name", name)),
            Kin.Elder => words.Format("ofElder", ("name", name)),
            _ => name,
        };
    }

    /// <summary>What is to be done, as the second half of a sentence: no 再再问, no "then Ask"; a name or an abbreviation keeps its capitals.</summary>
    private static string After(Wording say, string what) => say.Language == "zh-CN" ? what.TrimStart('再')
        : what.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 && Verbs.Contains(what[..at], StringComparer.OrdinalIgnoreCase) ? char.ToLowerInvariant(what[0]) + what[1..]
        : what;

    private static readonly string[] Verbs = ["ask", "send", "call", "show", "talk", "get", "ping", "discuss", "follow", "check", "arrange", "book", "give", "share", "present"];
}
