using System.Text;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>What a file holds: one kind of record.</summary>
internal enum TableKind { Customers, Contacts, Orders, FollowUps }

/// <summary>
/// The columns that files come and go with. A column is named by the key of its words, which stand in <c>cards/import</c>: what an
/// export writes first, then, after bars, what else a file may call it.
/// </summary>
internal static class Columns
{
    public const string CustomerId = "columnCustomerId";
    public const string Customer = "columnCustomer";
    public const string Aliases = "columnAliases";
    public const string Owner = "columnOwner";
    public const string Helpers = "columnHelpers";
    public const string Tier = "columnTier";
    public const string Stage = "columnStage";
    public const string Status = "columnStatus";
    public const string Vip = "columnVip";
    public const string LastContact = "columnLastContact";
    public const string Contact = "columnContact";
    public const string Called = "columnCalled";
    public const string Title = "columnTitle";
    public const string Phone = "columnPhone";
    public const string Industry = "columnIndustry";
    public const string Tags = "columnTags";
    public const string Mail = "columnMail";
    public const string WeChat = "columnWeChat";
    public const string Family = "columnFamily";
    public const string Taste = "columnTaste";
    public const string Taboo = "columnTaboo";
    public const string Born = "columnBorn";
    public const string BornLunar = "columnBornLunar";
    public const string Main = "columnMain";
    public const string LeftOn = "columnLeftOn";
    public const string OrderNo = "columnOrderNo";
    public const string OrderDay = "columnOrderDay";
    public const string Amount = "columnAmount";
    public const string Currency = "columnCurrency";
    public const string RecordId = "columnRecordId";
    public const string ContactedAt = "columnContactedAt";
    public const string Channel = "columnChannel";
    public const string Author = "columnAuthor";
    public const string Summary = "columnSummary";
    public const string Sentiment = "columnSentiment";
    public const string NextStep = "columnNextStep";
    public const string NextDay = "columnNextDay";
    public const string NextState = "columnNextState";
    public const string NoNextStep = "columnNoNextStep";

    /// <summary>In the order in which an export writes them.</summary>
    public static IReadOnlyList<string> Of(TableKind kind) => kind switch
    {
        TableKind.Customers => [CustomerId, Customer, Aliases, Owner, Helpers, Tier, Stage, Status, Vip, LastContact, Industry, Tags],
        TableKind.Contacts => [CustomerId, Customer, Contact, Called, Title, Phone, Mail, WeChat, Family, Taste, Taboo, Born, BornLunar, Main, LeftOn],
        TableKind.Orders => [CustomerId, Customer, OrderNo, OrderDay, Amount, Currency],
        _ => [CustomerId, Customer, RecordId, ContactedAt, Channel, Contact, Author, Summary, Sentiment, Status, NextStep, NextDay, NextState, NoNextStep, .. GistColumns.All],
    };

    /// <summary>Without these a file is not of the kind.</summary>
    public static IReadOnlyList<string> Needed(TableKind kind) => kind switch
    {
        TableKind.Customers => [Customer],
        TableKind.Contacts => [Customer, Contact],
        TableKind.Orders => [Customer, OrderDay, Amount],
        _ => [Customer, ContactedAt, Summary],
    };
}

/// <summary>Which column of a file is what.</summary>
/// <param name="Keys">For each column of the file its key; empty for one that is not understood.</param>
internal sealed record ColumnMap(TableKind Kind, IReadOnlyList<string> Keys)
{
    public string Cell(IReadOnlyList<string> cells, string key)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i] == key)
            {
                return cells[i];
            }
        }

        return "";
    }

    public bool Has(string key) => Keys.Contains(key, StringComparer.Ordinal);
}

/// <summary>Headers in both languages.</summary>
internal sealed class Headers(CardShelf shelf)
{
    private static readonly TableKind[] Kinds = [TableKind.FollowUps, TableKind.Orders, TableKind.Contacts, TableKind.Customers];

    /// <summary>What a column is called in a language.</summary>
    /// <param name="fields">Those of the company's own; null where none are asked for.</param>
    public string Title(string key, string language, FieldBook? fields = null) =>
        FieldInputs.FieldOf(key) is not { } id ? shelf.Words("import", language)[key].Split('|')[0]
        : fields?.Find(id) is { } field ? Title(field, language)
        : id;

    /// <summary>The column of a field; one that is not in use any more says so.</summary>
    public string Title(FieldDefinition field, string language) =>
        field.Retired ? shelf.Words("import", language).Format("retiredField", ("name", field.NameIn(language))) : field.NameIn(language);

    /// <summary>The first of some names that a column of follow-ups has in either language; null when none has.</summary>
    public string? Own(params IReadOnlyList<string> names) => names.FirstOrDefault(name => Columns.Of(TableKind.FollowUps)
        .Any(key => Wording.Languages.Any(l => shelf.Words("import", l)[key].Split('|').Any(n => Fold(n) == Fold(name)))));

    /// <summary>
    /// The kind of a file: of those whose needed columns it has, the one that explains most of its columns. Null when there is
    /// none. A column that is named twice counts once, the first time.
    /// </summary>
    /// <param name="fields">Those of the company's own, which are columns of follow-ups.</param>
    public ColumnMap? Recognise(IReadOnlyList<string> header, FieldBook? fields = null) => Kinds
        .Select(kind => Map(kind, header, kind == TableKind.FollowUps ? fields ?? FieldBook.None : FieldBook.None))
        .Where(map => Columns.Needed(map.Kind).All(map.Has))
        .MaxBy(map => map.Keys.Count(k => k.Length > 0));

    private ColumnMap Map(TableKind kind, IReadOnlyList<string> header, FieldBook fields)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in Wording.Languages)
        {
            foreach (var key in Columns.Of(kind))
            {
                foreach (var name in shelf.Words("import", language)[key].Split('|'))
                {
                    known.TryAdd(Fold(name), key);
                }
            }
        }

        foreach (var field in fields.All.OrderBy(f => f.Retired))
        {
            foreach (var name in Wording.Languages.SelectMany(l => new[] { Title(field, l), field.NameIn(l) }))
            {
                known.TryAdd(Fold(name), FieldInputs.InputOf(field.Id));
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new ColumnMap(kind, [.. header.Select(h => known.GetValueOrDefault(Fold(h)) is { } key && seen.Add(key) ? key : "")]);
    }

    /// <summary>Without case, width, spaces and signs.</summary>
    private static string Fold(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
