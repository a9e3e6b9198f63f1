namespace CrmBot.Language.Tests;

public sealed class AnyTextTests
{
    private static readonly string[] Fragments =
    [
        "华东精密", "怎么样", "了", "上次", "跟", "聊了啥", "张伟", "的", "逾期", "谁", "今天", "要", "帮我", "请", "新建客户", "记一下", "网吧", "吧", "誰", "嗎", "，", "。", "？", "\n", "\t",
        "how", "is", "'s", "’s", "Contoso", "overdue", "who", "please", "find", "log", "a call with", "new customer", "that", " ", "  ", "　", "(", ")", "（", "）", "[", "]", "{customer}", "|",
        "{", "}", "😊", "\uD83D", "\uDE0A", "e\u0301", "\u200B", "\u202E", "\0", "\"", "'", "-", "&", ".", ",", "Ltd", "Inc.", "8%", "Ａ", "ﬁ", "İ", "ß", "𠮷", "<at>", "𝐀",
    ];

    [Fact]
    public void Five_thousand_mixed_sentences_are_understood_or_unknown_and_never_throw()
    {
        var random = new Random(20250910);
        var understood = 0;
        for (var i = 0; i < LongRun.Times(5_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => Fragments[random.Next(Fragments.Length)]));

            foreach (var meaning in Repository.Book.Readings(text))
            {
                understood++;
                Assert.Contains(meaning.Intent, Repository.Book.Concepts);
                Assert.All(meaning.Slots, s => Assert.Equal(s.Text, text.Substring(s.Start, s.Length)));
                Assert.All(meaning.Slots, s => Assert.NotEqual("", s.Text.Trim()));
            }
        }

        Assert.InRange(understood, 100, int.MaxValue); // else the fragments prove nothing
    }

    [Fact]
    public void Any_text_can_be_looked_up_as_a_name()
    {
        var random = new Random(7);
        var index = NameIndex.Build(Fragments.Select((f, i) => new NameEntry($"{i}", [f, f + "精密"], null)));
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 4)).Select(_ => Fragments[random.Next(Fragments.Length)]));

            Assert.InRange(index.Find(text, take: 5).Count, 0, 5);
        }
    }

    [Theory]
    [InlineData("华")]
    [InlineData("好")] // an opening
    [InlineData("了")] // a closing
    [InlineData("的")]
    [InlineData("a ")]
    [InlineData("，")]
    [InlineData("今天张伟的客户怎么样了，")]
    [InlineData("记一下")]
    public void The_work_grows_no_faster_than_the_text(string piece)
    {
        var unit = 1_200 / piece.Length;
        var once = string.Concat(Enumerable.Repeat(piece, unit));
        var fourTimes = string.Concat(Enumerable.Repeat(piece, unit * 4));
        Repository.Book.Readings(once); // the first call pays for what is made once

        Assert.InRange(Allocated(fourTimes), 1, 6 * Allocated(once));
    }

    // Bytes stand for steps: every step makes its way anew, and unlike time they do not depend on the machine.
    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repository.Book.Readings(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
