using CrmBot.Bot.Files;

namespace CrmBot.Bot.Import;

/// <summary>Why a row was not taken.</summary>
/// <param name="Column">Key of the column it is about; empty for the whole row.</param>
/// <param name="Why">Key of the reason's words.</param>
internal sealed record RowFault(int Row, string Column, string Why, IReadOnlyList<string> Cells)
{
    /// <summary>True for what was left out because it is there already.</summary>
    public bool IsRepeat => Why is Whys.Repeated;
}

/// <summary>Keys of the reasons, whose words stand in <c>cards/import</c>.</summary>
internal static class Whys
{
    public const string Missing = "whyMissing";
    public const string TooLong = "whyTooLong";
    public const string Day = "whyDay";
    public const string Future = "whyFuture";
    public const string FarAway = "whyFarAway";
    public const string Number = "whyNumber";
    public const string Currency = "whyCurrency";
    public const string Tier = "whyTier";
    public const string Stage = "whyStage";
    public const string Status = "whyStatus";
    public const string Channel = "whyChannel";
    public const string Sentiment = "whySentiment";
    public const string Outcome = "whyOutcome";
    public const string ObjectionCategory = "whyObjectionCategory";
    public const string Trust = "whyTrust";
    public const string StepState = "whyStepState";
    public const string Choice = "whyChoice";
    public const string YesNo = "whyYesNo";
    public const string Birthday = "whyBirthday";
    public const string LunarBirthday = "whyLunarBirthday";
    public const string NextDay = "whyNextDay";
    public const string Materials = "whyMaterials";
    public const string NextStep = "whyNextStep";
    public const string Nobody = "whyNobody";
    public const string SeveralPeople = "whySeveralPeople";
    public const string NotYours = "whyNotYours";
    public const string NoCustomer = "whyNoCustomer";
    public const string SeveralCustomers = "whySeveralCustomers";
    public const string NoSight = "whyNoSight";
    public const string Repeated = "whyRepeated";
    public const string Full = "whyFull";
    public const string Busy = "whyBusy";

    public static string Of(RowBreak broken) => broken switch
    {
        RowBreak.Quote => "whyQuote",
        RowBreak.TooFew => "whyTooFew",
        RowBreak.TooMany => "whyTooMany",
        RowBreak.TooLong => TooLong,
        RowBreak.Bytes => "whyBytes",
        _ => "whyFormula",
    };
}
