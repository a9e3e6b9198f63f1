namespace CrmBot.Language;

/// <summary>What stood where something is covered up, the most telling first. The words that stand in its place are the reader's.</summary>
public enum MaskKind
{
    /// <summary>The customer the text is about.</summary>
    Customer,
    Competitor,

    /// <summary>Somebody of the customer's.</summary>
    Contact,
    Colleague,

    /// <summary>Somebody of whom no more is known.</summary>
    Person,

    /// <summary>Another company.</summary>
    Company,

    /// <summary>A name, or a word that may be one.</summary>
    Name,
    Place,

    /// <summary>Where somebody can be reached: mail, telephone, link.</summary>
    Reach,

    /// <summary>Of an order, a contract, a product.</summary>
    Code,
    Amount,
    Share,

    /// <summary>A day or a time by number; weekdays stay.</summary>
    Day,
    Count,
}
