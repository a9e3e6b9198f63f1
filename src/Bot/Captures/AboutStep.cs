using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;
using Capture = CrmBot.Language.Capture;

namespace CrmBot.Bot.Captures;

/// <summary>What is said of a step that was just done: it is about the same contact, who is mostly not named again.</summary>
internal static partial class AboutStep
{
    /// <summary>Whom it is about, in the words in which a statement says it: what the step is of need not be said again.</summary>
    public static string Lead(string text, Customer customer, FollowUp? source)
    {
        var contact = source?.ContactName;
        var isChinese = text.Any(c => c is >= '\u3400' and <= '\u9fff');
        return isChinese ? $"{customer.Name}{contact}:" : contact is null ? $"{customer.Name}: " : $"{contact} at {customer.Name}: ";
    }

    /// <param name="capture">Null when the text alone tells of nothing: then it is all there is.</param>
    /// <param name="lead">What was put before the text to be read.</param>
    /// <param name="source">The record that the step came from; null where it is not known.</param>
    public static Prefill Prefill(Turn turn, Capture? capture, string lead, string text, FollowUp? source)
    {
        var whole = CapturePrefill.Of(turn, capture ?? new Capture(CustomerRead.None), lead + text);
        var read = whole with
        {
            Form = whole.Form with { Summary = text.Trim() },
            Marks = [.. whole.Marks.Where(m => text.Contains(m.Words, StringComparison.Ordinal))],
            Others = [],
            Aside = null, // that it was done is a contact
        };
        var contact = FollowUpForm.Said(read.Form.Contact) ?? source?.ContactName;
        var steps = read.Form.Steps().Select(s => contact is null || s.What is null ? s : s with { What = Named(s.What, contact) });
        return read with
        {
            Form = (read.Form with { Channel = read.Form.Channel ?? source?.Channel.ToString(), Contact = contact }).WithSteps([.. steps]),
            Marks = [.. read.Marks, .. Guessed("channel", read.Form.Channel is null && source is not null), .. Guessed("contact", contact is not null && !text.Contains(contact, StringComparison.OrdinalIgnoreCase))],
        };
    }

    private static IEnumerable<Mark> Guessed(string part, bool guessed) => guessed ? [new Mark(part, "", true)] : [];

    /// <summary>"call her" is to be understood in a month: the name instead of the word for it.</summary>
    private static string Named(string what, string contact) => what.Contains(contact, StringComparison.OrdinalIgnoreCase) ? what : Pronoun().Replace(what, contact.Replace("$", "$$", StringComparison.Ordinal), 1);

    [GeneratedRegex(@"\b(?:her|him)\b(?!\s+\w+\s+(?:is|was)\b)|[她他](?!们|的)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pronoun();
}
