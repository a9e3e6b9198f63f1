namespace CrmBot.Domain;

/// <summary>The best that a text says of what is done next; of several the highest counts.</summary>
public enum StepSaid
{
    None,

    /// <summary>Something is to be done, but no day is said.</summary>
    Undated,

    /// <summary>A day of which others are in charge: a promise of theirs, an appointment, or what was done today.</summary>
    Promised,

    /// <summary>Nothing more is to be done, and why.</summary>
    Closed,

    /// <summary>We get in touch again on a day.</summary>
    Contact,

    /// <summary>We do something certain on a day.</summary>
    Own,
}

/// <summary>What stands in a summary, read from its words without judging it. Holds nothing of the text itself.</summary>
public sealed record Evidence
{
    /// <summary>Letters of the whole text: a Chinese character counts two, a Latin letter or a digit one.</summary>
    public int Length { get; init; }

    /// <summary>Weight of the words that are no known filler: a Chinese character counts two, a Latin word four.</summary>
    public int Content { get; init; }

    /// <summary>A wish of the customer with what is wished.</summary>
    public bool Need { get; init; }

    /// <summary>Something that stands in the way, or feedback.</summary>
    public bool Objection { get; init; }

    /// <summary>A fact of the business: a decision, a term, a document, a change of people.</summary>
    public bool Fact { get; init; }

    /// <summary>Nobody was reached.</summary>
    public bool Unreached { get; init; }

    /// <summary>Figures that are no date.</summary>
    public int Figures { get; init; }

    /// <summary>People or products by name.</summary>
    public int Names { get; init; }

    public StepSaid Step { get; init; }

    /// <summary>The step says what is done, not only that somebody is contacted.</summary>
    public bool StepNamesObject { get; init; }

    /// <summary>Who does the step is said.</summary>
    public bool Owner { get; init; }

    /// <summary>The step is left to "someone".</summary>
    public bool NoOwner { get; init; }

    /// <summary>Others are waited for.</summary>
    public bool Waits { get; init; }

    public bool Vague { get; init; }

    public bool Feeling { get; init; }

    public bool Greeting { get; init; }

    /// <summary>Words that hold the place of a summary, keys pressed at random, or headings with nothing below.</summary>
    public bool Placeholder { get; init; }

    /// <summary>The text refers to an earlier one, or says one thing over and over.</summary>
    public bool SaysSame { get; init; }

    /// <summary>Turns of a conversation written down word by word.</summary>
    public int Turns { get; init; }

    /// <summary>Times of the day and stations of a journey.</summary>
    public int Stations { get; init; }

    /// <summary>The text says two things that cannot both be.</summary>
    public bool Contradicts { get; init; }

    /// <summary>The largest share of shingles in common with an earlier text of the author: 0 to 1.</summary>
    public double Near { get; init; }
}
