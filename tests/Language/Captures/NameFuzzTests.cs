namespace CrmBot.Language.Tests;

/// <summary>Sentences that nobody would say, made of pieces that people do.</summary>
public sealed class NameFuzzTests
{
    private static readonly string[] Glue = ["", "", " ", " ", ",", "，", "-", "的", "跟", " at ", "@", "'s ", "(", ")", "\n", "老", "小", "总", "经理", "Mr ", "Dr. ", "/", "了"];

    private static readonly string[] Odd = ["\uD83D", "\uDE0A", "\0", "\u200B", "\u202E", "e\u0301", "😊", "𠮷", "İ", "ß", "ﬁ", "\uFFFF", "''", "’", "．", "　", "((", "))", "%", "\u0007"];

    private static readonly string[] Speakers = ["ly", "hw", "wm", "lq", "cj", "zw", "zw2", "tb", "gh", "zl", "wq", "admin", "nobody", ""];

    [Fact]
    public void No_mix_of_fragments_throws_or_names_somebody_out_of_sight()
    {
        var random = new Random(17);
        var fragments = Fragments();
        var (customers, contacts, colleagues) = (0, 0, 0);
        for (var i = 0; i < LongRun.Times(5_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Piece(fragments, random) + Glue[random.Next(Glue.Length)]));
            var context = NameWorld.Of(Speakers[random.Next(Speakers.Length)]);
            var read = NameSpotter.Read(text, context);

            var end = 0;
            foreach (var mention in read.Mentions)
            {
                var row = $"'{text}' by {context.SpeakerId}: {mention}";
                Assert.True(mention.Start >= end && mention.Length > 0 && mention.End <= text.Length, row);
                end = mention.End;
                foreach (var hit in mention.Hits)
                {
                    var entry = (mention.Kind == NameKind.Colleague ? context.Colleagues : context.Customers)[hit.Id];
                    Assert.True(entry is not null, row);
                    Assert.True(mention.Kind != NameKind.Contact || context.MayKnowContacts(entry), row);
                    Assert.True((mention.Kind == NameKind.Contact ? entry.Contacts : entry.Names).Contains(hit.Name), row);
                }

                customers += mention.Kind == NameKind.Customer ? 1 : 0;
                contacts += mention.Kind == NameKind.Contact && mention.Hits.Count > 0 ? 1 : 0;
                colleagues += mention.Kind == NameKind.Colleague ? 1 : 0;
            }

            Assert.All(read.Customer.Ids.Concat(read.Customer.Others), id => Assert.NotNull(context.Customers[id]));
            Assert.True(read.Customer.Start + read.Customer.Length <= text.Length);
        }

        Assert.All([customers, contacts, colleagues], n => Assert.InRange(n, 500, int.MaxValue)); // else the fragments prove nothing
    }

    [Fact]
    public void A_customer_that_was_taken_out_is_named_no_more()
    {
        var random = new Random(23);
        var fragments = Fragments();
        string[] gone = ["C001", "C005", "C013"];
        var less = NameWorld.Customers.With([], gone);
        for (var i = 0; i < LongRun.Times(1_000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Piece(fragments, random) + Glue[random.Next(Glue.Length)]));
            var read = NameSpotter.Read(text, NameWorld.Of(Speakers[random.Next(Speakers.Length)], less));

            Assert.DoesNotContain(read.Mentions.Where(m => m.Kind != NameKind.Colleague).SelectMany(m => m.Hits), h => gone.Contains(h.Id, StringComparer.Ordinal));
            Assert.DoesNotContain(read.Customer.Ids.Concat(read.Customer.Others), id => gone.Contains(id, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_sentence_means_the_same_in_one_layer_and_in_several()
    {
        var layered = NameIndex.Build([]);
        foreach (var entry in Enumerable.Range(1, 20).Select(i => NameWorld.Customers[$"C{i:D3}"]!))
        {
            layered = layered.With([entry with { Names = ["旧名" + entry.Id] }], []).With([entry], []);
        }

        foreach (var row in NameTableTests.Rows().Cast<object[]>())
        {
            var (speaker, text) = ((string)row[1], (string)row[2]);
            var (one, several) = (NameSpotter.Read(text, NameWorld.Of(speaker)), NameSpotter.Read(text, NameWorld.Of(speaker, layered)));

            Assert.Equal(one.Customer.Ids, several.Customer.Ids);
            Assert.Equal(one.Mentions.Select(m => (m.Kind, m.Start, m.Length, m.Hits.Count)), several.Mentions.Select(m => (m.Kind, m.Start, m.Length, m.Hits.Count)));
        }
    }

    [Theory]
    [InlineData("华")]
    [InlineData("华精张总")]
    [InlineData("蓝海")]
    [InlineData("老马 ")]
    [InlineData("Contoso ")]
    [InlineData("Julie Ward at Northwind, ")]
    [InlineData("hdjm ")]
    [InlineData("Contozo ")]
    [InlineData("a")]
    [InlineData("\uD83D")]
    public void The_work_grows_no_faster_than_the_text(string piece)
    {
        var unit = 1_200 / piece.Length;
        var once = string.Concat(Enumerable.Repeat(piece, unit));
        var fourTimes = string.Concat(Enumerable.Repeat(piece, unit * 4));
        NameSpotter.Read(once, NameWorld.Of("wm")); // the first call pays for what is made once

        Assert.InRange(Allocated(fourTimes), 1, 6 * Allocated(once));
    }

    // Bytes stand for steps, and unlike time they do not depend on the machine.
    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        NameSpotter.Read(text, NameWorld.Of("wm"));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Fragments() =>
    [
        .. NameTableTests.Rows().Cast<object[]>().Select(r => (string)r[2]),
        .. Enumerable.Range(1, 20).Select(i => NameWorld.Customers[$"C{i:D3}"]!).SelectMany(c => c.Names.Concat(c.Contacts)),
        .. Speakers.Select(s => NameWorld.Colleagues[s]).OfType<NameEntry>().SelectMany(c => c.Names),
        .. Odd,
    ];

    private static string Piece(string[] fragments, Random random)
    {
        var piece = fragments[random.Next(fragments.Length)];
        var from = random.Next(3) == 0 ? random.Next(piece.Length) : 0;
        var length = Math.Min(piece.Length - from, random.Next(3) == 0 ? 1 + random.Next(6) : 60);
        return piece.Substring(from, length);
    }
}
