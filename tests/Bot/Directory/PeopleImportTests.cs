using System.Text;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.WebChat;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Tests.Directory;

/// <summary>People, managers, roles and teams from a file.</summary>
public sealed class PeopleImportTests : IDisposable
{
    private const string Tenant = "t";
    private readonly TemporaryDatabase _file = new();
    private readonly SqliteTables _tables;
    private readonly PeopleStore _people;
    private readonly PeopleImport _import;

    static PeopleImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public PeopleImportTests()
    {
        _tables = SqliteTables.Open(_file.Path);
        _people = new PeopleStore(_tables, TimeProvider.System, new RandomIds());
        _import = new PeopleImport(_people, Options.Create(new BotOptions()));
    }

    public void Dispose()
    {
        _tables.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _file.Dispose();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task People_come_with_their_managers_roles_and_teams_whatever_the_order_of_rows_and_columns(string encoding)
    {
        var report = await ImportAsync(
            """
            姓名,邮箱,上级,角色,团队,别名,时区,语言
            王敏,wm@example.test,刘洋,销售,华东,小王、敏姐,Asia/Shanghai,中文
            刘洋,ly@example.test,,经理,华东,,Asia/Shanghai,zh-CN
            Tom Baker,tb@example.test,ly@example.test,,International,Tom,Europe/London,English
            """, encoding);
        Assert.Equal((3, 0, 0, 0), (report.Added, report.Changed, report.Unchanged, report.Faults.Count));
        var (wm, ly, tb) = (await PersonAsync("wm@example.test"), await PersonAsync("LY@example.test"), await PersonAsync("tb@example.test"));
        Assert.Equal(("王敏", Role.Rep, "华东", ly.Id, "zh-CN"), (wm.Name, wm.Role, wm.Team, wm.ManagerId, wm.Language));
        Assert.Equal(["小王", "敏姐"], wm.Aliases);
        Assert.Equal((Role.Manager, null), (ly.Role, ly.ManagerId));
        Assert.Equal(("Europe/London", "en-US", ly.Id), (tb.Zone, tb.Language, tb.ManagerId));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_a_dry_run_writes_nothing()
    {
        const string File = "id,mail,name,role,team\nA1,a@example.test,Ann,manager,North\n,b@example.test,Bob,,";
        var look = await ImportAsync(File, dryRun: true);
        Assert.Equal((2, 0), (look.Added, look.Faults.Count));
        Assert.Empty(await _people.AllAsync(Tenant, default));
        Assert.Equal(2, (await ImportAsync(File)).Added);
        var before = await _people.AllAsync(Tenant, default);
        Assert.Equal((0, 0, 2), await ImportAsync(File) is var again ? (again.Added, again.Changed, again.Unchanged) : default);
        Assert.Equivalent(before, await _people.AllAsync(Tenant, default));
        Assert.Equal(1, (await ImportAsync("mail,name,role\nb@example.test,Bob,director")).Changed);
        Assert.Equal(Role.Director, (await PersonAsync("b@example.test")).Role);
        Assert.Equal("North", (await PersonAsync("A1")).Team);
    }

    [Fact]
    public async Task Who_said_hello_before_the_import_is_the_same_person_after_it()
    {
        var met = await _people.MeetAsync(Tenant, "0f0e0d0c-0000-4000-8000-000000000001", id => new Person(id, "A. Lee", null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN"), default);
        Assert.Equal((0, 1), await ImportAsync("id,mail,name,role\n0F0E0D0C-0000-4000-8000-000000000001,lee@example.test,Ann Lee,manager") is var r ? (r.Added, r.Changed) : default);
        var person = Assert.Single(await _people.AllAsync(Tenant, default));
        Assert.Equal((met.Id, "Ann Lee", Role.Manager), (person.Id, person.Name, person.Role));
        Assert.Equal(met.Id, (await PersonAsync("lee@example.test")).Id);
    }

    [Fact]
    public async Task Who_has_left_is_marked_and_keeps_the_rest_and_can_come_back()
    {
        await ImportAsync("mail,name,team\na@example.test,Ann,North");
        Assert.Equal(1, (await ImportAsync("mail,name,离职\na@example.test,,是")).Changed);
        Assert.Equal(("Ann", "North", true), await PersonAsync("a@example.test") is var gone ? (gone.Name, gone.Team, gone.Left) : default);
        Assert.False((await ImportAsync("mail,name,active\na@example.test,Ann,yes")).Changed == 0);
        Assert.False((await PersonAsync("a@example.test")).Left);
    }

    [Fact]
    public async Task Every_row_that_is_not_taken_is_told_with_its_reason_and_the_others_are_taken()
    {
        await ImportAsync("id,mail,name,role\nx1,x1@example.test,Xi,rep\nx2,,Yu,rep\n,n1@example.test,Nan,rep\n,n2@example.test,Nan,rep");
        var report = await ImportAsync(
            """
            id,mail,name,role,manager,zone,language,left
            a1,,Ann,boss,,,,
            a2,,Ben,rep,,Shanghai,,
            a3,,Cho,rep,,,french,
            a4,,Dan,rep,,,,perhaps
            a5,,,rep,,,,
            ,,Eve,rep,,,,
            a6,no mail,Fay,rep,,,,
            x1,x2,Gil,rep,,,,
            a7,,Hal,rep,nobody,,,
            a8,,Ida,rep,Nan,,,
            b1,,Jo,rep,b2,,,
            b2,,Kim,rep,b1,,,
            b3,,Lee,rep,b1,,,
            b4,,Mo,rep,b3,,,
            x1,,Xi,manager,,,,
            x1,,Xi,rep,,,,
            c1,,Pat,rep,x9@example.test,,,
            """);
        Assert.Equal(
            [
                (2, PersonWhy.Role), (3, PersonWhy.Zone), (4, PersonWhy.Language), (5, PersonWhy.YesNo), (6, PersonWhy.NoName), (7, PersonWhy.NoKey),
                (8, PersonWhy.Mail), (9, PersonWhy.TwoPeople), (10, PersonWhy.NoManager), (11, PersonWhy.SeveralManagers), (12, PersonWhy.Circle),
                (13, PersonWhy.Circle), (14, PersonWhy.ManagerNotTaken), (15, PersonWhy.ManagerNotTaken), (17, PersonWhy.Repeated),
                (18, PersonWhy.NoManager),
            ],
            report.Faults.Select(f => (f.Row, f.Why)));
        Assert.Equal((0, 1), (report.Added, report.Changed));
        Assert.Equal(Role.Manager, (await PersonAsync("x1")).Role);
    }

    [Fact]
    public async Task An_id_and_a_mail_of_two_people_are_not_taken_together()
    {
        await ImportAsync("id,mail,name,role\nx1,x1@example.test,Xi,rep\nx2,x2@example.test,Yu,rep");
        Assert.Equal(PersonWhy.TwoPeople, Assert.Single((await ImportAsync("id,mail,name,role\nx1,x2@example.test,Xi,rep")).Faults).Why);
    }

    [Fact]
    public async Task A_manager_is_named_by_mail_or_by_name_also_of_somebody_stored()
    {
        await ImportAsync("mail,name,role\nboss@example.test,Bo Ss,director");
        await ImportAsync("mail,name,manager\na@example.test,Ann,boss@example.test\nb@example.test,Ben,bo ss");
        var boss = await PersonAsync("boss@example.test");
        Assert.Equal(boss.Id, (await PersonAsync("a@example.test")).ManagerId);
        Assert.Equal(boss.Id, (await PersonAsync("b@example.test")).ManagerId);
    }

    [Fact]
    public async Task A_file_of_something_else_is_not_read_as_people() =>
        Assert.Null(PeopleImport.Read(new MemoryStream(Encoding.UTF8.GetBytes("客户,姓名,电话\n华东精密,张总,1"))));

    private async Task<PeopleReport> ImportAsync(string csv, string encoding = "utf-8", bool dryRun = false)
    {
        var (rows, faults) = PeopleImport.Read(new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(csv)))!.Value;
        Assert.Empty(faults);
        return await _import.ApplyAsync(Tenant, rows, dryRun, default);
    }

    private async Task<Person> PersonAsync(string directoryId) => (await _people.GetAsync(Tenant, (await _people.IdOfAsync(Tenant, directoryId, default))!, default))!;

    [Fact]
    public void Every_reason_has_words_in_every_language() => Contract.Shelf.Nothing(
        from why in Enum.GetValues<PersonWhy>()
        from language in CrmBot.Cards.CardShelf.Languages
        where Contract.Shelf.Cards.Words("import", language)[CrmBot.Bot.Import.PeopleFile.WordOf(why)].Length == 0
        select $"{why} has no words in {language}");

    [Fact]
    public async Task Somebody_erased_stays_so_and_who_is_known_by_the_same_is_new()
    {
        var (rows, _) = PeopleImport.Read(new MemoryStream("mail,name,role,left\nann@example.test,Ann Old,rep,yes\n"u8.ToArray()))!.Value;
        await _import.ApplyAsync("t", rows, false, default);
        var old = Assert.Single(await _people.AllAsync("t", default));
        var erase = new PersonErase("t", old.Id, "op", "boss", new DateTimeOffset(2025, 9, 10, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(EraseOutcome.Erased, await new PersonErasure(_tables, TimeProvider.System).CommitAsync(erase, default));
        var customers = new CustomerStore(_tables, TimeProvider.System, new RandomIds(), new NoSignal(), Microsoft.Extensions.Logging.Abstractions.NullLogger<CustomerStore>.Instance);
        var sweep = new PersonSweep(_tables, customers);
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            next = (await sweep.StepAsync(erase, cursor, default)).Next;
        }

        await _import.ApplyAsync("t", rows, false, default);
        var all = await _people.AllAsync("t", default);
        Assert.Equal(2, all.Count);
        Assert.Equal("", all.Single(p => p.Id == old.Id).Name);
        Assert.Equal("Ann Old", all.Single(p => p.Id != old.Id).Name);
    }

    private sealed class NoSignal : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}
