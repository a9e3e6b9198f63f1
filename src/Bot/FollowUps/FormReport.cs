using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>A checked form as a report.</summary>
internal static class FormReport
{
    /// <summary>Parts of the gist that the form has no input for: the person keeps or drops each. Of the helpers those after the first.</summary>
    public static readonly string[] Extras =
        ["resolved", "competitors", "amount", "helpers", "newContacts", "referrals", "care", "cold", "complaint", "nps", "quietUntil", "eventOn"];

    /// <summary>The report of a new record.</summary>
    public static Report New(Turn turn, FollowUpForm form, Prefill? prefill, bool shallow) =>
        Of(turn, form, prefill, null, null, null) with { Shallow = shallow, Fields = FieldInputs.Values(turn, form, null, null) };

    /// <summary>The report of an edit. A form of an earlier version has neither steps beyond the first nor the parts of the gist: they stay.</summary>
    public static Report Edit(Turn turn, FollowUpForm form, Prefill? prefill, CustomerFile file, FollowUp stored, bool shallow)
    {
        var first = prefill is null ? file.OpenSteps.FirstOrDefault(s => s.Id == stored.NextStepId) : null;
        var report = Of(turn, form, prefill, file, first, stored.ContactedAt) with { Shallow = shallow, Fields = FieldInputs.Values(turn, form, prefill?.Own, stored) };
        return prefill is null ? report with { Gist = null } : report with { Shown = [.. prefill.StepIds.Append(prefill.MaterialsStep ?? "").Where(id => id.Length > 0)] };
    }

    /// <summary>What of the gist the form has no input for.</summary>
    public static Gist? WithoutInputs(Gist? gist) => gist is null ? null : gist with { Helpers = gist.Helpers is [_, _, ..] several ? [.. several.Skip(1)] : null };

    /// <summary>What the form says, part by part.</summary>
    public static Gist GistOf(FollowUpForm form, Gist? found) => Ticked(found ?? Gist.None, form.Kept) with
    {
        Background = FollowUpForm.Said(form.Background),
        Needs = FollowUpForm.Said(form.Needs),
        Objection = FollowUpForm.Said(form.Objection),
        Category = FollowUpForm.Said(form.Objection) is null ? null : Codes.Read<ObjectionCategory>(form.Category),
        HelpNeeded = FollowUpForm.Said(form.Help),
        HelpBy = FollowUpForm.Day(form.HelpOn),
        Helpers = HelpersOf(form, found),
        Outcome = Codes.Read<Outcome>(form.Outcome),
        Participants = FollowUpForm.Said(form.Participants),
        Concern = FollowUpForm.Said(form.Concern),
        Question = FollowUpForm.Said(form.Question),
        Pain = FollowUpForm.Said(form.Pain),
        Risks = FollowUpForm.Said(form.Risks),
        Opportunity = FollowUpForm.Said(form.Opportunity),
        Trust = form.Trust is [>= '1' and <= '5'] one ? one[0] - '0' : null,
        Resources = FollowUpForm.Said(form.NextStep) is null ? FollowUpForm.Said(form.Resources) : null,
        Materials = FollowUpForm.Said(form.Materials),
        Reflection = FollowUpForm.Said(form.Reflection),
    };

    private static IReadOnlyList<string>? HelpersOf(FollowUpForm form, Gist? found)
    {
        var others = Ticked(found ?? Gist.None, form.Kept).Helpers?.Skip(1) ?? [];
        List<string> all = [.. new[] { FollowUpForm.Said(form.HelpWho) }.OfType<string>().Concat(others).Distinct(StringComparer.Ordinal)];
        return all.Count == 0 ? null : all;
    }

