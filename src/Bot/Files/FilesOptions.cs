using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Files;

/// <summary>Section <c>Files</c>.</summary>
internal sealed class FilesOptions : IValidatableObject
{
    /// <summary>
    /// What links to downloads are signed with, at least 16 characters; the same on all replicas. Empty: a random one that is made once
    /// and kept in the store. Belongs into the environment or user secrets.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// Endings of the hosts that files are fetched from, over https: where Teams keeps what people send in a chat. In Development also
    /// this machine.
    /// </summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>How long a fetch may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan FetchLimit { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>The hosts that count: those of the settings, else those of Microsoft's clouds.</summary>
    public IEnumerable<string> AllHosts => Hosts.Count > 0 ? Hosts : [".sharepoint.com", ".sharepoint.us", ".sharepoint.cn"];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Key.Length is > 0 and < 16)
        {
            yield return new ValidationResult("Files:Key is shorter than 16 characters.");
        }

        if (Hosts.Any(h => h.Length < 4 || h[0] != '.'))
        {
            yield return new ValidationResult("Files:Hosts: each begins with a point and is the ending of a host's name, such as .sharepoint.com.");
        }
    }
}

[OptionsValidator]
internal sealed partial class FilesOptionsValidator : IValidateOptions<FilesOptions>;
