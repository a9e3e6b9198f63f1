using System.ComponentModel.DataAnnotations;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot;

/// <summary>Section <c>Bot</c>.</summary>
internal sealed class BotOptions : IValidatableObject
{
    /// <summary>The tenant of channels that name none, such as a local chat page.</summary>
    [Required]
    public string DefaultTenant { get; set; } = "demo";

    /// <summary>IANA zone of people whose client tells none.</summary>
    [Required]
    public string DefaultZone { get; set; } = "Asia/Shanghai";

    /// <summary>Language of people whose client speaks neither of ours: <c>zh-CN</c> or <c>en-US</c>.</summary>
    [Required]
    public string DefaultLanguage { get; set; } = "zh-CN";

    /// <summary>
    /// Where people reach the bot from outside, such as <c>https://bot.example.com</c>: what links to downloads begin with. Empty: there
    /// are none, except in Development, where this machine's own address is taken.
    /// </summary>
    public string PublicAddress { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Zones.IsKnown(DefaultZone))
        {
            yield return new ValidationResult($"Bot:DefaultZone '{DefaultZone}' is not an IANA time zone.");
        }

        if (PublicAddress.Length > 0 && !(Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))))
        {
            yield return new ValidationResult($"Bot:PublicAddress '{PublicAddress}' is no address that begins with https://.");
        }

        if (!Wording.Languages.Contains(DefaultLanguage, StringComparer.Ordinal))
        {
            yield return new ValidationResult($"Bot:DefaultLanguage '{DefaultLanguage}' must be zh-CN or en-US.");
        }
    }
}

[OptionsValidator]
internal sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;
