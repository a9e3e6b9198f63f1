namespace CrmBot.Bot.Files;

/// <summary>Reads a file of rows, whatever its name says it is. Nothing is held but the row at hand.</summary>
internal static class TableFile
{
    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> OldExcel => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>What the first bytes say.</summary>
    /// <param name="file">Seekable.</param>
    /// <exception cref="FileRefusedException">It is no table, or too large.</exception>
    public static FileFormat FormatOf(Stream file)
    {
        if (file.Length > FileLimits.Bytes)
        {
            throw new FileRefusedException(FileRefusal.TooLarge);
        }

        Span<byte> start = stackalloc byte[4096];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.StartsWith(Zip) ? FileFormat.Xlsx
            : start.StartsWith(OldExcel) ? throw new FileRefusedException(FileRefusal.OldExcel)
            : start.IsEmpty ? throw new FileRefusedException(FileRefusal.Empty)
            : CsvTable.IsText(start) ? FileFormat.Csv
            : throw new FileRefusedException(FileRefusal.NotATable);
    }

    /// <summary>The header and then every row that is not empty. The first row with a value is the header.</summary>
    /// <exception cref="FileRefusedException">While reading: it is no table, or larger than one may be.</exception>
    public static IEnumerable<FileRow> Rows(Stream file, FileFormat format)
    {
        var width = 0;
        var rows = 0;
        foreach (var row in format == FileFormat.Xlsx ? XlsxTable.Rows(file) : CsvTable.Rows(file))
        {
            if (row.Broken is null && row.Cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (width == 0)
            {
                width = WidthOf(row);
                yield return row with { Cells = [.. row.Cells.Take(width).Select(c => c.Trim())] };
                continue;
            }

            if (++rows > FileLimits.Rows)
            {
                throw new FileRefusedException(FileRefusal.TooManyRows);
            }

            yield return Fitted(row, width, format);
        }

        if (rows == 0)
        {
            throw new FileRefusedException(FileRefusal.Empty);
        }
    }

    private static int WidthOf(FileRow header)
    {
        var width = header.Cells.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(header.Cells[width - 1]))
        {
            width--;
        }

        return header.Broken is not null ? throw new FileRefusedException(FileRefusal.NotATable)
            : width > FileLimits.Columns ? throw new FileRefusedException(FileRefusal.TooManyRows)
            : width;
    }

    // A spreadsheet leaves empty cells out; in a text a value that is missing has been lost.
    private static FileRow Fitted(FileRow row, int width, FileFormat format)
    {
        var extra = row.Cells.Skip(width).Any(c => !string.IsNullOrWhiteSpace(c));
        RowBreak? broken = row.Broken
            ?? (extra ? RowBreak.TooMany
            : row.Cells.Count < width && format == FileFormat.Csv ? RowBreak.TooFew
            : row.Cells.Sum(c => c.Length) > FileLimits.RowCharacters ? RowBreak.TooLong
            : null);
        var cells = row.Cells.Take(width).Select(c => FormulaSafe.Read(c).Trim()).ToList();
        while (cells.Count < width)
        {
            cells.Add("");
        }

        return new FileRow(row.Number, broken is RowBreak.TooLong ? [.. cells.Select(Cut)] : cells, broken);
    }

    private static string Cut(string cell) => cell.Length <= 200 ? cell : cell[..200];
}
