using CrmBot.Bot.Customers;
using CrmBot.Bot.Files;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Import;

/// <summary>A row, understood or not.</summary>
/// <param name="Entry">Null exactly when there is a fault.</param>
internal sealed record RowRead(Entry? Entry, RowFault? Fault);

/// <summary>Understands rows by themselves. The first thing that is wrong with a row is its fault.</summary>
/// <param name="today">The local day of whoever sends the file: what has happened lies not after it.</param>
/// <param name="fields">Those of the company's own.</param>
internal sealed class EntryReader(CellWords words, ColumnMap map, DateOnly today, FieldBook fields)
{
    // As in the forms.
    private const int LongestName = 100;
    private const int LongestLine = 200;
    private const int LongestText = 4000;

    private const string DefaultCurrency = "CNY";

    public RowRead Read(FileRow row)
    {
        var cells = new RowCells(map, row);
        if (row.Broken is { } broken)
        {
            return new RowRead(null, new RowFault(row.Number, "", Whys.Of(broken), row.Cells));
        }

        var entry = map.Kind switch
        {
            TableKind.Customers => OfCustomer(cells),
            TableKind.Contacts => OfContact(cells),
            TableKind.Orders => OfOrder(cells),
            _ => OfFollowUp(cells),
        };
        return cells.Fault is { } fault ? new RowRead(null, fault) : new RowRead(entry, null);
    }

    private Entry OfCustomer(RowCells row) => new Entry.OfCustomer(
        row.Number, Customer(row), row.Cells, CellValues.List(row.Text(Columns.Aliases, LongestName * 4) ?? ""), row.Text(Columns.Owner, LongestName),
        CellValues.List(row.Text(Columns.Helpers, LongestName * 8) ?? ""), Code<Tier>(row, Columns.Tier, Whys.Tier), Code<Stage>(row, Columns.Stage, Whys.Stage),
        Code<Status>(row, Columns.Status, Whys.Status), Yes(row, Columns.Vip), row.Moment(Columns.LastContact, today)?.Day)
    {
        Industry = row.Text(Columns.Industry, TypedTraits.LongestIndustry),
        Tags = Tags(row),
    };

    private Entry OfContact(RowCells row)
    {
        var name = row.Needed(Columns.Contact, LongestName);
        return new Entry.OfContact(
            row.Number, Customer(row), row.Cells, name, row.Text(Columns.Called, LongestName), row.Text(Columns.Title, LongestName), row.Text(Columns.Phone, LongestName))
        {
            Rest = new Contact("", name, null, null, null)
            {
                Mail = row.Text(Columns.Mail, LongestName),
                WeChat = row.Text(Columns.WeChat, LongestName),
                Family = row.Text(Columns.Family, LongestLine),
                Taste = row.Text(Columns.Taste, LongestLine),
                Taboo = row.Text(Columns.Taboo, LongestLine),
                Born = Birthday(row, Columns.Born, false),
                BornLunar = Birthday(row, Columns.BornLunar, true),
                Main = Yes(row, Columns.Main) is true ? true : null,
                LeftOn = row.Moment(Columns.LeftOn, today)?.Day,
            },
        };
    }

    private static Birthday? Birthday(RowCells row, string column, bool lunar)
    {
        if (row.Text(column, LongestName) is not { } said)
        {
            return null;
        }

        var birthday = Birthdays.Read(said, lunar);
        if (birthday is null)
        {
            row.Wrong(column, lunar ? Whys.LunarBirthday : Whys.Birthday);
        }

        return birthday;
    }

    private static IReadOnlyList<string> Tags(RowCells row)
    {
        var said = CellValues.List(row.Text(Columns.Tags, LongestLine) ?? "");
        if (said.Count > Traits.MostTags || said.Any(t => t.Length > Traits.LongestTag))
        {
            row.Wrong(Columns.Tags, Whys.TooLong);
        }

        return Traits.With([], said, TypedTraits.TagKey);
    }

    private Entry OfOrder(RowCells row)
    {
        var day = row.NeededMoment(Columns.OrderDay, today)?.Day ?? default;
        var said = row.Needed(Columns.Amount, LongestName);
        var amount = CellValues.Amount(said);
        if (amount is null)
        {
            row.Wrong(Columns.Amount, Whys.Number);
        }

        var currency = (row.Text(Columns.Currency, LongestName) ?? DefaultCurrency).ToUpperInvariant();
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
        {
            row.Wrong(Columns.Currency, Whys.Currency);
        }

        return new Entry.OfOrder(row.Number, Customer(row), row.Cells, row.Text(Columns.OrderNo, 64), day, amount ?? 0, currency);
    }

