namespace CrmBot.Domain;

/// <summary>After how many days without a contact a customer has been left alone too long.</summary>
/// <param name="FollowUpDays">Of one that is being won or delivered to: the longest follow-up interval.</param>
/// <param name="TierADays">Of one in care, of tier A.</param>
/// <param name="TierBDays">Of one in care, of tier B; one of tier C is greeted on major holidays only and is never late.</param>
public sealed record GapRule(int FollowUpDays, int TierADays, int TierBDays)
{
    /// <summary>Source: settled product decisions, "Rhythm": 7 days stretching to 14, A every month, B every quarter.</summary>
    public static GapRule Default { get; } = new(14, 30, 90);

    /// <summary>Null for a customer that no number of days makes late.</summary>
    public int? LimitOf(Tier tier, Stage stage) => stage is Stage.Intent or Stage.Deal
        ? FollowUpDays
        : tier switch { Tier.A => TierADays, Tier.B => TierBDays, _ => null };
}

/// <summary>What is asked for.</summary>
/// <param name="NoStep">Customers without a next step.</param>
/// <param name="Silent">Customers without a contact.</param>
/// <param name="Days">Without a contact for so many days, whatever the tier; null for <see cref="GapRule.LimitOf"/>.</param>
/// <param name="Tier">Null for all.</param>
public sealed record GapAsked(bool NoStep, bool Silent, int? Days, Tier? Tier);

/// <summary>A customer as far as a gap hangs on it.</summary>
/// <param name="LastContact">Null before the first.</param>
/// <param name="HasNextStep">Whether anybody of us has one open; see <see cref="Gaps.IsNextStep"/>.</param>
/// <param name="QuietUntil">The first day on which the customer wants to be spoken to again; null for no such wish.</param>
public sealed record LeftAlone(Tier Tier, Stage Stage, Status Status, DateOnly? LastContact, bool HasNextStep, DateOnly? QuietUntil);

/// <summary>How a customer stands.</summary>
public abstract record GapFound
{
    private GapFound() { }

    /// <summary>Somebody is at it.</summary>
    public sealed record None : GapFound;

    /// <summary>It would be one, but it is left alone on purpose.</summary>
    public sealed record Excused(GapExcuse Why) : GapFound;

    /// <param name="Days">Days since the last contact; null when there never was one.</param>
    public sealed record Open(bool NoStep, bool Silent, int? Days) : GapFound;
}

/// <summary>Why a customer is left alone on purpose.</summary>
public enum GapExcuse
{
    Lost,
    OnHold,

    /// <summary>The customer asked for it. That a person muted their own reminders is no excuse.</summary>
    Quiet,
}

/// <summary>
/// Which customers are being forgotten. Pure. Source: checklist A27 ("no open next step ⇒ customer appears in gap list"). Lost customers and
/// those on hold are nobody's next step; one that asked to be left alone is so until its day (scenario S9: "prompts … muted until").
/// </summary>
public static class Gaps
{
    /// <summary>True for what brings the customer back to somebody of us: a next step, a request for help, a reminder. An act of care does not.</summary>
    public static bool IsNextStep(Step step) =>
        step is { State: StepState.Open, By: OwedBy.Us, Kind: null or StepKind.Reminder or StepKind.Help };

    /// <summary>Code of the operation that sets a next step by itself, without a record.</summary>
    public const string StepSetCode = "step-set";

    /// <summary>Why a next step is not set by one tap: only the owner sets one, and no second one. Null for nothing in the way.</summary>
    public static NotFiled? Refusal(Person by, CustomerFile? file) => file switch
    {
        null => NotFiled.NoCustomer,
        _ when file.Head.OwnerId != by.Id => NotFiled.NoSight,
        _ when file.OpenSteps.Any(IsNextStep) => NotFiled.Outdated,
        _ => null,
    };

    /// <summary>The day of a next step that is set by one tap: the next one that its owner works.</summary>
    public static DateOnly NextDay(Person owner, DateOnly today) => Absence.Return(owner, today.AddDays(1));

    /// <summary>A next step of somebody's own that comes from no record.</summary>
    public static Step NextStep(string id, string what, Person owner, DateOnly day) =>
        new(id, what, owner.Id, OwedBy.Us, day, null, owner.Zone, Due.At(day, null, owner.Zone), StepState.Open, 1, null, null);

    /// <summary>The owner's <see cref="NextStep"/> as a change of the customer.</summary>
    public static CustomerEdit SetStep(CustomerFile file, string id, string what, Person owner, DateOnly day) =>
        new(StepSetCode, file.Head) { Steps = [NextStep(id, what, owner, day)] };

    /// <param name="today">The local day of the customer's owner.</param>
    public static GapFound Of(LeftAlone one, GapAsked asked, GapRule rule, DateOnly today)
    {
        if (asked.Tier is { } tier && tier != one.Tier)
        {
            return new GapFound.None();
        }

        var days = one.LastContact is { } last ? Math.Max(0, today.DayNumber - last.DayNumber) : (int?)null;
        var limit = asked.Days ?? rule.LimitOf(one.Tier, one.Stage);
        var isSilent = asked.Silent && limit is { } most && (days is null || days >= most);
        var isWithout = asked.NoStep && !one.HasNextStep && one.Stage is Stage.Intent or Stage.Deal;
        return (isSilent, isWithout) switch
        {
            (false, false) => new GapFound.None(),
            _ when one.Stage == Stage.Lost || one.Status == Status.Lost => new GapFound.Excused(GapExcuse.Lost),
            _ when one.Status == Status.OnHold => new GapFound.Excused(GapExcuse.OnHold),
            _ when one.QuietUntil > today => new GapFound.Excused(GapExcuse.Quiet),
            _ => new GapFound.Open(isWithout, isSilent, days),
        };
    }
}
