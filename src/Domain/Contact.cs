namespace CrmBot.Domain;

/// <summary>Someone at a customer. Everything but the name may be unknown; what is known is as written, and never logged.</summary>
/// <param name="Called">How reps call the contact, such as 张总.</param>
public sealed record Contact(string Id, string Name, string? Called, string? Title, string? Phone)
{
    public string? Mail { get; init; }

    public string? WeChat { get; init; }

    public string? Family { get; init; }

    /// <summary>What they like.</summary>
    public string? Taste { get; init; }

    /// <summary>What is not to be done or spoken of.</summary>
    public string? Taboo { get; init; }

    /// <summary>In the calendar of the world, as said.</summary>
    public Birthday? Born { get; init; }

    /// <summary>In the Chinese calendar, as said; a person may go by both.</summary>
    public Birthday? BornLunar { get; init; }

    /// <summary>The one to turn to first; at most one of a customer.</summary>
    public bool? Main { get; init; }

    /// <summary>Local day on which it became known that they are there no more; null while they are.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>How they are spoken of.</summary>
    public string Shown() => Called is { Length: > 0 } called ? called : Name;

    /// <summary>Every free text beside the names and numbers, for whoever looks for words.</summary>
    public IEnumerable<string> Texts() => new[] { Title, Family, Taste, Taboo }.OfType<string>();
}

/// <summary>A birthday as it was said. It holds no day of a year: which one it is in a year is for the calendar to say.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31, of a lunar month 1 to 30.</param>
/// <param name="Year">Of birth; null when not said.</param>
/// <param name="Leap">In the leap month of that number; only of the Chinese calendar.</param>
public sealed record Birthday(int Month, int Day, int? Year = null, bool Leap = false);