    private Entry OfFollowUp(RowCells row)
    {
        var at = row.NeededMoment(Columns.ContactedAt, today);
        var what = row.Text(Columns.NextStep, LongestLine);
        var next = row.Moment(Columns.NextDay, today.AddDays(Due.FarthestDays), Whys.FarAway);
        if (what is null != next is null && row.Fault is null)
        {
            row.Wrong(what is null ? Columns.NextStep : Columns.NextDay, what is null ? Whys.NextStep : Whys.NextDay);
        }

        var gist = GistColumns.Read(row, words, today.AddDays(Due.FarthestDays));
        var ready = row.Moment(GistColumns.MaterialsDay, today.AddDays(Due.FarthestDays), Whys.FarAway)?.Day;
        if (ready is not null && gist?.Materials is null && row.Fault is null)
        {
            row.Wrong(GistColumns.MaterialsDay, Whys.Materials);
        }

        return new Entry.OfFollowUp(
            row.Number, Customer(row), row.Cells, row.Text(Columns.RecordId, LongestName), at?.Day ?? default, at?.Time,
            Code<Channel>(row, Columns.Channel, Whys.Channel) ?? Channel.Other, row.Text(Columns.Contact, LongestLine), row.Text(Columns.Author, LongestName),
            row.Needed(Columns.Summary, LongestText), Code<Sentiment>(row, Columns.Sentiment, Whys.Sentiment), Code<Status>(row, Columns.Status, Whys.Status),
            what, next?.Day, next?.Time, Code<StepState>(row, Columns.NextState, Whys.StepState), row.Text(Columns.NoNextStep, LongestLine))
        {
            Gist = gist,
            MaterialsDay = ready,
            HelpFrom = CellValues.List(row.Text(GistColumns.HelpFrom, LongestName * 8) ?? ""),
            Fields = FieldCells.Of(row, fields),
        };
    }

    private static CustomerSaid Customer(RowCells row) => new(row.Text(Columns.CustomerId, 64), row.Needed(Columns.Customer, LongestName));

    private T? Code<T>(RowCells row, string column, string why) where T : struct, Enum
    {
        if (row.Text(column, LongestName) is not { } said)
        {
            return null;
        }

        var code = words.Read<T>(said);
        if (code is null)
        {
            row.Wrong(column, why);
        }

        return code;
    }

    private static bool? Yes(RowCells row, string column)
    {
        if (!row.Has(column))
        {
            return null;
        }

        var yes = CellWords.ReadYes(row.Text(column, LongestName) ?? "");
        if (yes is null)
        {
            row.Wrong(column, Whys.YesNo);
        }

        return yes;
    }
}

/// <summary>The cells of one row by column; remembers the first thing that is wrong.</summary>
internal sealed class RowCells(ColumnMap map, FileRow row)
{
    public int Number => row.Number;

    public IReadOnlyList<string> Cells => row.Cells;

    public RowFault? Fault { get; private set; }

    public bool Has(string column) => map.Has(column);

    public void Wrong(string column, string why) => Fault ??= new RowFault(row.Number, column, why, row.Cells);

    /// <summary>Null for nothing.</summary>
    public string? Text(string column, int longest)
    {
        var text = map.Cell(row.Cells, column).Trim();
        if (text.Length > longest)
        {
            Wrong(column, Whys.TooLong);
        }

        return text.Length == 0 ? null : text;
    }

    public string Needed(string column, int longest)
    {
        var text = Text(column, longest);
        if (text is null)
        {
            Wrong(column, Whys.Missing);
        }

        return text ?? "";
    }

    /// <summary>Null for nothing, and for a fault.</summary>
    public (DateOnly Day, TimeOnly? Time)? Moment(string column, DateOnly latest, string tooLate = Whys.Future)
    {
        if (Text(column, 40) is not { } said)
        {
            return null;
        }

        var moment = CellValues.Moment(said);
        if (moment is null || moment.Value.Day.Year < 1970)
        {
            Wrong(column, Whys.Day);
        }
        else if (moment.Value.Day > latest)
        {
            Wrong(column, tooLate);
        }

        return moment;
    }

    public (DateOnly Day, TimeOnly? Time)? NeededMoment(string column, DateOnly latest)
    {
        Needed(column, 40);
        return Moment(column, latest);
    }
}
