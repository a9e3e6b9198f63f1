using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>Both halves of the room together: from a sentence to whom it is about.</summary>
public sealed class SentenceToNameTests
{
    private static readonly string Shared = Path.Combine(Repository.Root, "..", "shared", "examples", "utterances.json");

    private static readonly NameIndex Names = NameIndex.Build(File.Exists(Shared) ? SharedNames() :
    [
        new("C001", ["华东精密机械有限公司", "华东精密"], null),
        new("C002", ["蓝海科技（深圳）有限公司", "蓝海"], null),
        new("C005", ["Contoso Retail Ltd"], null),
        new("C008", ["新光電子股份有限公司"], null),
        new("C009", ["恒通汽车零部件有限公司"], null),
        new("zw", ["张伟", "伟哥"], null),
        new("tb", ["Tom Baker"], null),
    ]);

    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>
        {
            { "华东精密怎么样", "customer_status", "C001" },
            { "跟進 華東精密", "start_summary", "C001" },
            { "蓝海怎么样了", "customer_status", "C002" },
            { "how is Contoso", "customer_status", "C005" },
            { "新光电子最近怎么样", "customer_status", "C008" },
            { "恒通是谁在跟", "who_owns", "C009" },
            { "张伟有几个逾期的", "list_overdue", "zw" },
            { "overdue for Tom", "list_overdue", "tb" },
        };
        foreach (var (text, intent, id) in SharedRows())
        {
            rows.Add(text, intent, id);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sentence_finds_whom_it_is_about(string text, string intent, string id)
    {
        var meaning = Repository.Book.Understand(text);

        Assert.Equal(intent, meaning.Intent);
        Assert.Contains(Names.Find(meaning.Slots[^1].Text), h => h.Id == id && h.Fit != NameFit.Close);
    }

    // The acceptance rows, where they stand beside the repository: those whose concept is known here, without further filters.
    private static IEnumerable<(string Text, string Intent, string Id)> SharedRows()
    {
        if (!File.Exists(Shared))
        {
            yield break;
        }

        using var file = JsonDocument.Parse(File.ReadAllBytes(Shared));
        foreach (var row in file.RootElement.GetProperty("utterances").EnumerateArray())
        {
            var slots = row.GetProperty("slots").EnumerateObject().ToList();
            if (Repository.Book.Concepts.Contains(row.GetProperty("intent").GetString()!) && slots is [{ Name: "customer" or "owner" }])
            {
                yield return (row.GetProperty("text").GetString()!, row.GetProperty("intent").GetString()!, slots[0].Value.GetString()!);
            }
        }
    }

    private static List<NameEntry> SharedNames()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Shared));
        var meta = file.RootElement.GetProperty("meta");
        return
        [
            .. meta.GetProperty("customers").EnumerateArray().Concat(meta.GetProperty("users").EnumerateArray()).Select(e => new NameEntry(
                e.GetProperty("id").GetString()!,
                [e.GetProperty("name").GetString()!, .. e.GetProperty("aka").EnumerateArray().Select(a => a.GetString()!)],
                null)),
        ];
    }
}
