namespace CrmBot.Bot.Files;

internal enum FileFormat { Csv, Xlsx }

/// <summary>Why a row cannot be read as a row.</summary>
internal enum RowBreak
{
    /// <summary>A quote that is not closed, or stands inside a value; rows after an open one may be inside it.</summary>
    Quote,

    /// <summary>Fewer values than the header has columns.</summary>
    TooFew,

    /// <summary>More values than the header has columns.</summary>
    TooMany,

    /// <summary>More text than a row may hold.</summary>
    TooLong,

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    Bytes,

    /// <summary>A formula whose value is an error.</summary>
    Formula,
}

/// <summary>A row as it stands in a file, with as many cells as the header has.</summary>
/// <param name="Number">As a spreadsheet counts: the first row of the file is 1, empty rows count.</param>
/// <param name="Broken">Null for a row that could be read.</param>
internal sealed record FileRow(int Number, IReadOnlyList<string> Cells, RowBreak? Broken = null);

/// <summary>Why a file cannot be read at all.</summary>
internal enum FileRefusal
{
    /// <summary>Neither a spreadsheet nor a text with separated values.</summary>
    NotATable,

    /// <summary>A spreadsheet of Excel 97 to 2003.</summary>
    OldExcel,

    /// <summary>There is no row below a header.</summary>
    Empty,

    /// <summary>More bytes than <see cref="FileLimits.Bytes"/>.</summary>
    TooLarge,

    /// <summary>More rows than <see cref="FileLimits.Rows"/>, or more columns than <see cref="FileLimits.Columns"/>.</summary>
    TooManyRows,

    /// <summary>A spreadsheet that unpacks to more than one may.</summary>
    TooComplex,
}

/// <summary>A file that cannot be read; thrown while its rows are read, because that is where it shows.</summary>
internal sealed class FileRefusedException(FileRefusal why, Exception? inner = null) : Exception(why.ToString(), inner)
{
    public FileRefusal Why { get; } = why;
}

/// <summary>What is read of a file at most. A table of 50,000 rows and 12 columns is far below each.</summary>
internal static class FileLimits
{
    public const int Bytes = 20 * 1024 * 1024;
    public const int Rows = 100_000;
    public const int Columns = 100;

    /// <summary>Characters of one row: more than any record may hold, less than a row of the store.</summary>
    public const int RowCharacters = 64 * 1024;
}
