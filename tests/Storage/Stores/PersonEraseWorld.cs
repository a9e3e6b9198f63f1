using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A colleague who has left, with everything that can name them, also in texts of customers and in files.</summary>
internal static class PersonEraseWorld
{
    public const string Gone = "p00000000000009";
    public const string Id = "7f0b3a52-91c4-4e53-b0c7-3b7d5f3a9e10";
    public const string Mail = "qiming.zhou@example.test";

    /// <summary>Everything that must not be found afterwards.</summary>
    public static readonly string[] Words = ["周启明", "Zhou Qiming", "周工", Mail, Id, "29:teams-of-zhou", "half a thought", "buy a cake", "drives home"];

    public static PersonErase Request => new(EraseWorld.Tenant, Gone, "erase0000000009", "boss", Sample.Start);

    public static async Task MakeAsync(ITables tables, Process process)
    {
        await EraseWorld.MakeAsync(tables, process);
        var person = new Person(Gone, "周启明", "Zhou Qiming", ["周工"], Role.Service, "south", "boss", "Asia/Shanghai", "zh-CN", Left: true);
        await process.People.ImportAsync(EraseWorld.Tenant, [(person, [Id, Mail])], default);
        await process.Reach.PutAsync(EraseWorld.Tenant, Gone, Sample.Reach() with { UserId = "29:teams-of-zhou", UserName = "Zhou Qiming" }, default);
        await process.Reach.RememberCardAsync(EraseWorld.Tenant, Gone, "card1", "activity1", [EraseWorld.Neighbour], default);
        await new DraftStore(tables, TimeProvider.System).PutAsync(EraseWorld.Tenant, new Draft("d9", Gone, "follow-up", EraseWorld.Neighbour, null, null, 1, false, "half a thought"), default);

        await new DraftStore(tables, TimeProvider.System).PutAsync(
            EraseWorld.Tenant, new Draft("d8", Sample.Owner, "capture", null, null, null, 0, false, null) { Said = "周启明 drives home" }, default);

        var own = Sample.Step("s00000000000009", Gone) with { What = "buy a cake" };
        await tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(EraseWorld.Tenant, Gone), [new Change.Put(Keys.Step(own.Id), Rows.Bytes(new Kept<Step>(Rows.V, 1, own), StoreJson.Default.KeptStep))]), default);

        await SayAsync(process, EraseWorld.Neighbour, "said1", "周启明 promised Jimmy a sample; Zhou Qiming will call, 周工 knows", "call for zhou qiming");
        await SayAsync(process, EraseWorld.Customer, "said2", "ask qiming.zhou@example.test about it", "ask 周启明");
        var partition = Keys.Customer(EraseWorld.Tenant, EraseWorld.Merged);
        var old = (await tables.AllAsync(RowRange.Prefix(Keys.Crm, partition, Keys.FollowUps), default))[0];
        var text = old.As(StoreJson.Default.KeptFollowUp);
        await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Replace(old.RowKey, old.ETag, Rows.Bytes(text with { It = text.It with { Summary = "met with 周启明" } }, StoreJson.Default.KeptFollowUp))]), default);

        var files = new FileStore(tables, TimeProvider.System);
        await files.PutPartAsync(EraseWorld.Tenant, "file1", 'r', 0, Encoding.UTF8.GetBytes("""{"v":1,"rows":["Owner","\u5468\u542f\u660e"]}"""), default);
        await files.PutAsync(EraseWorld.Tenant, "file1", Sample.Owner, """{"name":"a.csv"}""", default);
        await files.PutPartAsync(EraseWorld.Tenant, "file2", 'r', 0, """{"v":1,"rows":["nobody"]}"""u8.ToArray(), default);
        await files.PutAsync(EraseWorld.Tenant, "file2", Sample.Owner, """{"name":"b.csv"}""", default);
    }

    public static async Task EraseAsync(ITables tables, Process process)
    {
        Assert.Equal(EraseOutcome.Erased, await new PersonErasure(tables, TimeProvider.System).CommitAsync(Request, default));
        var sweep = new PersonSweep(tables, process.Customers);
        string? cursor = null;
        do
        {
            cursor = (await sweep.StepAsync(Request, cursor, default)).Next;
        }
        while (cursor is not null);
    }

    private static async Task SayAsync(Process process, string customer, string op, string summary, string step) =>
        Assert.IsType<ChangeOutcome<string>.Committed>(await process.Customers.ChangeAsync<string>(
            Sample.Request(op, customer),
            file => new Decision<string>.Commit(new CustomerEdit("filed", file!.Head)
            {
                FollowUps = [new FollowUp("f" + op, Gone, Sample.Start, Sample.Start, Channel.Call, "Jimmy", summary, null, null, "s" + op, null, false, 1)],
                Steps = [Sample.Step("s" + op) with { What = step }],
            }),
            default));
}
