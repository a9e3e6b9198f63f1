using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>The zip that Teams installs: manifest, icons and one file for each further language, all at its root.</summary>
internal static class AppPackage
{
    private const string ManifestFile = "manifest.json";

    // The earliest that a zip can say. A fixed one, so that the same order gives the same bytes.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The folder <c>deploy/teams</c> of the repository, as it lies beside the program.</summary>
    public static string OwnParts { get; } = Path.Combine(AppContext.BaseDirectory, "teams");

    public static string OwnSchemas { get; } = Path.Combine(OwnParts, "schema");

    /// <summary>Fills the manifest in, checks everything, and only then packs it.</summary>
    /// <param name="parts">Folder with <c>manifest.json</c> and the files that it names.</param>
    public static async Task<PackageOutcome> MakeAsync(string parts, string schemas, PackageOrder order, CancellationToken ct)
    {
        try
        {
            var faults = order.Faults().ToList();
            return faults.Count > 0 ? new PackageOutcome.Refused(faults) : await FillAsync(parts, await ManifestSchemas.ReadAsync(schemas, ct), order, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new PackageOutcome.Refused([$"A part of the package cannot be read: {fault.Message}"]);
        }
    }

    private static async Task<PackageOutcome> FillAsync(string parts, ManifestSchemas schemas, PackageOrder order, CancellationToken ct)
    {
        var faults = new List<string>();
        if (await ReadAsync(parts, ManifestFile, schemas.Manifest, faults, ct) is not { } manifest)
        {
            return new PackageOutcome.Refused(faults);
        }

        var languages = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var file in ManifestParts.Languages(manifest, faults))
        {
            if (await ReadAsync(parts, file, schemas.Language, faults, ct) is { } language)
            {
                languages[file] = language;
            }
        }

        if (faults.Count > 0)
        {
            return new PackageOutcome.Refused(faults);
        }

        ManifestParts.Fill(manifest, languages.Values, order, faults);
        faults.AddRange(schemas.Manifest.Faults(ManifestFile, manifest));
        foreach (var (file, language) in languages)
        {
            faults.AddRange(schemas.Language.Faults(file, language));
            faults.AddRange(LanguageKeys.Faults(manifest, file, language, schemas.Language));
        }

        var files = new List<(string Name, byte[] Bytes)> { (ManifestFile, Bytes(manifest)) };
        foreach (var icon in IconRule.Of(manifest))
        {
            if (ManifestParts.IsAtRoot(icon.File, faults))
            {
                var bytes = await File.ReadAllBytesAsync(Path.Combine(parts, icon.File), ct);
                faults.AddRange(icon.Faults(bytes));
                files.Add((icon.File, bytes));
            }
        }

        files.AddRange(languages.Select(l => (l.Key, Bytes(l.Value))));
        faults.AddRange(ManifestParts.VersionFaults(manifest));
        return faults.Count > 0 ? new PackageOutcome.Refused(faults) : new PackageOutcome.Made(Zip(files), (string)manifest["version"]!);
    }

    /// <summary>Null when it is no JSON object of the schema; <paramref name="faults"/> say why.</summary>
    private static async Task<JsonObject?> ReadAsync(string parts, string file, ManifestSchema schema, List<string> faults, CancellationToken ct)
    {
        try
        {
            if (JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(parts, file), ct), null, Strict) is not JsonObject json)
            {
                faults.Add($"{file} is not a JSON object.");
                return null;
            }

            var before = faults.Count;
            faults.AddRange(schema.Faults(file, json));
            return faults.Count == before ? json : null;
        }
        catch (JsonException fault)
        {
            faults.Add($"{file} is not valid JSON: {fault.Message}");
            return null;
        }
    }

    private static byte[] Bytes(JsonObject json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteTo(writer);
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static byte[] Zip(List<(string Name, byte[] Bytes)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = EntryTime;
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
