using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A customer with everything that can name people, another one merged into it, and a neighbour that stays.</summary>
internal static class EraseWorld
{
    public const string Tenant = Sample.Tenant;
    public const string Customer = "c00000000000001";
    public const string Merged = "c00000000000002";
    public const string Neighbour = "c00000000000003";
    public const string ContactId = "k00000000000001";
    public const string OldSummary = "孙丽华 said the first price is too high";
    public const string Summary = "Talked to 孙总 and Lihua Sun about pumps; call +86 138-0013 8000";

    public static readonly Contact Sun = new(ContactId, "孙丽华", "孙总", "采购", "+8613800138000")
    {
        Mail = "sun.lihua@east.example",
        WeChat = "wx_sunlh",
        Family = "two daughters at school",
        Taste = "longjing in the afternoon",
        Taboo = "the failed audit",
        Born = new Birthday(11, 2, 1975),
    };
    public static readonly Contact Jim = new("k00000000000002", "Jim Wong", "Jim", null, "021-5566778") { Taste = "cycles with 孙总 on Sundays", Family = "孙丽华's nephew" };

    /// <summary>Everything that must not be found after the customer is erased.</summary>
    public static readonly string[] Words =
    [
        "华东精密", "East Precision", "EPrec", "孙丽华", "孙总", "13800138000", "138-0013 8000", "Jim Wong", "021-5566778", "pumps", "first price",
        "send the offer", "leaks badly", "replaced it", "华东旧名", "old notes", "holiday plans", "two more lines", "likes green tea", "plays chess", "half a sentence", "faster shipping",
        "sun.lihua@east.example", "wx_sunlh", "two daughters", "longjing", "failed audit", "cycles with", "friend of",
    ];

    /// <summary>And after the contact is.</summary>
    public static readonly string[] ContactWords =
        ["孙丽华", "孙总", "13800138000", "138-0013 8000", "sun.lihua@east.example", "wx_sunlh", "two daughters", "longjing", "failed audit", "friend of"];

    public static ChangeRequest Erase(string op = "erase0000000001") => new(Tenant, Customer, op, "boss", Sample.Start);

    public static async Task MakeAsync(ITables tables, Process process)
    {
        await process.People.ImportAsync(Tenant, [.. new[] { Sample.Owner, Sample.Other }.Select(id => (Person(id), (IReadOnlyList<string>)[]))], default);
        var head = new Customer(Customer, "华东精密", ["East Precision", "EPrec"], Sample.Owner, [Sample.Other], Tier.A, Stage.Intent, Status.New, new DateOnly(2025, 9, 1)) { Tags = ["friend of 孙总"] };
        var filed = new FollowUp("f00000000000001", Sample.Owner, Sample.Start, Sample.Start, Channel.Call, "孙丽华", OldSummary, null, null, "s00000000000001", null, false, 1)
        {
            Gist = new Gist(null, "two more lines", "too dear for 孙总", ObjectionCategory.Price) { Referrals = ["孙丽华's sister"] },
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["rival"] = "孙总 prefers another", ["budget"] = "12.5" },
        };
        await ChangeAsync(process, Customer, "made", new CustomerEdit("created", head)
        {
            Contacts = [Sun, Jim],
            Steps = [Sample.Step("s00000000000001") with { What = "send the offer to 孙总" }, Sample.Step("s00000000000002", Sample.Other) with { What = "ask Jim" }],
            FollowUps = [filed],
            Complaints = [new Complaint("x00000000000001", Sample.Start, Severity.Low, "孙丽华: the seal leaks badly", Sample.Owner, Sample.Start, "replaced it for 孙总")],
            Moments = [Moment("m00000000000001", "likes green tea", "孙总"), Moment("m00000000000002", "plays chess", "Jim")],
            Items = [Item("n00000000000001", "faster shipping for 孙总", "孙丽华 wants faster shipping")],
        });
        await ChangeAsync(process, Customer, "edit", new CustomerEdit("edited", head) { FollowUps = [filed with { Summary = Summary, Edition = 2 }] });
        await ChangeAsync(process, Customer, "handed", new CustomerEdit("handed", head with { Helpers = [] }));

        var other = new Customer(Neighbour, "Jimmy Sunny Ltd", [], Sample.Owner, [], Tier.B, Stage.Intent, Status.New, null);
        await ChangeAsync(process, Neighbour, "made2", new CustomerEdit("created", other) { Contacts = [new Contact("k00000000000003", "Jimmy Lee", "Jimmy", null, null)] });

