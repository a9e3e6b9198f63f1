using System.ComponentModel.DataAnnotations;
using CrmBot.Domain;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Reviews;

/// <summary>Section <c>Gaps</c>: after how many days without a contact a customer counts as left alone, see <see cref="GapRule"/>.</summary>
internal sealed class GapOptions
{
    public const string Section = "Gaps";

    private const int Most = 366;

    [Range(1, Most)]
    public int FollowUpDays { get; set; } = GapRule.Default.FollowUpDays;

    [Range(1, Most)]
    public int TierADays { get; set; } = GapRule.Default.TierADays;

    [Range(1, Most)]
    public int TierBDays { get; set; } = GapRule.Default.TierBDays;

    public GapRule Rule() => new(FollowUpDays, TierADays, TierBDays);
}

[OptionsValidator]
internal sealed partial class GapOptionsValidator : IValidateOptions<GapOptions>;
