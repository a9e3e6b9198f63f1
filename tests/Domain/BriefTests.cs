namespace CrmBot.Domain.Tests;

/// <summary>A brief says what is stored and nothing else. Source: moonshot M15.</summary>
public sealed class BriefTests
{
    private static readonly DateTimeOffset Now = new(2025, 9, 10, 9, 40, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Every_fact_of_a_brief_stands_in_the_store_with_its_source()
    {
        var random = new Random(8);
        var lines = 0;
        for (var round = 0; round < 2000; round++)
        {
            var file = File(random);
            var with = file.Contacts.Count > 0 && random.Next(2) == 0 ? file.Contacts[random.Next(file.Contacts.Count)] : null;
            var hidden = file.Steps.Where(_ => random.Next(4) == 0).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            var brief = Brief.Of(file, with, "Asia/Shanghai", s => !hidden.Contains(s.Id));

            var stored = Stored(file).ToLookup(f => f.Id, f => f.Text, StringComparer.Ordinal);
            foreach (var line in brief.Lines)
            {
                Assert.Contains(line.Text, stored[line.SourceId]);
                Assert.True(line.Of is null || file.Contacts.Any(c => c.Shown() == line.Of) || Names(file).Contains(line.Of), $"'{line.Of}' is nobody who is stored");
                Assert.DoesNotContain(line.SourceId, hidden);
                lines++;
            }

            Assert.All(brief.Contacts, c => Assert.True(file.Contacts.Contains(c) && c.LeftOn is null && c.Id != with?.Id));
            Assert.DoesNotContain(brief.Lines, l => file.Steps.Any(s => s.Id == l.SourceId && s.State != StepState.Open));
            Assert.DoesNotContain(brief.Lines, l => file.Contacts.Any(c => c.Id == l.SourceId && c.LeftOn is not null && c.Id != with?.Id));
        }

        Assert.True(lines > 5000, $"{lines} lines were looked at");
    }

    [Fact]
    public void Of_whom_nothing_is_stored_nothing_is_said()
    {
        var nothing = Brief.Of(Of([], [], [], [], []), null, "Asia/Shanghai", _ => true);
        Assert.Empty(nothing.Lines);
        Assert.Empty(nothing.Contacts);
    }

    [Fact]
    public void An_objection_that_was_resolved_is_not_open()
    {
        var open = new Item("n1", ItemKind.Objection, [Said("数据安全", 1)]);
        var resolved = new Item("n2", ItemKind.Objection, [Said("预算冻结", 1), new ItemMark(ItemTurn.Resolved, "f2", "wm", Now, null, null)]);
        var need = new Item("n3", ItemKind.Need, [Said("两条产线", 1)]);
        var brief = Brief.Of(Of([], [], [], [], []) with { Items = [open, resolved, need] }, null, "Asia/Shanghai", _ => true);
        Assert.Equal(["数据安全"], brief.Lines.Select(l => l.Text));
    }

    [Fact]
    public void The_last_talk_is_the_one_with_whom_the_meeting_is()
    {
        var sarah = new Contact("k1", "Sarah Lee", "Sarah", null, null) { Taboo = "the outage" };
        FollowUp[] records = [Record("f2", 2) with { ContactName = "Mark" }, Record("f1", 1) with { ContactName = "Sarah" }];
        var file = Of([sarah, new Contact("k2", "Mark", null, null, null) { Taboo = "football" }], [], records, [], []);
        Assert.Equal("f1", Brief.Of(file, sarah, "Europe/London", _ => true).Lines.Single(l => l.Kind == BriefKind.LastTalk).SourceId);
        Assert.Equal("f2", Brief.Of(file, null, "Europe/London", _ => true).Lines.Single(l => l.Kind == BriefKind.LastTalk).SourceId);
        Assert.Equal(["the outage"], Brief.Of(file, sarah, "Europe/London", _ => true).Lines.Where(l => l.Kind == BriefKind.Taboo).Select(l => l.Text));
    }

    private static IEnumerable<(string Id, string Text)> Stored(CustomerFile file) =>
        file.Recent.SelectMany(r => new[] { (r.Id, r.Summary) })
            .Concat(file.Items.Select(i => (i.Id, i.Text)))
            .Concat(file.Steps.Select(s => (s.Id, s.What)))
            .Concat(file.Moments.Select(m => (m.Id, m.What)))
            .Concat(file.Complaints.Select(c => (c.Id, c.Text)))
            .Concat(file.Contacts.SelectMany(c => c.Texts().Select(t => (c.Id, t))));

    private static IEnumerable<string?> Names(CustomerFile file) => file.Recent.Select(r => r.ContactName).Concat(file.Moments.Select(m => m.ContactName));

    private static CustomerFile File(Random random)
    {
        var words = 0;
        string? Text(string of) => random.Next(3) == 0 ? null : $"{of} {words++}";
        string[] names = ["张总", "李工", "Sarah"];
        string? Name() => random.Next(4) == 0 ? null : names[random.Next(names.Length)];
        var contacts = Enumerable.Range(0, random.Next(4)).Select(n => new Contact($"k{n}", names[n % 3] + n, random.Next(2) == 0 ? names[n % 3] : null, Text("title"), null)
        {
            Family = Text("family"),
            Taste = Text("taste"),
            Taboo = Text("taboo"),
            Main = random.Next(3) == 0 ? true : null,
            LeftOn = random.Next(4) == 0 ? new DateOnly(2025, 9, 1) : null,
        }).ToList();
        var steps = Enumerable.Range(0, random.Next(5)).Select(n => new Step(
            $"s{n}", $"step {words++}", "wm", (OwedBy)random.Next(2), new DateOnly(2025, 9, 11 + n), null, "Asia/Shanghai", Now.AddDays(n), (StepState)random.Next(3), 1, null, null)
        {
            Kind = random.Next(4) == 0 ? StepKind.Reminder : null,
        }).ToList();
        var records = Enumerable.Range(0, random.Next(4)).Select(n => Record($"f{n}", 9 - n) with { Summary = $"summary {words++}", ContactName = Name() }).ToList();
        var moments = Enumerable.Range(0, random.Next(4)).Select(n => new Moment($"m{n}", MomentKind.ChildExam, $"moment {words++}", Name(), null, false, "f0", "wm", Now.AddDays(-n))).ToList();
        var complaints = Enumerable.Range(0, random.Next(3)).Select(n => new Complaint($"x{n}", Now.AddDays(-n), Severity.High, $"complaint {words++}", "wm", random.Next(2) == 0 ? Now : null, null)).ToList();
        var items = Enumerable.Range(0, random.Next(4)).Select(n => new Item($"n{n}", (ItemKind)random.Next(2), [Said($"objection {words++}", 1 + n)])).ToList();
        return Of(contacts, steps, records, moments, complaints) with { Items = items };
    }

    private static ItemMark Said(string text, int day) => new(ItemTurn.Said, "f1", "wm", new DateTimeOffset(2025, 9, day, 9, 0, 0, TimeSpan.Zero), text, text);

    private static FollowUp Record(string id, int day) => new(
        id, "wm", new DateTimeOffset(2025, 9, day, 9, 0, 0, TimeSpan.Zero), Now, Channel.Call, null, "text of " + id, null, null, null, null, false, 1);

    private static CustomerFile Of(
        IReadOnlyList<Contact> contacts, IReadOnlyList<Step> steps, IReadOnlyList<FollowUp> records, IReadOnlyList<Moment> moments, IReadOnlyList<Complaint> complaints) =>
        new(new Customer("C1", "华东精密", [], "wm", [], Tier.A, Stage.Mature, Status.Active, null), 1, contacts, steps, records, complaints, []) { Moments = moments };
}
