using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Bot.Fields;

/// <summary>Fields that a sentence names with what stands in them: 采购方式是公开招标, budget: 1200.</summary>
internal static partial class FieldsSaid
{
    private const int LeastName = 2;

    /// <summary>Typed values by field id; a field of which nothing certain is said is left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(FieldBook book, string text)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in book.Live)
        {
            var found = new[] { field.Chinese, field.English }.Where(n => n.Length >= LeastName).Select(n => Behind(text, n)).OfType<string>()
                .Select(rest => Value(field, rest)).FirstOrDefault(v => v is not null);
            if (found is not null)
            {
                said[field.Id] = found;
            }
        }

        return said;
    }

    /// <summary>What follows a name and the word or sign that says what it is; null where the name does not stand so.</summary>
    private static string? Behind(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var inWord = at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(name[0]);
            if (!inWord && Says().Match(text[(at + name.Length)..]) is { Success: true } says)
            {
                return text[(at + name.Length + says.Length)..];
            }
        }

        return null;
    }

    private static string? Value(FieldDefinition field, string rest)
    {
        var typed = field.Kind switch
        {
            FieldKind.Choice => field.Choices.Where(c => !c.Retired)
                .SelectMany(c => new[] { c.Chinese, c.English }.Select(name => (c.Id, Name: name)))
                .Where(c => rest.StartsWith(c.Name, StringComparison.OrdinalIgnoreCase)).OrderByDescending(c => c.Name.Length).Select(c => c.Id).FirstOrDefault(),
            // A number with a unit behind it is another number.
            FieldKind.Number => Number().Match(rest) is { Success: true } number ? number.Value : null,
            FieldKind.Date => Day().Match(rest) is { Success: true } day ? day.Value : null,
            _ => Clause().Match(rest) is { Success: true } clause ? clause.Value : null,
        };
        return typed is not null && FieldValues.Read(field, typed).Value is not null ? typed.Trim() : null;
    }

    [GeneratedRegex(@"^\s*([:：=]|是|为|is\s|was\s)\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Says();

    [GeneratedRegex(@"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(?![\p{L}\d%.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(?!\d)", RegexOptions.None, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^[^,，。;；\n.!！?？]+", RegexOptions.None, 1000)]
    private static partial Regex Clause();
}
