using System.Text.Json.Serialization;

namespace CrmBot.Language;

/// <summary>What a statement that tells of no contact with the customer is instead.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Aside>))]
public enum Aside
{
    /// <summary>Only what somebody there is like, or what takes place in their life.</summary>
    Person,

    /// <summary>Only what the speaker is going to do.</summary>
    Plan,
}
