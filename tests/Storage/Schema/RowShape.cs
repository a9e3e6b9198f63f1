using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Storage.Tests.Schema;

/// <summary>How a type is stored, member by member, and a row that has every member.</summary>
internal static class RowShape
{
    /// <summary>Every type with a version that one of the contexts writes.</summary>
    public static IEnumerable<JsonTypeInfo> RowTypes(IEnumerable<JsonSerializerContext> contexts) => contexts
        .SelectMany(context => context.GetType().GetProperties()
            .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>))
            .Select(p => context.GetTypeInfo(p.PropertyType.GetGenericArguments()[0])!))
        .Where(type => type.Type.GetProperty("V", BindingFlags.Public | BindingFlags.Instance)?.PropertyType == typeof(int));

    public static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    /// <summary>One line a member: where it stands and what it is. Codes are named one by one: rows hold their names.</summary>
    public static IEnumerable<string> Lines(JsonTypeInfo type, string path = "")
    {
        foreach (var member in type.Properties.Where(p => p.Get is not null).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var at = path + member.Name;
            var written = member.Set is null && member.AssociatedParameter is null ? ", only written" : "";
            var what = Of(type, member.PropertyType);
            if (what.Kind == JsonTypeInfoKind.Object)
            {
                yield return $"{at}: object{written}";
                foreach (var line in Lines(what, at + "."))
                {
                    yield return line;
                }
            }
            else if (what.ElementType is { } element && Of(type, element) is var item)
            {
                yield return $"{at}: {(what.Kind == JsonTypeInfoKind.Dictionary ? "map" : "list")} of {(item.Kind == JsonTypeInfoKind.Object ? "objects" : Word(item.Type))}{written}";
                foreach (var line in item.Kind == JsonTypeInfoKind.Object ? Lines(item, at + "[].") : [])
                {
                    yield return line;
                }
            }
            else
            {
                yield return $"{at}: {Word(what.Type)}{written}";
            }
        }
    }

    public static JsonObject Sample(JsonTypeInfo type, int version)
    {
        var row = Full(type, "");
        row["v"] = version;
        return row;
    }

    private static JsonObject Full(JsonTypeInfo type, string path) => new(
        type.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null)
            .Select(p => KeyValuePair.Create(p.Name, Value(type, p.PropertyType, path + p.Name))));

    private static JsonNode? Value(JsonTypeInfo owner, Type type, string path)
    {
        var what = Of(owner, type);
        var plain = what.Type;
        return what.Kind switch
        {
            JsonTypeInfoKind.Object => Full(what, path + "."),
            JsonTypeInfoKind.Enumerable => new JsonArray(Value(owner, what.ElementType!, path + "1")),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["one"] = Value(owner, what.ElementType!, path + "1") },
            _ when plain.IsEnum => Enum.GetNames(plain)[^1],
            _ when plain == typeof(string) => path + " 文\"1",
            _ when plain == typeof(bool) => true,
            _ when plain == typeof(decimal) => 12.5m,
            _ when plain == typeof(DateTimeOffset) => "2025-09-10T09:40:00.1234567+08:00",
            _ when plain == typeof(DateOnly) => "2025-09-10",
            _ when plain == typeof(TimeOnly) => "09:40:00",
            _ when plain == typeof(TimeSpan) => "1.02:03:04",
            _ when plain == typeof(byte[]) => "AQID",
            _ when plain == typeof(JsonObject) => new JsonObject { ["any"] = "文" },
            _ when plain.IsPrimitive => 7,
            _ => throw new NotSupportedException($"{path} is a {plain.Name}: say here what a row of it looks like."),
        };
    }

    private static JsonTypeInfo Of(JsonTypeInfo owner, Type type) => owner.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static string Word(Type type) => type.IsEnum ? $"one of {string.Join(' ', Enum.GetNames(type))}" : Name(type);
}
