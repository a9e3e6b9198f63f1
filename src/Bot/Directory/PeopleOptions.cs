using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Directory;

/// <summary>Section <c>People</c>.</summary>
internal sealed class PeopleOptions : IValidatableObject
{
    public const string Section = "People";
    private const int MostAdmins = 50;

    /// <summary>Directory object ids or mail addresses of the administrators, separated by commas; of any tenant that is served.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Admins { get; set; } = "";

    public IReadOnlyList<string> AdminIds() => Admins.Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminIds().Count > MostAdmins)
        {
            yield return new ValidationResult($"People:Admins names {AdminIds().Count} people; at most {MostAdmins} can be administrators.");
        }
    }
}

[OptionsValidator]
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>;
