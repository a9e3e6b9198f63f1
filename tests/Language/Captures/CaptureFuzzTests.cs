using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>Sentences mixed from pieces of real ones: whatever is read of them stands in the text and lies ahead.</summary>
public sealed class CaptureFuzzTests
{
    private static readonly string[] Glue = ["", " ", ",", "，", "。", ". ", "\n", "!", "?", " - ", "但", " but ", "的", "我", "I'll ", "他说", "了", "：", "下一步：", "需求:", "(", ")", "@"];

    private static readonly string[] Odd = ["\uD83D", "\uDE0A", "\0", "\u200B", "\u202E", "😊", "𠮷", "99999999999999999999万", "$1e9", "１２３", "二十三百万", "25:99", "31/2", "NPS 99", "((", "%"];

    private static readonly string[] Speakers = ["ly", "hw", "wm", "lq", "cj", "zw", "tb", "gh", "nobody"];

    [Fact]
    public void No_mix_of_fragments_throws_or_makes_up_a_past_day_or_a_stranger()
    {
        var random = new Random(29);
        var fragments = Fragments();
        var (statements, steps) = (0, 0);
        for (var i = 0; i < LongRun.Times(10_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Piece(fragments, random) + Glue[random.Next(Glue.Length)]));
            var speaker = Speakers[random.Next(Speakers.Length)];
            var now = new DateTimeOffset(2024, 1, 1, random.Next(24), 30, 0, TimeSpan.Zero).AddDays(random.Next(1200));
            var (zone, region) = speaker switch { "tb" => ("Europe/London", "GB"), "gh" => ("Asia/Hong_Kong", "HK"), _ => ("Asia/Shanghai", "CN") };
            var context = NameWorld.Of(speaker) with { Dates = new DateContext(now, zone, region) };
            if (CaptureReader.Read(text, context) is not { } read)
            {
                continue;
            }

            statements++;
            steps += read.Steps.Count;
            var row = $"'{text}' by {speaker} at {now:O}";
            var today = Zones.DayOf(now, zone);
            Assert.All(read.Steps, s => Assert.True(s.Due is not { } due || due >= today || s.When!.SaidPast, row));
            Assert.All(read.Steps, s => Assert.True(s.What.Length > 0 && s.Start >= 0 && s.Start + s.Length <= text.Length, row));
            Assert.All(read.Customer.Ids.Concat(read.Customer.Others), id => Assert.NotNull(context.Customers[id]));
            Assert.All(read.Helpers, h => Assert.NotNull(context.Colleagues[h.Value]));
            foreach (var (start, length) in Places(read))
            {
                Assert.True(start >= 0 && length >= 0 && start + length <= text.Length, row);
            }
        }

        Assert.All([statements, steps], n => Assert.InRange(n, 2_000, int.MaxValue)); // else the fragments prove nothing
    }

    [Fact]
    public void A_very_long_text_is_no_statement_and_an_empty_one_is_none()
    {
        var context = NameWorld.Of("wm");
        Assert.Null(CaptureReader.Read("", context));
        Assert.Null(CaptureReader.Read(" \n\t", context));
        Assert.NotNull(CaptureReader.Read("拜访华精张总,要两条产线,明天发报价" + new string('。', 100), context));
        Assert.Null(CaptureReader.Read("拜访华精张总" + new string('好', CaptureReader.Longest), context));
    }

    private static IEnumerable<(int Start, int Length)> Places(Capture read)
    {
        yield return (read.Customer.Start, read.Customer.Length);
        foreach (var said in new[] { read.Contact, read.Need, read.Objection, read.Background, read.HelpNeeded }.Concat(read.Competitors).Concat(read.NewContacts).Concat(read.Referrals).Concat(read.Resolved))
        {
            yield return (said?.Start ?? 0, said?.Length ?? 0);
        }

        yield return (read.Channel?.Start ?? 0, read.Channel?.Length ?? 0);
        yield return (read.Amount?.Start ?? 0, read.Amount?.Length ?? 0);
        foreach (var moment in read.Moments)
        {
            yield return (moment.Start, moment.Length);
        }
    }

    private static string Piece(List<string> fragments, Random random) => random.Next(30) == 0 ? Odd[random.Next(Odd.Length)] : fragments[random.Next(fragments.Count)];

    private static List<string> Fragments()
    {
        var pieces = new List<string>();
        foreach (var (file, name) in new[] { ("captures.json", "captures"), ("questions.json", "utterances") })
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Language/Captures", file)));
            foreach (var row in json.RootElement.GetProperty(name).EnumerateArray())
            {
                pieces.AddRange(row.GetProperty("text").GetString()!.Split([',', '，', '。', '.', '!'], StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return pieces;
    }
}
