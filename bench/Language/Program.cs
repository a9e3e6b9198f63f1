// How long the dates of a sentence take, the names in it and the coaching of a summary; how long a name look-up takes over many customers, for each kind of question; what the
// index weighs, and what a change costs.
// dotnet run -c Release --project bench/Language [customers] [questions of each kind]
using System.Diagnostics;
using System.Globalization;
using CrmBot.Language;
using CrmBot.Language.Bench;
using Coach = CrmBot.Domain.Coach;

var customers = Number(0, 100_000);
var questions = Number(1, 2000);
var random = new Random(7);
Dates();
Summaries();
var entries = Company.Make(customers, random);
NameIndex.Build(entries.Take(1000)).Find("lanhai"); // loads the tables of characters
var before = Settled();
var names = entries.Select(e => new NameEntry(e.Id, [.. e.Names.Select(n => new string(n))], e.OwnerId) { Contacts = [.. e.Contacts.Select(n => new string(n))] }).ToList();
var raw = Settled() - before;
var started = Stopwatch.GetTimestamp();
var index = NameIndex.Build(names);
Say($"built in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms; {(Settled() - before - raw) / (double)customers:F0} bytes a customer, and {raw / (double)customers:F0} for its names");

Measure("whole name", e => e.Names[0]);
Measure("alias", e => e.Names[1]);
Measure("traditional, full width", e => Wide(e.Names[1].Replace('东', '東').Replace('华', '華').Replace('电', '電').Replace('机', '機')));
Measure("start", e => e.Names[0][..3]);
Measure("part", e => e.Names[0].Substring(2, 3));
Measure("common part", _ => random.Next(2) == 0 ? "科技" : "有限公司");
Measure("one character", e => e.Names[0][..1]);
Measure("pinyin initials", e => IsHan(e) ? Initials(e.Names[1]) : "lhkj");
Measure("two initials", e => IsHan(e) ? Initials(e.Names[1])[..2] : "lh");
Measure("full pinyin", e => Pinyin(e.Names[1]));
Measure("one letter wrong", e => Wrong(e.Names[1], random));
Measure("miss", _ => string.Concat(Enumerable.Range(0, 4 + random.Next(4)).Select(_ => (char)random.Next('\u4E00', '\u9000'))));
Measure("miss in Latin", _ => string.Concat(Enumerable.Range(0, 6 + random.Next(6)).Select(_ => (char)random.Next('a', 'z' + 1))));
Spotting.Measure(index, entries, questions, random, Report);
Measure("contact", e => e.Contacts[0], (i, text) => i.FindByContact(text, _ => true, asker: "p7"));

var times = new List<(double Clock, double Processor)>();
for (var i = 0; i < questions; i++)
{
    var changed = Company.One(entries[random.Next(customers)].Id, random);
    started = Stopwatch.GetTimestamp();
    var busy = Processor.Milliseconds();
    index = index.With([changed], []);
    times.Add((Stopwatch.GetElapsedTime(started).TotalMilliseconds, Processor.Milliseconds() - busy));
}

Report("change of one customer", times, 0);
Measure("part, after the changes", e => e.Names[0].Substring(2, 3));
started = Stopwatch.GetTimestamp();
index = index.Packed();
Say($"packed in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

void Measure(string kind, Func<NameEntry, string> ask, Func<NameIndex, string, IReadOnlyList<NameHit>>? find = null)
{
    find ??= (i, text) => i.Find(text, asker: "p7");
    var texts = Enumerable.Range(0, questions).Select(_ => ask(entries[random.Next(customers)])).ToList();
    foreach (var text in texts.Take(200))
    {
        find(index, text);
    }

    var took = new List<(double Clock, double Processor)>(questions);
    var found = 0;
    foreach (var text in texts)
    {
        var (start, busy) = (Stopwatch.GetTimestamp(), Processor.Milliseconds());
        found += find(index, text).Count > 0 ? 1 : 0;
        took.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, Processor.Milliseconds() - busy));
    }

    Report(kind, took, found);
}