    // A contact of today happened now; one of an earlier day at its noon; of an edit when it did, while the day is the same.
    private static Report Of(Turn turn, FollowUpForm form, Prefill? prefill, CustomerFile? file, Step? first, DateTimeOffset? before)
    {
        var (me, now) = (turn.Me, turn.Now);
        var day = FollowUpForm.Day(form.ContactedOn) ?? Zones.DayOf(now, me.Zone);
        var at = before is { } b && Zones.DayOf(b, me.Zone) == day ? b
            : day == Zones.DayOf(now, me.Zone) ? now
            : Zones.InstantOf(day, new TimeOnly(12, 0), me.Zone);
        var next = form.Steps().Select((s, n) => Next(turn, s, prefill is null && n == 0 ? first : prefill?.Standing(file, n), prefill is null)).OfType<NextStep>().Concat(Preparing(turn, form, prefill, file)).ToList();
        return new Report(
            Codes.Read<Channel>(form.Channel)!.Value, at, FollowUpForm.Said(form.Contact), form.Summary!.Trim(), Codes.Read<Sentiment>(form.Mood), Codes.Read<Status>(form.Status), next,
            FollowUpForm.Said(form.Because), false)
        {
            Gist = GistOf(form, prefill?.Gist),
        };
    }

    /// <summary>The materials as a step of ours, where they have a day. Its words follow those of the form, unless they were changed since.</summary>
    private static IEnumerable<NextStep> Preparing(Turn turn, FollowUpForm form, Prefill? prefill, CustomerFile? file)
    {
        if (FollowUpForm.Said(form.Materials) is not { } what || FollowUpForm.Day(form.MaterialsOn) is not { } day)
        {
            return [];
        }

        var old = prefill?.Materials(file);
        var said = old is not null && prefill?.Gist?.Materials == what
            ? old.What
            : Wording.Short(turn.Words("follow-ups").Format("prepare", ("what", what)), FollowUpForm.LongestLine);
        return [new NextStep(said, OwedBy.Us, old?.OwnerId ?? turn.Me.Id, old?.Zone ?? turn.Me.Zone, day, day == old?.DueDay ? old.DueTime : null) { Id = old?.Id, OfMaterials = true, Resources = old?.Resources }];
    }

    /// <param name="old">The stored step it is; null for a new one.</param>
    /// <param name="keepsTime">The form has no input for a time, nor for what it takes: they stay, the time while the day does.</param>
    private static NextStep? Next(Turn turn, StepTyped typed, Step? old, bool keepsTime)
    {
        if (FollowUpForm.Said(typed.What) is not { } what || FollowUpForm.Day(typed.On) is not { } day)
        {
            return null;
        }

        var who = FollowUpForm.Said(typed.Who);
        var by = who is null ? old?.By ?? OwedBy.Us : who == StepTyped.Customer ? OwedBy.Customer : OwedBy.Us;
        var owner = who is null || who == StepTyped.Customer ? old?.OwnerId ?? turn.Me.Id : who;
        var zone = old?.OwnerId == owner ? old.Zone : (turn.Company.Find(owner) ?? turn.Me).Zone;
        var time = FollowUpForm.Time(typed.At) ?? (keepsTime && day == old?.DueDay ? old.DueTime : null);
        return new NextStep(what, by, owner, zone, day, time) { Id = old?.Id, Resources = keepsTime && old is not null ? old.Resources : FollowUpForm.Said(typed.With) };
    }

    private static Gist Ticked(Gist found, string? kept)
    {
        var ticked = (kept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return Gist.None with
        {
            Resolved = Has("resolved") ? found.Resolved : null,
            Competitors = Has("competitors") ? found.Competitors : null,
            Amount = Has("amount") ? found.Amount : null,
            Currency = Has("amount") ? found.Currency : null,
            Helpers = Has("helpers") ? found.Helpers : null,
            NewContacts = Has("newContacts") ? found.NewContacts : null,
            Referrals = Has("referrals") ? found.Referrals : null,
            Care = Has("care") ? found.Care : null,
            Cold = Has("cold") ? found.Cold : null,
            Complaint = Has("complaint") ? found.Complaint : null,
            Nps = Has("nps") ? found.Nps : null,
            QuietUntil = Has("quietUntil") ? found.QuietUntil : null,
            EventOn = Has("eventOn") ? found.EventOn : null,
        };

        bool Has(string part) => ticked.Contains(part);
    }
}