        var old = new Customer(Merged, "华东旧名", [], Sample.Owner, [], Tier.B, Stage.Intent, Status.New, null);
        await ChangeAsync(process, Merged, "made3", new CustomerEdit("created", old)
        {
            Contacts = [Sun],
            FollowUps = [filed with { Id = "f00000000000003", Summary = "old notes of 孙丽华", NextStepId = null }],
            Moments = [Moment("m00000000000003", "孙丽华 plays chess", null)],
            Items = [Item("n00000000000002", "faster shipping", "孙总 asks for faster shipping")],
        });
        var partition = Keys.Customer(Tenant, Merged);
        var loser = (await tables.GetAsync(Keys.Crm, partition, Keys.Head, default))!;
        var merged = loser.As(StoreJson.Default.HeadRow) with { MergedInto = Customer };
        await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Replace(Keys.Head, loser.ETag, Rows.Bytes(merged, StoreJson.Default.HeadRow))]), default);

        var drafts = new DraftStore(tables, TimeProvider.System);
        await drafts.PutAsync(Tenant, new Draft("d00000000000001", Sample.Other, "follow-up", Customer, null, null, 1, false, "about the holiday plans of 华东精密"), default);
        await drafts.PutAsync(Tenant, new Draft("d00000000000002", Sample.Other, "follow-up", Neighbour, null, null, 1, false, "stays"), default);

        var captured = new Draft("d00000000000003", Sample.Other, "capture", null, null, null, 0, false, null);
        await drafts.PutAsync(Tenant, captured with { Said = "half a sentence about 孙总 of 华东精密" }, default);
        await drafts.PutAsync(Tenant, captured with { Id = "d00000000000004", Said = "of nobody", Content = "{\"text\":\"\\u5b59\\u603b\"}" }, default);

        // Moved in and not yet taken; the keeper writes characters as they are or escaped.
        var files = new FileStore(tables, TimeProvider.System);
        foreach (var (id, said) in new[] { ("file7", "孙丽华"), ("file8", "\\u5b59\\u603b"), ("file9", "Sunny") })
        {
            await files.PutPartAsync(Tenant, id, 'f', 3, Encoding.UTF8.GetBytes($"{{\"v\":1,\"faults\":[{{\"cells\":[\"{said}\"]}}]}}"), default);
            await files.PutAsync(Tenant, id, Sample.Owner, "{}", default);
        }
    }

    public static async Task EraseAllAsync(Process process, ITables tables, ChangeRequest request, Func<Erasure, ValueTask<EraseOutcome>> commit)
    {
        EraseOutcome outcome;
        do
        {
            outcome = await commit(new Erasure(tables, process.Customers));
        }
        while (outcome == EraseOutcome.Busy);
        Assert.Equal(EraseOutcome.Erased, outcome);
        var sweep = new EraseSweep(tables, TimeProvider.System, process.Customers, new NoSignal());
        string? cursor = null;
        do
        {
            cursor = (await sweep.StepAsync(request, cursor, default)).Next;
        }
        while (cursor is not null);
    }

    /// <summary>Which of the words stand anywhere in the keys or contents of all tables, as UTF-8 or as JSON escapes them.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(ITables tables, IEnumerable<string> words)
    {
        var all = new StringBuilder();
        foreach (var table in StoreCopy.Tables)
        {
            foreach (var row in await tables.AllAsync(StoreCopy.Whole(table), default))
            {
                all.Append(row.PartitionKey).Append(' ').Append(row.RowKey).Append(' ').Append(Encoding.UTF8.GetString(row.Data.Span)).Append('\n');
            }
        }

        var stored = all.ToString();
        return [.. words.Where(w => Forms(w).Any(f => stored.Contains(f, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>A text as it may stand in stored bytes.</summary>
    public static IEnumerable<string> Forms(string text) =>
        [text, string.Concat(text.Select(c => c < 128 ? $"{c}" : $"\\u{(int)c:x4}")), System.Text.Json.JsonSerializer.Serialize(text).Trim('"')];

    private static Moment Moment(string id, string what, string? of) =>
        new(id, MomentKind.Hobby, what, of, null, false, "f00000000000001", Sample.Owner, Sample.Start);

    private static Item Item(string id, string text, string sentence) =>
        new(id, ItemKind.Need, [new ItemMark(ItemTurn.Said, "f00000000000009", Sample.Owner, Sample.Start, text, sentence)]);

    private sealed class NoSignal : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }

    private static Person Person(string id) => new(id, id, null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN");

    private static async Task ChangeAsync(Process process, string customer, string op, CustomerEdit edit) =>
        Assert.IsType<ChangeOutcome<string>.Committed>(await process.Customers.ChangeAsync<string>(
            Sample.Request(op, customer), _ => new Decision<string>.Commit(edit), default));
}
