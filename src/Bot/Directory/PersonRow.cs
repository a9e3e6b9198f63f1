namespace CrmBot.Bot.Directory;

/// <summary>Why a row of people is not taken.</summary>
internal enum PersonWhy
{
    /// <summary>It cannot be read as a row.</summary>
    Broken,

    /// <summary>Neither id nor mail.</summary>
    NoKey,

    /// <summary>The mail is none.</summary>
    Mail,

    /// <summary>A new person without a name.</summary>
    NoName,

    /// <summary>A value that is too long.</summary>
    TooLong,

    Role,
    Zone,
    Language,

    /// <summary>Neither yes nor no.</summary>
    YesNo,

    /// <summary>The id and the mail are of two people.</summary>
    TwoPeople,

    /// <summary>An earlier row is about the same person.</summary>
    Repeated,

    /// <summary>Nobody is called so.</summary>
    NoManager,

    /// <summary>Several are called so.</summary>
    SeveralManagers,

    /// <summary>The manager's own row is not taken.</summary>
    ManagerNotTaken,

    /// <summary>The person would be their own superior.</summary>
    Circle,

    /// <summary>The person was met by somebody else's id meanwhile; the file can be imported again.</summary>
    Busy,
}

/// <summary>A row that is not taken.</summary>
/// <param name="Row">As a spreadsheet counts; the header is 1.</param>
/// <param name="Value">What stands there; may be empty.</param>
internal sealed record PersonFault(int Row, PersonWhy Why, string Value);

/// <summary>A row of a file of people.</summary>
/// <param name="Cells">Of the columns that the file has; an empty one is the empty text.</param>
internal sealed record PersonRow(int Row, IReadOnlyDictionary<PersonColumn, string> Cells)
{
    /// <summary>Null where the file has no such column.</summary>
    public string? this[PersonColumn column] => Cells.GetValueOrDefault(column);

    /// <summary>What the person is known by: the id, the mail, or both.</summary>
    public IReadOnlyList<string> DirectoryIds => [.. new[] { this[PersonColumn.Id], this[PersonColumn.Mail] }.Where(id => !string.IsNullOrEmpty(id)).Select(id => id!)];
}

/// <summary>What became of a file of people.</summary>
/// <param name="Planned">People that can be taken, of the whole file.</param>
internal sealed record PeopleReport(int Added, int Changed, int Unchanged, IReadOnlyList<PersonFault> Faults, int Planned);
