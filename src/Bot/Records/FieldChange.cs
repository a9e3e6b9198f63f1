using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Plans;
using CrmBot.Domain;

namespace CrmBot.Bot.Records;

/// <summary>What a sentence says of one field of a record.</summary>
/// <param name="Form">The record with it, as the form's values; null when the words cannot be read.</param>
/// <param name="Day">The day of the next step that was said.</param>
/// <param name="Other">The other day that the same words can mean.</param>
/// <param name="OnlyDay">Nothing but the day, or the time, of the next step changes.</param>
internal sealed record FieldChange(FollowUpForm? Form, DateOnly? Day = null, DateOnly? Other = null, bool OnlyDay = false)
{
    private static readonly FieldChange Unread = new((FollowUpForm?)null);

    /// <param name="field">As the phrase names it: <c>next</c>, <c>who</c>, <c>contact</c>, <c>channel</c>, <c>status</c>, <c>mood</c>, <c>needs</c>, <c>objection</c>, <c>summary</c>.</param>
    public static FieldChange Of(Turn turn, string field, string said, FollowUpForm before) => said.Length == 0 ? Unread : field switch
    {
        "next" => Next(turn, said, before),
        "who" => Colleagues.Called([.. turn.Company.Members], said) is [var one] ? new FieldChange(before with { NextWho = one.Id })
            : IsMe(said) ? new FieldChange(before with { NextWho = turn.Me.Id }) : Unread,
        "contact" => new FieldChange(before with { Contact = said }),
        "channel" => Code<Channel>(turn, said) is { } channel ? new FieldChange(before with { Channel = channel.ToString() }) : Unread,
        "status" => Code<Status>(turn, said) is { } status ? new FieldChange(before with { Status = status.ToString() }) : Unread,
        "mood" => Code<Sentiment>(turn, said) is { } mood ? new FieldChange(before with { Mood = mood.ToString() }) : Unread,
        "needs" => new FieldChange(before with { Needs = said }),
        "objection" => new FieldChange(before with { Objection = said }),
        "summary" => new FieldChange(before with { Summary = said }),
        _ => Unread,
    };

    /// <summary>The fields of a form that a sentence can change, as people read them.</summary>
    public static IReadOnlyList<FoundLine> Lines(Turn turn, FollowUpForm form)
    {
        var words = turn.Words("records");
        var day = FollowUpForm.Day(form.NextOn) is { } on ? turn.Say.Day(on, turn.Today) : "";
        FoundLine[] lines =
        [
            new("nextStep", words["fieldNext"], form.NextStep ?? ""),
            new("nextOn", words["fieldDue"], FollowUpForm.Time(form.NextAt) is { } time ? $"{day} {turn.Say.Time(time)}" : day),
            new("nextWho", words["fieldWho"], form.NextWho switch { null or "" => "", StepTyped.Customer => turn.Words("follow-ups")["theCustomer"], var id => turn.Company.NameOf(id) }),
            new("contact", words["fieldContact"], form.Contact ?? ""),
            new("channel", words["fieldChannel"], Codes.Read<Channel>(form.Channel) is { } channel ? turn.Say.Code(channel) : ""),
            new("status", words["fieldStatus"], Codes.Read<Status>(form.Status) is { } status ? turn.Say.Code(status) : ""),
            new("mood", words["fieldMood"], Codes.Read<Sentiment>(form.Mood) is { } mood ? turn.Say.Code(mood) : ""),
            new("needs", words["fieldNeeds"], form.Needs ?? ""),
            new("objection", words["fieldObjection"], form.Objection ?? ""),
            new("summary", words["fieldSummary"], form.Summary ?? ""),
        ];
        return [.. lines.Where(l => l.Text.Length > 0)];
    }

    /// <summary>A day, something to do, or both: "next Fri", "send the samples", "send the samples next Fri".</summary>
    private static FieldChange Next(Turn turn, string said, FollowUpForm before)
    {
        var when = WhenSaid.In(turn, said);
        var what = when is null ? said : WhenSaid.Without(turn, said, new Language.Slot("text", said, 0, said.Length));
        if (when is null)
        {
            return new FieldChange(before with { NextStep = said });
        }

        var at = when.Time is { } time ? FollowUpForm.Time(time) : when.Day == FollowUpForm.Day(before.NextOn) ? before.NextAt : null;
        var moved = before with { NextOn = FollowUpForm.Day(when.Day), NextAt = at };
        var only = what.Length == 0 && !string.IsNullOrWhiteSpace(before.NextStep);
        var other = when.Other is { } also && also >= turn.Today ? also : (DateOnly?)null;
        return new FieldChange(what.Length == 0 ? moved : moved with { NextStep = what }, when.Day, other, only);
    }

    private static bool IsMe(string said) => said is "我" or "我自己" || string.Equals(said, "me", StringComparison.OrdinalIgnoreCase) || string.Equals(said, "myself", StringComparison.OrdinalIgnoreCase);

    /// <summary>A value by any of the words in which people read it, or its code.</summary>
    private static T? Code<T>(Turn turn, string said) where T : struct, Enum
    {
        foreach (var say in Wording.Languages.Select(turn.Say.In))
        {
            foreach (var value in Enum.GetValues<T>())
            {
                if (string.Equals(say.Code(value), said, StringComparison.OrdinalIgnoreCase) || string.Equals(value.ToString(), said.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }
        }

        return null;
    }
}
