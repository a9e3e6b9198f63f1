using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>Cells of the company's own fields. History may name a choice or a field that is not in use any more, and may leave out what is required.</summary>
internal static class FieldCells
{
    /// <summary>Values as they are kept, by field; null for none. What cannot be one is the row's fault.</summary>
    public static IReadOnlyDictionary<string, string>? Of(RowCells row, FieldBook fields)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.All)
        {
            var column = FieldInputs.InputOf(field.Id);
            if (row.Has(column) && row.Text(column, FieldValues.LongestText) is { } said)
            {
                var (value, why) = Value(field, said);
                if (value is null)
                {
                    row.Wrong(column, why);
                }
                else
                {
                    values[field.Id] = value;
                }
            }
        }

        return values.Count == 0 ? null : values;
    }

    private static (string? Value, string Why) Value(FieldDefinition field, string said) => field.Kind switch
    {
        FieldKind.Choice => (field.Choices.FirstOrDefault(c => c.IsCalled(said))?.Id, Whys.Choice),
        FieldKind.Number => (FieldValues.Number(said) is { } number ? FieldValues.Text(number) : null, Whys.Number),
        FieldKind.Date => (CellValues.Moment(said) is { } moment ? FieldValues.Text(moment.Day) : null, Whys.Day),
        _ => (said, Whys.TooLong),
    };
}
