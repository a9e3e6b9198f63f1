namespace CrmBot.Language;

/// <summary>What a word of a summary tells the coach; the words of each stand in <c>phrases/coach/</c> under the same name.</summary>
[Flags]
internal enum Cue : long
{
    None = 0,

    /// <summary>A wish of the customer.</summary>
    Need = 1 << 0,

    /// <summary>Something in the way, or feedback.</summary>
    Objection = 1 << 1,

    /// <summary>A fact of the business: a decision, a term, a document, a change of people.</summary>
    Decision = 1 << 2,

    Unreached = 1 << 3,

    /// <summary>Something that is done for a customer.</summary>
    Action = 1 << 4,

    /// <summary>Getting in touch, whatever for.</summary>
    Touch = 1 << 5,

    /// <summary>A time that is none.</summary>
    Soon = 1 << 6,

    /// <summary>Nothing more is to be done.</summary>
    Closing = 1 << 7,

    /// <summary>An owner who is nobody.</summary>
    Somebody = 1 << 8,

    /// <summary>What follows or stands before has been done.</summary>
    Did = 1 << 9,

    Wait = 1 << 10,
    Vague = 1 << 11,
    Feeling = 1 << 12,
    Greeting = 1 << 13,

    /// <summary>A station of a journey.</summary>
    Log = 1 << 14,
    Placeholder = 1 << 15,

    /// <summary>That there is nothing: what a heading without content says.</summary>
    Nothing = 1 << 16,

    /// <summary>That it is as the last time.</summary>
    Same = 1 << 17,

    Won = 1 << 18,
    Lost = 1 << 19,

    /// <summary>That the customer has not chosen yet.</summary>
    Undecided = 1 << 20,

    /// <summary>What is done with a customer who has bought.</summary>
    Collect = 1 << 21,

    /// <summary>Nothing is owed any more.</summary>
    Paid = 1 << 22,

    /// <summary>Money is asked for.</summary>
    Chase = 1 << 23,

    Eager = 1 << 24,
    Refused = 1 << 25,

    /// <summary>One of us, as who does something.</summary>
    Ours = 1 << 26,

    /// <summary>One of us, as to whom something is done.</summary>
    Us = 1 << 27,

    /// <summary>One of the customer's.</summary>
    Theirs = 1 << 28,

    /// <summary>What follows a family name.</summary>
    Title = 1 << 29,

    Heading = 1 << 30,

    /// <summary>Words that say nothing alone.</summary>
    Plain = 1L << 31,

    /// <summary>That a day was agreed on, which is still to come.</summary>
    Appointed = 1L << 32,

    /// <summary>That something is still to be done.</summary>
    Ahead = 1L << 33,
}
