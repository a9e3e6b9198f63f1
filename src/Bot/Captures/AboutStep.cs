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
    /// <param name="capture">Null when the text alone tells of nothing: then it is all there is.</param>
    /// <param name="source">The record that the step came from; null where it is not known.</param>
    public static Prefill Prefill(Turn turn, Capture? capture, string text, FollowUp? source)
    {
        var read = CapturePrefill.Of(turn, capture ?? new Capture(CustomerRead.None), text);
        var contact = FollowUpForm.Said(read.Form.Contact) ?? source?.ContactName;
        var steps = read.Form.Steps().Select(s => contact is null || s.What is null ? s : s with { What = Named(s.What, contact) });
        return read with
        {
            Form = (read.Form with { Channel = read.Form.Channel ?? source?.Channel.ToString(), Contact = contact }).WithSteps([.. steps]),
            Marks = [.. read.Marks, .. Guessed("channel", read.Form.Channel is null && source is not null), .. Guessed("contact", read.Form.Contact is null && contact is not null)],
        };
    }

    private static IEnumerable<Mark> Guessed(string part, bool guessed) => guessed ? [new Mark(part, "", true)] : [];

    /// <summary>"call her" is to be understood in a month: the name instead of the word for it.</summary>
    private static string Named(string what, string contact) => what.Contains(contact, StringComparison.OrdinalIgnoreCase) ? what : Pronoun().Replace(what, contact.Replace("$", "$$", StringComparison.Ordinal), 1);

    [GeneratedRegex(@"\b(?:her|him)\b(?!\s+\w+\s+(?:is|was)\b)|[她他](?!们|的)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pronoun();
}