void Dates()
{
    var context = new DateContext(new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN");
    string[] parts =
    [
        "刚给华东精密的张总打完电话", "他们三季度想上两条自动化产线", "我下周三前给一版分期方案", "国庆后第一个工作日开启动会,上午10点", "下周一到周三休假", "legal worried about data residency",
        "I'll send the revised quote by next Fri", "on leave 22-26 Sep, Grace covers", "remind me in 3 working days at half past three", "首付款30%月底前打", "meeting w/ Dr. Chan on 9/18 3pm", "初八给他打电话",
    ];
    var texts = Enumerable.Range(0, Math.Max(questions, 2000)).Select(_ => string.Join(", ", Enumerable.Range(0, 4).Select(_ => parts[random.Next(parts.Length)]))).ToList();
    foreach (var text in texts)
    {
        DateReader.Find(text, context);
    }

    var took = new List<(double Clock, double Processor)>(texts.Count);
    var found = 0;
    var bytes = GC.GetAllocatedBytesForCurrentThread();
    foreach (var text in texts)
    {
        var (start, busy) = (Stopwatch.GetTimestamp(), Processor.Milliseconds());
        found += DateReader.Find(text, context).Count > 0 ? 1 : 0;
        took.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, Processor.Milliseconds() - busy));
    }

    Report("dates of four clauses", took, found);
    Say($"{(GC.GetAllocatedBytesForCurrentThread() - bytes) / texts.Count} bytes a sentence of {texts.Average(t => t.Length):F0} characters");
}

void Summaries()
{
    var context = new DateContext(new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN");
    string[] parts =
    [
        "客户要把验收从9月推到10月20日,原因是地坪没干", "我周五前发改期确认函", "聊得不错,气氛很好,后面找机会再聊", "已拜访客户,等待回复", "竞品给了首年免费,客户担心数据迁不出来",
        "Procurement wants net 60, we offered net 30", "Touched base, circling back soon", "I email the outcome on Monday", "Kevin 要 rollout 到 3 个仓,budget 还差 8 万", "今日傾咗:佢哋年底前一定換供應商",
    ];
    var texts = Enumerable.Range(0, Math.Max(questions, 2000)).Select(_ => string.Join("。", Enumerable.Range(0, 3).Select(_ => parts[random.Next(parts.Length)]))).ToList();
    foreach (var text in texts)
    {
        Coach.Review(SummaryReader.Read(text, context).Evidence);
    }

    var took = new List<(double Clock, double Processor)>(texts.Count);
    var good = 0;
    foreach (var text in texts)
    {
        var (start, busy) = (Stopwatch.GetTimestamp(), Processor.Milliseconds());
        good += Coach.Review(SummaryReader.Read(text, context).Evidence).Shallow ? 0 : 1;
        took.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, Processor.Milliseconds() - busy));
    }

    Report("a summary coached", took, good);
}

void Report(string kind, List<(double Clock, double Processor)> took, int found)
{
    var clock = took.Select(t => t.Clock).Order().ToList();
    var processor = took.Select(t => t.Processor).Order().ToList();
    Say($"{kind,-26} p50 {At(clock, 50),7:F3} ms  p99 {At(clock, 99),7:F3} ms  of the processor p50 {At(processor, 50),7:F3} ms  p99 {At(processor, 99),7:F3} ms  found {found,5}");
}

static double At(List<double> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];

int Number(int nth, int usual) => args.Length > nth ? int.Parse(args[nth], CultureInfo.InvariantCulture) : usual;

static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

static long Settled() => GC.GetTotalMemory(forceFullCollection: true);

static bool IsHan(NameEntry entry) => entry.Names[1][0] > '\u3000';

static string Initials(string name) => string.Concat(name.Select(c => Pinyin(c.ToString())[0]));

// The table itself, so that the questions are in the readings that it knows.
static string Pinyin(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(c => Spelling.Of(c)));

static string Wide(string name) => string.Concat(name.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

static string Wrong(string name, Random random)
{
    var at = random.Next(name.Length);
    return name[..at] + (name[at] > '\u3000' ? "鑫" : "q") + name[(at + 1)..];
}
