using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;

namespace CrmBot.Bot.Captures;

/// <summary>What was read, line by line, and the words that each line was read from.</summary>
internal static class CaptureFacts
{
    public static IReadOnlyList<FactLine> Of(Turn turn, Prefill prefill)
    {
        var (words, form, say) = (turn.Words("captures"), prefill.Form, turn.Say);
        var facts = new List<FactLine>();
        Fact("channel", words["channel"], Codes.Read<Channel>(form.Channel) is { } channel ? say.Code(channel) : null);
        Fact("contactedOn", words["contactedOn"], FollowUpForm.Day(form.ContactedOn) is { } day && day != turn.Today ? say.Day(day, turn.Today) : null);
        Fact("contact", words["contact"], form.Contact);
        foreach (var line in FoundLines.Of(FormReport.GistOf(form, prefill.Gist), say, turn.Today, turn.Company.NameOf))
        {
            Fact(line.Part == "helpNeeded" ? "help" : line.Part, line.Label, line.Text);
        }

        var own = FieldInputs.Values(turn, form, null, null);
        foreach (var line in FieldLines.Of(turn.Fields, own, say, turn.Today))
        {
            Fact(line.Part, line.Label, line.Text);
        }

        Fact("status", words["status"], Codes.Read<Status>(form.Status) is { } status ? say.Code(status) : null);
        Fact("mood", words["mood"], Codes.Read<Sentiment>(form.Mood) is { } mood ? say.Code(mood) : null);
        foreach (var moment in prefill.Moments)
        {
            Fact("moment", words["moment"], MomentWords.Text(moment));
        }

        return facts;

        void Fact(string part, string label, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                var shown = CaptureCards.Fact(text);
                facts.Add(new FactLine(label, CaptureCards.Guessed(prefill, part) ? words.Format("guessed", ("text", shown)) : shown));
            }
        }
    }

    /// <summary>From which words each part was read.</summary>
    public static IReadOnlyList<FactLine> Words(Turn turn, Prefill prefill) =>
        [.. prefill.Marks.Where(m => m.Words.Length > 0).Select(m => new FactLine(LabelOf(turn, m.Part), turn.Words("captures").Format("quoted", ("text", CaptureCards.Fact(m.Words)))))];

    private static string LabelOf(Turn turn, string part)
    {
        var words = turn.Words("captures");
        return part switch
        {
            "customer" => words["customer"],
            "channel" => words["channel"],
            "contactedOn" => words["contactedOn"],
            "contact" => words["contact"],
            "status" => words["status"],
            "mood" => words["mood"],
            "moment" => words["moment"],
            "background" => words["foundBackground"],
            "needs" => words["foundNeeds"],
            "objection" => words["foundObjection"],
            "resolved" => words["foundResolved"],
            "competitors" => words["foundCompetitors"],
            "amount" => words["foundAmount"],
            "help" => words["foundHelp"],
            "helpers" => words["foundHelpers"],
            "newContacts" => words["foundNewContacts"],
            "referrals" => words["foundReferrals"],
            "outcome" => words["foundOutcome"],
            "cold" => words["foundReaction"],
            "nps" => words["foundNps"],
            "quietUntil" => words["foundQuietUntil"],
            "eventOn" => words["foundEventOn"],
            "care" or "complaint" => words["foundKind"],
            _ => words["step"],
        };
    }
}
