using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace CrmBot.Cards.Tests;

/// <summary>An extra: the public engine's cases, where they lie beside the repository. Our own cases are the tests that count.</summary>
public sealed class PublicCasesTests(ITestOutputHelper log)
{
    private static readonly string? Folder = Find();

    [Fact]
    public void Public_templates_expand_as_the_public_engine_expands_them()
    {
        if (Folder is null)
        {
            return;
        }

        var all = Directory.GetFiles(Path.Combine(Folder, "cases"), "*.json").Order(StringComparer.Ordinal)
            .Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject())
            .ToLookup(c => c.ContainsKey("divergent"));

        Judge("scored templates", all[false], Name, Fault, KnownDifferences.Templates);
        Judge("templates on which the public engines differ", all[true], Name, Fault, KnownDifferences.Divergent);
    }

    [Fact]
    public void Public_expressions_evaluate_as_the_public_engine_does()
    {
        if (Folder is null)
        {
            return;
        }

        var all = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "expressions.json")))!;
        var scope = JsonElement.Parse(all["scope"]!.ToJsonString());
        var cases = all["cases"]!.AsArray().Select(c => c!.AsObject()).Where(c => c["core"]!.GetValue<bool>());

        Judge("expressions", cases, c => (string)c["expr"]!, c => Json.Difference(Evaluate((string)c["expr"]!, scope), c["expected"], ""), KnownDifferences.Expressions);
    }

    private void Judge(
        string what, IEnumerable<JsonObject> cases, Func<JsonObject, string> name, Func<JsonObject, string?> fault, IReadOnlyDictionary<string, string> known)
    {
        var judged = cases.Select(c => (Name: name(c), Fault: fault(c))).ToList();
        var failed = judged.Where(j => j.Fault is not null).ToList();
        log.WriteLine($"{what}: {judged.Count - failed.Count} of {judged.Count}");
        failed.ForEach(f => log.WriteLine($"  {f.Name} ({known.GetValueOrDefault(f.Name, "not listed")}): {f.Fault}"));

        Assert.Equal(known.Keys.Order(StringComparer.Ordinal), failed.Select(f => f.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string Name(JsonObject one) => (string)one["name"]!;

    private static string? Fault(JsonObject one) => one.ContainsKey("expected")
        ? Json.Difference(Actual(one), one["expected"], "")
        : $"there it fails: {one["error"]}";

    private static JsonNode? Evaluate(string expression, JsonElement scope)
    {
        try
        {
            var value = Parser.Parse(expression).Eval(new Scope(Value.Of(scope), Value.Missing, null, Unresolved.Stays) { Quiet = true });
            return value.IsError ? JsonValue.Create("error: " + value.Text) : JsonNode.Parse(JsonText.Of(value));
        }
        catch (SyntaxException e)
        {
            return JsonValue.Create("syntax: " + e.Message);
        }
    }

    private static JsonNode? Actual(JsonObject one)
    {
        var output = new ArrayBufferWriter<byte>();
        var data = one.TryGetPropertyValue("data", out var d) ? JsonElement.Parse(d?.ToJsonString() ?? "null") : default;
        JsonElement? host = one.TryGetPropertyValue("host", out var h) ? JsonElement.Parse(h!.ToJsonString()) : null;
        CardTemplate.Parse(Encoding.UTF8.GetBytes(one["template"]!.ToJsonString())).Render(data, host, output, strict: false);
        return JsonNode.Parse(output.WrittenSpan);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "card-templates");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
