using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>
/// An operation that may be cut anywhere, and what stands before it. A new one is one line of <see cref="All"/>.
/// </summary>
/// <param name="Before">Makes what the operation needs.</param>
/// <param name="Run">The operation; true when it was answered as done. It is run again after a cut, with the same ids.</param>
internal sealed record Operation(string Name, Func<Scene, Process, Task> Before, Func<Scene, Process, Task<bool>> Run)
{
    /// <summary>It takes several changes: the hint of one that was cut off stands until it is given up, while another is done.</summary>
    public bool IsSeveral { get; init; }

    private static readonly DateTimeOffset Contact = Sample.Start.AddHours(-1);

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("create", (_, _) => Task.CompletedTask, CreateAsync),
        new("file", CreateAsync, FileAsync),
        new("file the first record of a record's step", FiledAsync, (s, p) => s.ChangeAsync(p, "file2", f => Filing.File(f!, Report("again", 3), "file2", Scene.Bob, s.Clock.GetUtcNow()))),
        new("edit the words", FiledAsync, (s, p) => EditAsync(s, p, r => r with { Summary = "in other words" })),
        new("edit the time of contact", FiledAsync, (s, p) => EditAsync(s, p, r => r with { ContactedAt = Contact.AddDays(-2) })),
        new("edit the next step's day", FiledAsync, (s, p) => EditAsync(s, p, r => r with { Next = [r.Next[0] with { Day = r.Next[0].Day.AddDays(1) }] })),
        new("edit two steps into one", FiledAsync, (s, p) => EditAsync(s, p, r => r with { Next = [r.Next[0], r.Next[0] with { Id = null, What = "send a sample" }] })),
        new("edit the next step away", FiledAsync, (s, p) => EditAsync(s, p, r => r with { Next = [], NoNextStepBecause = "lost" })),
        new("put off", FiledAsync, (s, p) => StepAsync(s, p, (f, step) => Steps.PutOff(f, step, step.DueDay.AddDays(1), new TimeOnly(15, 0)))),
        new("done", FiledAsync, (s, p) => StepAsync(s, p, (f, step) => Steps.Done(f, step, s.Clock.GetUtcNow()))),
        new("cancel", FiledAsync, (s, p) => StepAsync(s, p, (f, step) => Steps.Cancel(f, step, s.Clock.GetUtcNow()))),
        new("hand over a step", FiledAsync, (s, p) => StepAsync(s, p, (f, step) => Steps.Hand(f, step, Scene.Bob))),
        new("reassign", FiledAsync, ReassignAsync),
        new("reassign what was reassigned before", async (s, p) => { await FiledAsync(s, p); await ReassignAsync(s, p); }, (s, p) => GiveAsync(s, p, "back", Scene.Ann)),
        new("a helper comes", FiledAsync, (s, p) => s.ChangeAsync(p, "helper", f => new CustomerEdit("helper", f!.Head with { Helpers = ["eve"] }))),
        new("a helper goes", async (s, p) => { await CreateAsync(s, p); await s.ChangeAsync(p, "helper", f => new CustomerEdit("helper", f!.Head with { Helpers = ["eve"] })); },
            (s, p) => s.ChangeAsync(p, "alone", f => new CustomerEdit("helper", f!.Head with { Helpers = [] }))),
        new("rename", FiledAsync, (s, p) => s.ChangeAsync(p, "rename", f => new CustomerEdit("renamed", f!.Head with { Name = "West Precision", Aliases = ["WP"] }))),
        new("records of every kind", FiledAsync, RecordsAsync),
        new("erase the customer", RecordedAsync, (s, p) => EraseAsync(s, "erase", (erasure, request) => erasure.CustomerAsync(request, default), p)),
        new("erase a contact", RecordedAsync, (s, p) => EraseAsync(s, "erase", (erasure, request) => erasure.ContactAsync(request, "k1", default), p)),
        new("merge", async (s, p) => { await RecordedAsync(s, p); await MergeScene.WinnerAsync(s, p); }, MergeScene.MergeAsync) { IsSeveral = true },
        new("delete a record", RecordedAsync, DeleteAsync),
        new("take a filing back", RecordedAsync, TakeBackAsync),
        new("delete a record that came with a merged customer", MergedAsync, DeleteAsync),
        new("take a filing back that came with a merged customer", MergedAsync, TakeBackAsync),
        new("change a person", PersonAsync, async (s, p) => await p.People.UpdateAsync(s.Tenant, "cat", who => who with { Name = "Catherine" }, default)),
        new("add a person", (_, _) => Task.CompletedTask, async (s, p) => { await PersonAsync(s, p); return true; }),
        new("go on leave", AnnAsync, async (s, p) => await p.People.UpdateAsync(s.Tenant, "ann", who => who with { Leaves = [new Leave(new DateOnly(2025, 9, 15), new DateOnly(2025, 9, 19), "bob")] }, default)),
        new("another time of the list", AnnAsync, async (s, p) => await p.People.UpdateAsync(s.Tenant, "ann", who => who with { ListTime = new TimeOnly(7, 30) }, default)),
        new("a reminder of one's own", AnnAsync, (s, p) => OwnAsync(s, p, "own", _ => Sample.Step() with { Kind = StepKind.Reminder })),
        new("take a reminder of one's own back", async (s, p) => { await AnnAsync(s, p); await OwnAsync(s, p, "own", _ => Sample.Step() with { Kind = StepKind.Reminder }); },
            (s, p) => OwnAsync(s, p, "back", step => step! with { State = StepState.Cancelled })),
        new("be reachable again", ParkedAsync, async (s, p) => { await p.Reach.PutAsync(s.Tenant, Scene.Ann.Id, Sample.Reach(), default); return true; }),
    ];

    public static TheoryData<string> Names => [.. All.Select(o => o.Name)];

    public override string ToString() => Name;

    private static Task<bool> CreateAsync(Scene s, Process p) => s.ChangeAsync(p, "create", _ => new CustomerEdit("created", Sample.Head)
    {
        Contacts = [new Contact("k1", "Zhang", "张总", null, null)],
    });

    private static async Task FiledAsync(Scene s, Process p)
    {
        await CreateAsync(s, p);
        await FileAsync(s, p);
    }

    private static Task<bool> FileAsync(Scene s, Process p) =>
        s.ChangeAsync(p, "file", f => Filing.File(f!, Report("wants a quote", 1), "file", Scene.Ann, s.Clock.GetUtcNow()));

    private static Task<bool> ReassignAsync(Scene s, Process p) => GiveAsync(s, p, "reassign", Scene.Bob);

    /// <summary>The customer and the owner's open steps go to another.</summary>
    private static Task<bool> GiveAsync(Scene s, Process p, string opId, Person to) => s.ChangeAsync(p, opId, f => new CustomerEdit("reassigned", f!.Head with { OwnerId = to.Id })
    {
        Steps = [.. f.OpenSteps.Where(step => step.OwnerId == f.Head.OwnerId).Select(step => Steps.Hand(f, step, to).Steps[0])],
    });

    private static Task<bool> StepAsync(Scene s, Process p, Func<CustomerFile, Step, CustomerEdit> edit) =>
        s.ChangeAsync(p, "step", f => edit(f!, f!.Steps.Single(step => step.Id == Ids.From("file", "step"))));

    private static Task<bool> EditAsync(Scene s, Process p, Func<Report, Report> change) => s.ChangeAsync(p, "edit", f =>
        Filing.Edit(f!, f!.Recent.Single(r => r.Id == Ids.From("file", "follow-up")), change(Report("wants a quote", 1, Ids.From("file", "step"))), "edit", Scene.Ann, s.Clock.GetUtcNow()));

    private static Task<bool> RecordsAsync(Scene s, Process p) => s.ChangeAsync(p, "records", f => new CustomerEdit("records", f!.Head)
    {
        Steps = [Sample.Step("s8") with { By = OwedBy.Customer }, Sample.Step("s9", "bob")],
        Contacts = [new Contact("k2", "Li", null, null, "138")],
        Complaints = [new Complaint("x1", Sample.Start, Severity.High, "late", "bob", null, null)],
        Scores = [new Satisfaction("q1", new DateOnly(2025, 9, 1), false, 5)],
        Orders = [new Order("o1", new DateOnly(2025, 9, 1), 100, "CNY")],
        Touches = [new Touch("t1", Sample.Start, "bob", "greeting", Sentiment.Positive)],
        Moments = [new Moment("m1", MomentKind.Hobby, "plays golf", "Li", null, false, Ids.From("file", "follow-up"), "bob", Sample.Start)],
        Items = [new Item("n1", ItemKind.Objection, [new ItemMark(ItemTurn.Said, Ids.From("file", "follow-up"), "bob", Sample.Start, "too dear", "It is too dear") { Category = ObjectionCategory.Price }])],
    });

    internal static async Task RecordedAsync(Scene s, Process p)
    {
        await FiledAsync(s, p);
        await RecordsAsync(s, p);
    }

    private static async Task<bool> EraseAsync(Scene s, string opId, Func<Erasure, ChangeRequest, ValueTask<EraseOutcome>> erase, Process p)
    {
        var done = await erase(new Erasure(s.Tables, p.Customers), new ChangeRequest(s.Tenant, Scene.CustomerId, opId, Scene.Ann.Id, s.Clock.GetUtcNow())) == EraseOutcome.Erased;
        if (done && !s.Acknowledged.Contains(opId))
        {
            s.Acknowledged.Add(opId);
        }

        return done;
    }

    internal static async Task MergedAsync(Scene s, Process p)
    {
        await RecordedAsync(s, p);
        await MergeScene.WinnerAsync(s, p);
        Assert.True(await MergeScene.MergeAsync(s, p));
    }

    /// <summary>The scene's record goes, from wherever it stands by now.</summary>
    internal static Task<bool> DeleteAsync(Scene s, Process p) =>
        s.ChangeAsync(p, "delete", f => Unfiling.Delete(f!, f!.Recent.Single(r => r.Id == Ids.From("file", "follow-up")), Company, s.Clock.GetUtcNow()));

    internal static async Task<bool> TakeBackAsync(Scene s, Process p)
    {
        var done = (await p.History.OperationAsync(s.Tenant, Scene.CustomerId, "file", default))!;
        return await s.ChangeAsync(p, "undo", f => Undo.Filed(f!, f!.Recent.Single(r => r.Id == Ids.From("file", "follow-up")), done, Company, s.Clock.GetUtcNow()));
    }

    private static readonly Company Company = new([Scene.Ann, Scene.Bob]);

    private static async Task PersonAsync(Scene s, Process p) =>
        await p.People.ImportAsync(s.Tenant, [(Scene.Ann with { Id = "cat", Name = "Cat" }, ["cat@example.org", "cat2@example.org"])], default);

    private static async Task AnnAsync(Scene s, Process p)
    {
        await FiledAsync(s, p);
        await p.People.ImportAsync(s.Tenant, [(Scene.Ann, ["ann@example.org"])], default);
    }

    private static async Task<bool> OwnAsync(Scene s, Process p, string opId, Func<Step?, Step?> change) =>
        await p.Own.ChangeAsync(s.Tenant, "ann", "own", opId, change, default) is OwnChange.Committed or OwnChange.AlreadyDone;

    private static async Task ParkedAsync(Scene s, Process p)
    {
        await FiledAsync(s, p);
        await p.Reach.PutAsync(s.Tenant, Scene.Ann.Id, Sample.Reach(ReachState.Blocked), default);
        var seen = await p.Reach.SeeAsync(s.Tenant, Scene.Ann.Id, default);
        var prompt = Prompt.IdOf(Ids.From("file", "step"));
        Assert.Equal([prompt], await p.Prompts.ParkAsync(s.Tenant, Scene.Ann.Id, seen, [prompt], null, s.Clock.GetUtcNow(), default));
        await p.Due.RemoveAsync(await p.DueUntilAsync(DateTimeOffset.MaxValue.AddDays(-2)), default);
    }

    private static Report Report(string summary, int days, string? stepId = null) => new(
        Channel.Call, Contact, "Zhang", summary, Sentiment.Neutral, Status.Interested,
        [new NextStep("mail the price list", OwedBy.Us, Scene.Ann.Id, Scene.Ann.Zone, new DateOnly(2025, 9, 17).AddDays(days), null) { Id = stepId }], null, false);
}
