// Makes src/Language/Unihan/*.txt from Unihan_Readings.txt and Unihan_Variants.txt (Debian: package unicode-data, unpacked).
// dotnet run --project bench/Unihan FOLDER_OF_UNIHAN FOLDER_OF_THE_TABLES
using CrmBot.Unihan.Bench;

if (args is not [var from, var to])
{
    await Console.Error.WriteLineAsync("Say the folder of the Unihan files and the folder of the tables.");
    return 1;
}

foreach (var (name, text) in Tables.Of(
    await File.ReadAllLinesAsync(Path.Combine(from, "Unihan_Readings.txt")), await File.ReadAllLinesAsync(Path.Combine(from, "Unihan_Variants.txt"))))
{
    await File.WriteAllTextAsync(Path.Combine(to, name), text);
    Console.WriteLine($"{name}: {text.Length} characters");
}

return 0;
