using CrmBot.Cards;
using CrmBot.Language;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Start;

/// <summary>Faults of set-up, and a store that is down at the start, are told to the operator as sentences; anything else is a bug and keeps its trace.</summary>
internal static class Refusals
{
    public static string? Explain(Exception fault) => fault switch
    {
        StartRefusedException or StoreInUseException or StorageSettingException or StorageRefusedException or StorageUnavailableException or CardFaultException or PhraseFaultException => fault.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}
