using System.Globalization;
using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>A part of what a contact brought to light, as people read it.</summary>
/// <param name="Part">The code of the part, such as <c>needs</c>; the same in every language.</param>
internal sealed record FoundLine(string Part, string Label, string Text);

/// <summary>What was found, line by line, in the order of the five parts; a part without content takes no line.</summary>
internal static class FoundLines
{
    /// <summary>What a step takes, to stand behind its line; empty for nothing.</summary>
    public static string Takes(Wording say, Step step) => step.Resources is { } resources ? $" · {say.Words("help").Format("stepTakes", ("resources", Wording.Short(resources, 80)))}" : "";

    /// <param name="today">What days are told from.</param>
    /// <param name="nameOf">What a colleague is called, by id.</param>
    public static IReadOnlyList<FoundLine> Of(Gist? found, Wording say, DateOnly today, Func<string, string> nameOf)
    {
        if (found is null)
        {
            return [];
        }

        var words = say.Words("help");
        var lines = new List<FoundLine>();
        Line("participants", words["foundParticipants"], found.Participants);
        Line("background", words["foundBackground"], found.Background);
        Line("needs", words["foundNeeds"], found.Needs);
        Line("concern", words["foundConcern"], found.Concern);
        Line("question", words["foundQuestion"], found.Question);
        Line("pain", words["foundPain"], found.Pain);
        Line("objection", found.Category is { } category ? words.Format("foundObjectionOf", ("category", say.Code(category))) : words["foundObjection"], found.Objection);
        Line("resolved", words["foundResolved"], List(found.Resolved));
        Line("risks", words["foundRisks"], found.Risks);
        Line("opportunity", words["foundOpportunity"], found.Opportunity);
        Line("trust", words["foundTrust"], found.Trust is { } trust ? words.Format("trustOf", ("trust", trust)) : null);
        Line("competitors", words["foundCompetitors"], List(found.Competitors));
        Line("amount", words["foundAmount"], found.Amount is { } amount ? $"{amount.ToString("#,##0.##", CultureInfo.InvariantCulture)} {found.Currency}" : null);
        Line("resources", words["foundResources"], found.Resources);
        Line("materials", words["foundMaterials"], found.Materials);
        Line("helpNeeded", words["foundHelp"], found.HelpNeeded);
        Line("helpers", words["foundHelpers"], List(found.Helpers?.Select(nameOf)));
        Line("helpBy", words["foundHelpBy"], found.HelpBy is { } by ? say.Day(by, today) : null);
        Line("newContacts", words["foundNewContacts"], List(found.NewContacts));
        Line("referrals", words["foundReferrals"], List(found.Referrals));
        Line("outcome", words["foundOutcome"], found.Outcome is { } outcome ? say.Code(outcome) : null);
        Line("care", words["foundKind"], found.Care is true ? words["foundCare"] : null);
        Line("cold", words["foundReaction"], found.Cold is true ? words["foundCold"] : null);
        Line("complaint", words["foundKind"], found.Complaint is true ? words["foundComplaint"] : null);
        Line("nps", words["foundNps"], found.Nps?.ToString(CultureInfo.InvariantCulture));
        Line("quietUntil", words["foundQuietUntil"], found.QuietUntil is { } quiet ? say.Day(quiet, today) : null);
        Line("eventOn", words["foundEventOn"], found.EventOn is { } day ? say.Day(day, today) : null);
        Line("reflection", words["foundReflection"], found.Reflection);
        return lines;

        void Line(string part, string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                lines.Add(new FoundLine(part, label, text));
            }
        }

        string? List(IEnumerable<string>? texts) => texts is null ? null : string.Join(words["listSeparator"], texts);
    }
}
