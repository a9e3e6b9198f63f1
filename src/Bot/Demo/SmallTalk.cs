using System.Globalization;
using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>
/// Ordinary contacts between the beats of a story: a phrase bank per language, filled with the customer's own topics.
/// A phrase and a topic are each used once per customer, so no two summaries are alike.
/// </summary>
internal static class SmallTalk
{
    private static readonly (Channel Channel, Sentiment Mood, string Summary, string Next)[] Simplified =
    [
        (Channel.Call, Sentiment.Neutral, "{who}来电问{topic}，当场答了大半，剩下的要查资料再回，对方语气不错。", "书面答复{topic}"),
        (Channel.WeChat, Sentiment.Hesitant, "发了{topic}的说明，{who}回了{n}处疑问，主要担心和现有做法接不上。", "逐条回复{topic}的{n}处疑问"),
        (Channel.OnlineMeeting, Sentiment.Positive, "和{who}过了一遍{topic}，做法认可，想看同行怎么做的，好跟内部交代。", "发{n}个{topic}的同行案例"),
        (Channel.Visit, Sentiment.Positive, "顺路拜访，{who}带看现场，{topic}是他们眼下的重点，有{n}个细节要我们书面写清。", "把{topic}的{n}个细节写清发过去"),
        (Channel.Call, Sentiment.Hesitant, "{who}说{topic}要再问一位同事的意见，进度慢{n}天左右。", "问{topic}那边的意见"),
        (Channel.Email, Sentiment.Neutral, "{who}回邮件，{topic}要写进附件才算数，改了{n}处措辞。", "发{topic}附件修订版"),
    ];

    private static readonly (Channel Channel, Sentiment Mood, string Summary, string Next)[] Traditional =
    [
        (Channel.Call, Sentiment.Neutral, "{who}來電問{topic}，大部分當場答了，剩下{n}點要查資料再回。", "回覆{topic}的{n}點"),
        (Channel.Email, Sentiment.Hesitant, "寄了{topic}的說明，{who}提出{n}個疑問，擔心跟現行做法接不上。", "逐點回覆{topic}的疑問"),
        (Channel.OnlineMeeting, Sentiment.Positive, "線上過了一遍{topic}，{who}認可做法，想要{n}個同業案例好跟內部說明。", "寄{topic}的同業案例"),
        (Channel.Call, Sentiment.Neutral, "{who}說{topic}要多一層簽核，大約慢{n}天，方向不變。", "追{topic}的簽核"),
    ];

    private static readonly (Channel Channel, Sentiment Mood, string Summary, string Next)[] English =
    [
        (Channel.Call, Sentiment.Neutral, "{who} rang about {topic}. Answered most of it; {n} points need checking. Tone friendly.", "answer the open points on {topic}"),
        (Channel.Email, Sentiment.Hesitant, "Sent a note on {topic}. {who} came back with {n} questions, mostly about how it fits the way they work today.", "answer {who}'s questions on {topic}"),
        (Channel.OnlineMeeting, Sentiment.Positive, "Walked {who} through {topic}. Happy with the approach, wants {n} examples from similar companies to show inside.", "send examples on {topic}"),
        (Channel.Call, Sentiment.Hesitant, "{who} wants a colleague's view on {topic} first; expects about {n} days' delay.", "get the colleague's view on {topic}"),
    ];

    /// <summary>The story's beats with up to <paramref name="extra"/> ordinary contacts between the earlier ones.</summary>
    public static IReadOnlyList<Beat> Between(Story story, int extra, Random random)
    {
        var phrases = story.Language switch { "en" => English, "zh-Hant" => Traditional, _ => Simplified };
        // The last three beats follow from each other: nothing comes between them, nor before the
        // first, nor between a complaint and its answer.
        var places = Shuffled([.. Enumerable.Range(1, story.Beats.Length - 3).Where(i => i - 1 != story.Complaint?.Beat)], random);
        var drawn = Shuffled(phrases, random).Zip(Shuffled(story.Topics, random), places).Take(extra).ToDictionary(d => d.Third);
        var beats = new List<Beat>();
        for (var i = 0; i < story.Beats.Length; i++)
        {
            if (drawn.TryGetValue(i, out var talk))
            {
                var n = random.Next(2, 6).ToString(CultureInfo.InvariantCulture);
                beats.Add(Filled(talk.First, talk.Second, beats[^1].Contact, n));
            }

            beats.Add(story.Beats[i]);
        }

        return beats;
    }

    private static Beat Filled((Channel Channel, Sentiment Mood, string Summary, string Next) phrase, string topic, string who, string n)
    {
        return new Beat(phrase.Channel, who, phrase.Mood, Fill(phrase.Summary), Fill(phrase.Next));

        string Fill(string text) => text
            .Replace("{who}", who, StringComparison.Ordinal)
            .Replace("{topic}", topic, StringComparison.Ordinal)
            .Replace("{n}", n, StringComparison.Ordinal);
    }

    private static T[] Shuffled<T>(T[] items, Random random)
    {
        var copy = (T[])items.Clone();
        random.Shuffle(copy);
        return copy;
    }
}
