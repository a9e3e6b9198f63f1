using System.Collections.Frozen;

namespace CrmBot.Language;

/// <summary>
/// Which characters are compared as which simplified ones. Both sides of every comparison pass through here, so a character
/// that merges two words (後 and 后) does no harm.
/// </summary>
internal static class Script
{
    /// <summary>Characters that people write for each other and that Unihan does not call traditional, in the order of code points.</summary>
    private static readonly (string Written, string Compared)[] Further =
    [
        ("佈佔倖偺僱兇勳呌啓嚐嚮囘妳峯嶽慾敎昇朮槓樑歎氾汙洩淨湧滙牠甚",
         "布占幸咱雇凶勋叫启尝向回你峰岳欲教升术杠梁叹泛污泄净涌汇它什"),
        ("癒盃祂祇籤糰綫羣羨舖菸蔘衆衹裏託説諮讚賸蹟週遊遶邨鉅鑑陞鷄麪",
         "愈杯他只签团线群羡铺烟参众只里托说咨赞剩迹周游绕村巨鉴升鸡面"),
        // Cantonese as it is written, one character for one.
        ("冇唔佢嘅咗俾畀哋睇喺嚟揀搵啱嗰", "没不他的了给给们看在来选找刚那"),
    ];

    private static readonly FrozenDictionary<char, char> Map = Make();

    /// <returns>The character itself when it has no simplified form here.</returns>
    public static char Simplified(char c) => Map.GetValueOrDefault(c, c);

    private static FrozenDictionary<char, char> Make()
    {
        var map = new Dictionary<char, char>();
        foreach (var row in UnihanTable.Rows("variants.txt"))
        {
            foreach (var traditional in row[1])
            {
                map[traditional] = row[0][0];
            }
        }

        foreach (var (written, compared) in Further.SelectMany(row => row.Written.Zip(row.Compared)))
        {
            map[written] = compared;
        }

        // A simplified character may itself stand for a simpler one.
        return map.ToFrozenDictionary(pair => pair.Key, pair => map.GetValueOrDefault(pair.Value, pair.Value));
    }
}
