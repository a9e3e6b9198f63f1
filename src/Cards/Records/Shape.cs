using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Cards;

/// <summary>
/// How records of a type are read without being written as JSON first. What is not plain (a converter, a condition, a type that
/// is not listed here) is written as JSON by its own type information and read back, so that a template always sees what
/// the serializer would have written.
/// </summary>
internal sealed class Shape
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, Shape> Known = [];

    private readonly JsonTypeInfo type;
    private readonly Form form;
    private readonly Property[] properties = [];
    private Shape? item;

    private Shape(JsonTypeInfo type)
    {
        this.type = type;
        type.MakeReadOnly();
        form = FormOf(type);
        if (form == Form.Record)
        {
            properties = [.. type.Properties.Where(p => p.Get is not null).Select(p => new Property(p))];
        }
    }

    private enum Form { Json, Text, Bool, Number, Record, List }

    public IReadOnlyList<Property> Properties => properties;

    public JsonTypeInfo Type => type;

    public static Shape Of(JsonTypeInfo type) => Known.GetValue(type, static t => new Shape(t));

    public Value ValueOf(object? held) => held is null ? Value.Null : form switch
    {
        Form.Text => Value.Of((string)held),
        Form.Bool => Value.Of((bool)held),
        Form.Number => Value.Of((int)held),
        Form.Record => Value.Of(new Record(held, this)),
        Form.List when held is IList list => Value.Of(new RecordList(list, this)),
        _ => Value.Of(JsonElement.Parse(JsonText.Serialized(held, type))),
    };

    /// <summary>An element of a list of this shape.</summary>
    public Value ItemOf(object? held) => (item ??= Of(type.Options.GetTypeInfo(type.ElementType!))).ValueOf(held);

    /// <summary>The first property with a name, without regard to case; null when there is none.</summary>
    public Property? Find(string name) => Array.Find(properties, p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    private static Form FormOf(JsonTypeInfo type)
    {
        if (ReferenceEquals(type.Converter, JsonMetadataServices.StringConverter))
        {
            return Form.Text;
        }

        if (ReferenceEquals(type.Converter, JsonMetadataServices.BooleanConverter))
        {
            return Form.Bool;
        }

        var isPlain = type.Options is { ReferenceHandler: null, DefaultIgnoreCondition: JsonIgnoreCondition.Never }
            && !(type.NumberHandling ?? type.Options.NumberHandling).HasFlag(JsonNumberHandling.WriteAsString);
        return type.Kind switch
        {
            _ when !isPlain => Form.Json,
            _ when ReferenceEquals(type.Converter, JsonMetadataServices.Int32Converter) => Form.Number,
            JsonTypeInfoKind.Object when IsPlain(type) => Form.Record,
            JsonTypeInfoKind.Enumerable when type.NumberHandling is null => Form.List,
            _ => Form.Json,
        };
    }

    private static bool IsPlain(JsonTypeInfo type) =>
        type is { PolymorphismOptions: null, OnSerializing: null, OnSerialized: null }
        && type.Properties.Where(p => p.Get is not null).All(p => p is { ShouldSerialize: null, CustomConverter: null, NumberHandling: null, IsExtensionData: false });
}

/// <summary>A property of a record, under the name that the serializer writes.</summary>
internal sealed class Property(JsonPropertyInfo info)
{
    private readonly Func<object, object?> get = info.Get!;
    private Shape? shape;

    public string Name => info.Name;

    public Value Of(object record) => (shape ??= Shape.Of(info.Options.GetTypeInfo(info.PropertyType))).ValueOf(get(record));
}
