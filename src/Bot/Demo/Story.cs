using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>The plot of one customer's half year, without dates.</summary>
/// <param name="Language">What the owner writes in: <c>zh-Hans</c>, <c>zh-Hant</c> or <c>en</c>.</param>
/// <param name="LastContact">Working days before today.</param>
/// <param name="Topics">What small talk between the beats is about.</param>
/// <param name="Beats">Told in this order. The last one leaves <paramref name="Open"/>; <c>{due}</c> in it is the first one's day.</param>
/// <param name="Open">Open steps; the first is the last beat's next step.</param>
internal sealed record Story(
    string CustomerId, string Language, int LastContact, string[] Topics, Beat[] Beats, Promise[] Open)
{
    /// <summary>Orders that did not come from a beat: days before today, amount in <see cref="Currency"/>.</summary>
    public (int DaysAgo, decimal Amount)[] Orders { get; init; } = [];
    public string Currency { get; init; } = "CNY";

    /// <summary>NPS for customers served in English, CSAT for the others: days before today, score.</summary>
    public (int DaysAgo, int Score)[] Scores { get; init; } = [];
    public Trouble? Complaint { get; init; }

    /// <summary>What the owner wanted remembered of somebody, told with the last beat.</summary>
    public Personal? Personal { get; init; }

    /// <summary>What the owner asked a colleague to help with, after the last beat.</summary>
    public Asked? Asked { get; init; }
}

/// <summary>One contact.</summary>
/// <param name="Next">The next step it set; null when there was none, because the rep waited for the customer.</param>
/// <param name="Status">The status it stated; null keeps the stored one.</param>
internal sealed record Beat(Channel Channel, string Contact, Sentiment Mood, string Summary, string? Next = null, Status? Status = null)
{
    public decimal? Order { get; init; }

    /// <summary>What it brought to light that stands in the way; null for nothing.</summary>
    public string? Objection { get; init; }
    public bool Shallow { get; init; }

    /// <summary>What was heard of wishes and worries, part by part; null for nothing.</summary>
    public Gist? Heard { get; init; }
}

/// <param name="OwnerId">Who is to do it, or to watch over it; null for the customer's owner.</param>
internal sealed record Promise(string What, Due Due, OwedBy By = OwedBy.Us, string? OwnerId = null);

/// <param name="Prompt">What is to be done when its day comes.</param>
/// <param name="Lunar">Month and day of a lunar birthday; null for everything else.</param>
internal sealed record Personal(MomentKind Kind, string What, string Contact, string Prompt, (int Month, int Day)? Lunar = null);

internal sealed record Asked(string What, string HelperId, Due Due);

/// <summary>A complaint that was opened with the beat at index <paramref name="Beat"/> and closed with the next one.</summary>
internal sealed record Trouble(int Beat, Severity Severity, string Text, string OwnerId, string Resolution);
