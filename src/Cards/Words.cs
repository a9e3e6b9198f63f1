using System.Globalization;

namespace CrmBot.Cards;

/// <summary>What a capability says, in one language: its own words over the shared ones. Immutable.</summary>
public sealed class Words
{
    private readonly string capability;
    private readonly Dictionary<string, string> byKey;

    internal Words(string capability, string language, IEnumerable<KeyValuePair<string, string>> texts)
    {
        this.capability = capability;
        Language = language;
        byKey = new(texts, StringComparer.Ordinal);
        Fields = new Fields();
        foreach (var (key, text) in byKey)
        {
            Fields.Add(key, Value.Of(new Encoded(text)));
        }
    }

    /// <summary>The BCP 47 name of the language: <c>zh-CN</c> or <c>en-US</c>.</summary>
    public string Language { get; }

    /// <summary>All keys, the shared ones too.</summary>
    public IReadOnlyCollection<string> Keys => byKey.Keys;

    /// <summary>The words as templates see them, under <c>s</c>.</summary>
    internal Fields Fields { get; }

    /// <summary>The text of a key as it stands in the file, placeholders included.</summary>
    /// <exception cref="KeyNotFoundException">No such key: a bug, since the files are checked at start and the key is in our code.</exception>
    public string this[string key] => byKey.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"cards/{capability}/text.{Language}.json has no '{key}'");

    /// <summary>The text of a key with its <c>{name}</c> placeholders replaced. Numbers and dates are written in the language's culture.</summary>
    /// <param name="key">The key in the text file.</param>
    /// <param name="values">A value for every placeholder; null stands for no text.</param>
    /// <exception cref="KeyNotFoundException">No such key.</exception>
    /// <exception cref="ArgumentException">A placeholder has no value.</exception>
    public string Format(string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var culture = CultureInfo.GetCultureInfo(Language);
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            named[name] = Convert.ToString(value, culture) ?? "";
        }

        return Placeholders.Fill(this[key], named.GetValueOrDefault)
            ?? throw new ArgumentException($"a placeholder of '{key}' in cards/{capability}/text.{Language}.json has no value", nameof(values));
    }
}
