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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Zones.IsKnown(DefaultZone))
        {
            yield return new ValidationResult($"Bot:DefaultZone '{DefaultZone}' is not an IANA time zone.");
        }

        if (!Wording.Languages.Contains(DefaultLanguage, StringComparer.Ordinal))
        {
            yield return new ValidationResult($"Bot:DefaultLanguage '{DefaultLanguage}' must be zh-CN or en-US.");
        }
    }
}

[OptionsValidator]
internal sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;
