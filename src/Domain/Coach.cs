using System.Globalization;
using System.Text;

namespace CrmBot.Domain;

/// <summary>What a summary lacks. Source: checklist A12, A17, A24, A28 and A29.</summary>
[Flags]
public enum Missing
{
    None = 0,

    /// <summary>Too little to know later what the customer wants or what is in the way.</summary>
    Substance = 1,

    /// <summary>No next step with a day, and no reason for leaving it out.</summary>
    NextStep = 2,
}

/// <summary>
/// Looks once at a summary before it is filed. It asks and never blocks: the caller files a thin one that comes a second
/// time, marked as shallow.
/// </summary>
public static class Coach
{
    /// <summary>Letters and digits without which a summary cannot name a need: one Chinese character counts two.</summary>
    public const int LeastSubstance = 16;

    // Said of nothing in particular; what is left of a summary without them is its substance.
    private static readonly string[] Empty =
    [
        "已拜访客户", "已拜访", "已联系", "已沟通", "等待回复", "等客户回复", "等回复", "等下次联系", "客户表达了兴趣", "客户有兴趣", "有兴趣",
        "跟进中", "有进展及时同步", "继续跟进", "保持联系", "再联系", "聊得不错", "气氛很好", "打过电话", "已打电话", "发了资料", "考虑一下", "考虑下",
        "touched base", "circling back soon", "circle back", "left voicemail", "left vm", "waiting for reply", "waiting to hear back",
        "will follow up", "following up", "had a call", "called", "great meeting", "good meeting", "they loved it", "interested", "no update", "customer", "客户",
    ];

    /// <param name="summary">What the rep wrote; may be empty.</param>
    /// <param name="nextStep">What is to be done next; null or blank when left out.</param>
    /// <param name="noNextStepBecause">The reason for leaving it out; null or blank when none is given.</param>
    public static Missing Review(string summary, string? nextStep, DateOnly? nextOn, string? noNextStepBecause)
    {
        var missing = Missing.None;
        if (Substance(summary) < LeastSubstance)
        {
            missing |= Missing.Substance;
        }

        var hasNext = !string.IsNullOrWhiteSpace(nextStep) && nextOn is not null;
        if (!hasNext && string.IsNullOrWhiteSpace(noNextStepBecause))
        {
            missing |= Missing.NextStep;
        }

        return missing;
    }

    private static int Substance(string summary)
    {
        var text = summary.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        foreach (var empty in Empty)
        {
            text = text.Replace(empty, " ", StringComparison.Ordinal);
        }

        var weight = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            weight += Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.OtherLetter => 2,
                UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.DecimalDigitNumber => 1,
                _ => 0,
            };
        }

        return weight;
    }
}
