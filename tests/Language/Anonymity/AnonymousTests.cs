using System.Globalization;
using System.Text;

namespace CrmBot.Language.Tests;

/// <summary>What others read of a summary tells nobody's name, number or company.</summary>
public sealed class AnonymousTests
{
    private static readonly Dictionary<MaskKind, (string Han, string Latin)> Words = new()
    {
        [MaskKind.Customer] = ("客户", "the customer"),
        [MaskKind.Competitor] = ("竞品", "a competitor"),
        [MaskKind.Contact] = ("联系人", "the contact"),
        [MaskKind.Colleague] = ("同事", "a colleague"),
        [MaskKind.Person] = ("某人", "someone"),
        [MaskKind.Company] = ("某公司", "a company"),
        [MaskKind.Name] = ("某某", "…"),
        [MaskKind.Place] = ("某地", "a place"),
        [MaskKind.Reach] = ("某联系方式", "(contact details)"),
        [MaskKind.Code] = ("某编号", "(a code)"),
        [MaskKind.Amount] = ("某金额", "some amount"),
        [MaskKind.Share] = ("某比例", "some percent"),
        [MaskKind.Day] = ("某日", "some day"),
        [MaskKind.Count] = ("若干", "some"),
    };

    // Also part of what stands in the place of names, or of the frames themselves.
    private static readonly string[] Everyday = ["retail", "traders", "works", "point", "pro", "group", "drive", "mail", "quote", "lee", "chen", "id", "percent", "rmb", "usd"];

    [Fact]
    public void Nothing_of_a_thousand_summaries_tells_whose_they_are()
    {
        var fit = 0;
        var leaks = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            var sample = new SampleMaker(20250910 + i).Make(i);
            var anonymous = Anonymous.Of(sample.Text, sample.Known);
            fit += anonymous.IsFit ? 1 : 0;
            foreach (var said in new[] { Said(anonymous, true), Said(anonymous, false) })
            {
                leaks.AddRange(Leaks(said, sample.Secrets).Select(l => $"{l}\n   in {said}\n   of {sample.Text}"));
            }
        }

        Assert.True(leaks.Count == 0, $"{leaks.Count}\n" + string.Join('\n', leaks.Take(20)));

