using System.Text;

namespace CrmBot.Protocol.Tests;

public sealed class SeenWordsTests
{
    [Fact]
    public void Every_word_is_what_was_sent_whatever_stood_in_its_place_before()
    {
        // Many more than there are places, twice over, so that each place sees different words and the same ones again.
        for (var i = 0; i < 10_000; i++)
        {
            var word = (i % 5_000) switch
            {
                var n when n % 7 == 0 => $"客户 {n}",
                var n when n % 11 == 0 => new string('x', n % 300),
                var n => $"https://smba.trafficmanager.net/apac/{n}/",
            };

            Assert.Equal(word, SeenWords.Of(Encoding.UTF8.GetBytes(word)));
        }
    }

    [Fact]
    public void A_word_that_comes_again_is_the_same_string()
    {
        var first = SeenWords.Of("6f1c9b52-0c1e-4c39-9d0b-6a1d6e4f0a01"u8);

        Assert.Same(first, SeenWords.Of("6f1c9b52-0c1e-4c39-9d0b-6a1d6e4f0a01"u8));
    }
}
