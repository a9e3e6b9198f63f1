using System.Diagnostics;

namespace CrmBot.Language.Bench;

/// <summary>Who is named in a sentence, beside looking for every known name in it.</summary>
internal static class Spotting
{
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳";

    private static readonly string[] Told =
    [
        "刚给{0}的{1}打完电话,他们三季度想上两条自动化产线,嫌报价比对手高8%,我下周三前给一版分期方案,小吴28号一起过去",
        "Call w/ {1} at {0} - they love the pilot, want pricing for 3 more stores, legal worried about data residency. I'll send a quote by Friday",
        "跟{0} {1} 过了demo,他要SSO,嫌UI太老,我next Mon给roadmap,本周总结里也写了",
        "{1}说今年产线不扩了,项目先搁置,让我明年1月5号再联系",
        "今天跑了五家客户,没有什么进展,明天继续,资料都发过去了,等他们回复",
        "met Julie Ward of {0}, no budget til FY26, hesitant. ping her EOM, David Miller from finance joins",
    ];

    public static void Measure(NameIndex customers, List<NameEntry> entries, int questions, Random random, Action<string, List<(double, double)>, int> report)
    {
        var colleagues = NameIndex.Build(Enumerable.Range(0, 200).Select(i => new NameEntry($"p{i}", [$"{Surnames[i % 12]}{Given[i / 12 % 12]}{Given[i % 7]}", $"Agent{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} Smith"], null)));
        var own = entries.Where(e => e.OwnerId == "p7").ToList();
        var context = new CaptureContext(
            new DateContext(new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN"), "p7", customers, colleagues, e => e.OwnerId is "p7" or "p8" or "p9");

        Run("names of an own customer", _ => own[random.Next(own.Count)], e => e.Names[1]);
        Run("names of any customer", _ => entries[random.Next(entries.Count)], e => e.Names[random.Next(2)]);
        Run("names, one letter wrong", _ => own[random.Next(own.Count)], e => e.Names[1][..^1] + (e.Names[1][^1] > '\u3000' ? "鑫" : "q"));

        var told = Sentences(_ => own[random.Next(own.Count)], e => e.Names[1]).ToList();
        foreach (var text in told.Take(200))
        {
            CaptureReader.Read(text, context);
        }

        Timed("a sentence read whole", told, text => CaptureReader.Read(text, context) is not null);
        Timed("a sentence, one letter wrong", [.. Sentences(_ => own[random.Next(own.Count)], e => e.Names[1][..^1] + (e.Names[1][^1] > '\u3000' ? "鑫" : "q"))], text => CaptureReader.Read(text, context) is not null);

        var texts = Sentences(_ => entries[random.Next(entries.Count)], e => e.Names[1]).Take(50).ToList();
        Timed("every name looked for", texts, text => entries.Any(e => e.Names.Any(n => text.Contains(n, StringComparison.Ordinal))));

        void Run(string kind, Func<int, NameEntry> pick, Func<NameEntry, string> name)
        {
            var made = Sentences(pick, name).ToList();
            foreach (var text in made)
            {
                NameSpotter.Read(text, context);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            Timed(kind, made, text => NameSpotter.Read(text, context).Customer.Ids.Count > 0);
            Console.WriteLine($"{(GC.GetAllocatedBytesForCurrentThread() - before) / made.Count} bytes a sentence");
        }

        IEnumerable<string> Sentences(Func<int, NameEntry> pick, Func<NameEntry, string> name) => Enumerable.Range(0, questions).Select(i =>
        {
            var entry = pick(i);
            var contact = entry.Contacts[0];
            return string.Format(null, Told[i % Told.Length], name(entry), random.Next(2) == 0 ? contact : contact[0] + "总");
        });

        void Timed(string kind, List<string> said, Func<string, bool> finds)
        {
            var took = new List<(double, double)>(said.Count);
            var found = 0;
            foreach (var text in said)
            {
                var (start, busy) = (Stopwatch.GetTimestamp(), Processor.Milliseconds());
                found += finds(text) ? 1 : 0;
                took.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, Processor.Milliseconds() - busy));
            }

            report(kind, took, found);
        }
    }
}