        // Hiding all of it would be no art: most stay good enough to read.
        Assert.InRange(fit, 600, 1000);
    }

    [Theory]
    [InlineData("刚见完张总,他嫌贵,说宏腾那边便宜", "张总", "宏腾", "张")]
    [InlineData("张建国说预算不够,我周五前给方案", "张建国", "建国")]
    [InlineData("跟 张 总 谈完,华 东 精 密要续约", "张总", "华东", "精密")]
    [InlineData("hdjm要两条线,zhangjianguo下周回复", "hdjm", "zhang")]
    [InlineData("HD那边嫌贵,HDP要再看看方案", "HD")]
    [InlineData("華東精密嘅張總話太貴", "華東", "張總", "华东")]
    [InlineData("客户用的是苹果公司的系统,别家报价低", "苹果")]
    [InlineData("东方红科技股份想跟我们合作,先看报价", "东方")]
    [InlineData("Apple wants a pilot, we send the plan on Friday", "Apple")]
    [InlineData("We met Blue Harbor today, price is the objection", "Blue", "Harbor")]
    [InlineData("Mike's team asked for training, Mike Chen decides", "Mike", "Chen")]
    [InlineData("Dr Huang and dr. chan want the security report first", "Huang", "chan")]
    [InlineData("spoke to sarah, she will ask jonathan about the budget", "sarah", "jonathan")]
    [InlineData("Huadong’s boss wants a discount of ten percent", "Huadong", "ten")]
    [InlineData("联系人微信号：zjg-1975，邮箱 zjg@hdjm.com.cn，电话０２１-５８８８１２３４", "zjg", "hdjm", "５", "1975")]
    [InlineData("合同号HT2025-0910盖章了，订单#88123下周发货", "HT", "88123", "0910")]
    [InlineData("价格从三十八万五降到三十六万，首付三成，①先付②后付", "三十", "八万", "①", "三成")]
    [InlineData("合同金额壹拾贰万元整,分叁期付款,下周签字", "壹", "贰", "叁")]
    [InlineData("阿强陪老马去看了现场，小欧阳没来，要求周五前出方案", "阿强", "老马", "欧阳")]
    [InlineData("ＣＯＮＴＯＳＯ想试用，说Ｚｅｎｔｒｉｘ更便宜", "CONTOSO", "ＣＯＮＴＯＳＯ", "Zentrix", "Ｚｅｎ")]
    [InlineData("Зоя and Παύλος asked for a quote, 田中さん will decide", "Зоя", "Παύλος", "田中")]
    [InlineData("他们在上海浦东,我们去London当面讲", "上海", "浦东", "London")]
    [InlineData("@李雷 帮忙看一下客户的需求,下周给报价", "李雷")]
    [InlineData("𠮷野家的店长要二十台,嫌交期太长", "𠮷", "野家", "二十")]
    [InlineData("华\u200b东\u200d精密要降价,张\u00ad总说再谈", "华", "东", "张")]
    public void No_disguise_helps(string text, params string[] secrets)
    {
        var known = Known;
        var said = Said(Anonymous.Of(text, known), true);
        Assert.Empty(secrets.Where(s => said.Contains(s, StringComparison.OrdinalIgnoreCase)).Select(s => $"{s} in {said}"));
        Assert.DoesNotContain(said, char.IsNumber);
    }

    [Theory]
    [InlineData("刚给华东精密的张总打完电话,他们想上两条产线,嫌报价比宏腾高8%,我下周三前给分期方案", "刚给客户的联系人打完电话,他们想上若干条产线,嫌报价比竞品高某比例,我下周三前给分期方案")]
    [InlineData("王敏和李工一起上门,客户担心交期,我周五前发交付计划到zjg@hdjm.com.cn", "同事和联系人一起上门,客户担心交期,我周五前发交付计划到某联系方式")]
    public void A_summary_stays_one_to_learn_from(string text, string read)
    {
        var anonymous = Anonymous.Of(text, Known);
        Assert.Equal(read, Said(anonymous, true));
        Assert.True(anonymous.IsFit);
    }

    [Fact]
    public void An_English_one_does_too()
    {
        var anonymous = Anonymous.Of("Sarah at Contoso wants pricing for 3 more stores; delivery is too slow. I'll send a revised quote by Friday.", Known with { Customer = ["Contoso Retail Ltd", "Contoso"], Contacts = ["Sarah Lee", "Sarah"] });
        Assert.True(anonymous.IsFit);
        Assert.Equal("the contact at the customer wants pricing for some more stores; delivery is too slow. I'll send a revised quote by Friday.", Said(anonymous, false));
    }

    [Theory]
    [InlineData("已联系")]
    [InlineData("张总,李工,宏腾,13800138000")]
    [InlineData("鑫淼犇骉垚赑麤羴 客户嫌贵")]
    [InlineData("CALLED SARAH, SHE WANTS THREE STORES, QUOTE BY FRIDAY")]
    [InlineData("")]
    public void What_is_left_of_too_little_or_in_doubt_is_not_shown(string text) => Assert.False(Anonymous.Of(text, Known).IsFit);

    private static KnownNames Known => new(
        ["华东精密机械有限公司", "华东精密", "华精", "Huadong Precision", "HDP"], ["张建国", "张总", "李工"], ["王敏", "Wang Min"], ["宏腾"], NameIndex.Build([]), NameIndex.Build([]));

    private static string Said(Anonymous anonymous, bool han) => anonymous.Say(m => han ? Words[m].Han : Words[m].Latin);

    /// <summary>What of the secrets can be read: whole, without the form of a company, a given name, a Latin word, or any figure at all.</summary>
    private static IEnumerable<string> Leaks(string said, IReadOnlyList<string> secrets)
    {
        var plain = Plain(said);
        foreach (var figure in said.Where(char.IsNumber).Take(1))
        {
            yield return $"the figure {figure}";
        }

        foreach (var numerals in new[] { "十", "百", "千", "壹", "贰", "〇", "三成", "八折", "twenty", "hundred", "thousand" }.Where(n => plain.Contains(n, StringComparison.Ordinal)))
        {
            yield return $"the number {numerals}";
        }

        foreach (var piece in secrets.SelectMany(Pieces).Distinct(StringComparer.Ordinal))
        {
            // The name Will is not the verb.
            var at = piece == "will" ? said.IndexOf("Will", StringComparison.Ordinal) : plain.IndexOf(piece, StringComparison.Ordinal);
            if (at >= 0 && (!char.IsAsciiLetter(piece[0]) || IsWhole(plain, at, piece.Length)))
            {
                yield return $"'{piece}'";
            }
        }
    }

    private static IEnumerable<string> Pieces(string secret)
    {
        var plain = Plain(secret);
        foreach (var word in plain.Split([' ', '\'', '.', '-', '@', '/', '_', ':', '?', '=', '(', ')', '#', '+', ',', '%'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > 1 && char.IsAsciiLetter(word[0]) && !Everyday.Contains(word, StringComparer.Ordinal) && word is not ("mr" or "dr" or "com" or "cn" or "co" or "uk" or "www" or "https" or "inc" or "ltd" or "september" or "friday" or "so" or "po" or "am" or "pm"))
            {
                yield return word;
            }
        }

        var han = new string([.. plain.Where(c => c >= '\u4e00')]);
        foreach (var form in new[] { "有限公司", "股份有限公司", "公司", "集团" })
        {
            han = han.EndsWith(form, StringComparison.Ordinal) ? han[..^form.Length] : han;
        }

        if (han.Length > 1 && !secret.Any(char.IsDigit))
        {
            yield return han;
            yield return han[..2];
        }
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !char.IsAsciiLetter(text[at - 1])) && (at + length == text.Length || !char.IsAsciiLetter(text[at + length]));

    private static string Plain(string text) =>
        new([.. text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)]);
}
