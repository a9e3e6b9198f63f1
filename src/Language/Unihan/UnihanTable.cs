namespace CrmBot.Language;

/// <summary>A table made from the Unihan database; see <c>LICENCE.txt</c> beside it.</summary>
internal static class UnihanTable
{
    /// <summary>Its rows, cut into columns.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(UnihanTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its table {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..])
            {
                yield return line.Split('\t');
            }
        }
    }
}
