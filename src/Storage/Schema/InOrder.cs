using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CrmBot.Storage;

/// <summary>
/// Reads JSON whose members stand in the order in which the serializer writes them, several times as fast as the serializer.
/// Whatever else stands there is not read but said by <see cref="Well"/>; then the serializer reads it, or says why not.
/// </summary>
internal ref struct InOrder
{
    private Utf8JsonReader json;

    public InOrder(ReadOnlySpan<byte> data)
    {
        json = new Utf8JsonReader(data);
        json.Read();
    }

    /// <summary>False once anything was not as expected; what was returned since is worth nothing.</summary>
    public bool Well { get; private set; } = true;

    public void Open() => Take(JsonTokenType.StartObject);

    public void Close() => Take(JsonTokenType.EndObject);

    /// <summary>Whether the member comes next; then its value does.</summary>
    public bool Has(ReadOnlySpan<byte> member) =>
        Well && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(member) && json.Read();

    public void Member(ReadOnlySpan<byte> member) => Well &= Has(member);

    public bool BeginsList() => json.TokenType == JsonTokenType.StartArray && json.Read();

    /// <summary>Whether the list goes on; past its end when it does not.</summary>
    public bool GoesOn()
    {
        if (Well && json.TokenType == JsonTokenType.EndArray)
        {
            json.Read();
            return false;
        }

        return Well;
    }

    /// <param name="likely">Returned itself where it is what is read.</param>
    public string Text(ReadOnlySpan<byte> member, string? likely = null) => TextOrNone(member, likely) ?? Wrong("");

    public string? TextOrNone(ReadOnlySpan<byte> member, string? likely = null)
    {
        if (!Has(member))
        {
            return null;
        }

        var text = json.TokenType != JsonTokenType.String ? Wrong("") : likely is not null && json.ValueTextEquals(likely) ? likely : json.GetString();
        json.Read();
        return text;
    }

    public int Number(ReadOnlySpan<byte> member) => NumberOrNone(member) ?? Wrong(0);

    public int? NumberOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var number = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var read) ? read : Wrong(0);
        json.Read();
        return number;
    }

    public bool Flag(ReadOnlySpan<byte> member)
    {
        var flag = Has(member) && json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : Wrong(false);
        json.Read();
        return flag;
    }

    public bool? FlagOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var flag = json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : Wrong(false);
        json.Read();
        return flag;
    }

    public decimal? AmountOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var amount = json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var read) ? read : Wrong(0m);
        json.Read();
        return amount;
    }

    public IReadOnlyDictionary<string, string>? MapOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        Open();
        while (Well && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            map[name] = json.TokenType == JsonTokenType.String ? json.GetString()! : Wrong("");
            json.Read();
        }

        Close();
        return map;
    }

    public IReadOnlyList<string>? TextsOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var texts = new List<string>();
        Well &= BeginsList();
        while (GoesOn())
        {
            texts.Add(json.TokenType == JsonTokenType.String ? json.GetString()! : Wrong(""));
            json.Read();
        }

        return texts;
    }

    public DateTimeOffset Instant(ReadOnlySpan<byte> member) => InstantOrNone(member) ?? Wrong(default(DateTimeOffset));

    public DateTimeOffset? InstantOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var instant = json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var read) ? read : Wrong(default(DateTimeOffset));
        json.Read();
        return instant;
    }

    public DateOnly Day(ReadOnlySpan<byte> member) => DayOrNone(member) ?? Wrong(default(DateOnly));

    public DateOnly? DayOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var text = json.ValueSpan;
        var day = text.Length == 10 && json.TryGetDateTime(out var read) ? DateOnly.FromDateTime(read) : Wrong(default(DateOnly));
        json.Read();
        return day;
    }

    /// <summary>A time of day in whole minutes or seconds.</summary>
    public TimeOnly? TimeOrNone(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        Span<char> text = stackalloc char[8];
        var time = json.TokenType == JsonTokenType.String && json.ValueSpan.Length == 8 && json.CopyString(text) == 8
            && TimeOnly.TryParseExact(text, "HH':'mm':'ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : Wrong(default(TimeOnly));
        json.Read();
        return time;
    }

    public T Code<T>(ReadOnlySpan<byte> member)
        where T : struct, Enum => CodeOrNone<T>(member) ?? Wrong(default(T));

    public T? CodeOrNone<T>(ReadOnlySpan<byte> member)
        where T : struct, Enum
    {
        if (!Has(member))
        {
            return null;
        }

        var code = json.TokenType == JsonTokenType.String && Names<T>.Find(json.ValueSpan) is var nth and >= 0 ? Names<T>.Values[nth] : Wrong(default(T));
        json.Read();
        return code;
    }

    private T Wrong<T>(T instead)
    {
        Well = false;
        return instead;
    }

    // The last end has nothing behind it.
    private void Take(JsonTokenType type)
    {
        Well &= json.TokenType == type;
        if (Well)
        {
            json.Read();
        }
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        private static readonly byte[][] Utf8 = [.. Enum.GetNames<T>().Select(Encoding.UTF8.GetBytes)];

        public static int Find(ReadOnlySpan<byte> name)
        {
            for (var i = 0; i < Utf8.Length; i++)
            {
                if (name.SequenceEqual(Utf8[i]))
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
