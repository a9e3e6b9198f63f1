namespace CrmBot.Domain;

/// <summary>
/// Something in the life of a contact, or what they are like. It is kept only after the rep said so, and goes with the record it was
/// told in.
/// </summary>
/// <param name="What">In the rep's words. Never logged.</param>
/// <param name="ContactName">Whose it is, as written; null when not said.</param>
/// <param name="On">Local day; the first of the month where only that is known; null when no date was said.</param>
/// <param name="SourceId">The follow-up it was told in.</param>
/// <param name="KeptById">Who wanted it remembered.</param>
public sealed record Moment(
    string Id, MomentKind Kind, string What, string? ContactName, DateOnly? On, bool MonthOnly, string SourceId, string KeptById, DateTimeOffset KeptAt)
{
    /// <summary>Moments that one record can bring; more than a person looks through is a fault of the reading.</summary>
    public const int MostOfOne = 5;

    /// <summary>The change that keeps moments of one record of the customer, with the acts of care that are derived from them.</summary>
    public static CustomerEdit Keep(CustomerFile file, IReadOnlyList<Moment> moments, IReadOnlyList<Step> care) => new("moment-kept", file.Head) { Moments = moments, Steps = care };

    /// <summary>
    /// The change that forgets one: it goes, and of everything that was derived from it nothing is left but ids, so that what was
    /// planned is taken away.
    /// </summary>
    public static CustomerEdit Forget(CustomerFile file, Moment moment, DateTimeOffset now) => new("moment-forgotten", file.Head)
    {
        GoneMoments = [moment.Id],
        Steps = [.. CarePlan.From(file, moment.Id).Select(s => s with
        {
            What = "", Said = null, State = s.State == StepState.Open ? StepState.Cancelled : s.State, ClosedAt = s.ClosedAt ?? now, Ver = s.State == StepState.Open ? s.Ver + 1 : s.Ver,
        })],
    };
}
