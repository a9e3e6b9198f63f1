using System.Globalization;

namespace CrmBot.Language.Tests;

/// <summary>A summary that was made up, and everything in it that is somebody's.</summary>
/// <param name="Secrets">As written into the text; none of them may be read in what others see.</param>
internal sealed record Sample(string Text, KnownNames Known, IReadOnlyList<string> Secrets);

/// <summary>Makes summaries of sentences as reps write them, with names in every form, known and unknown, and figures of all sorts.</summary>
internal sealed class SampleMaker(int seed)
{
    private static readonly string[] Han =
    [
        "{c}的{p}嫌报价{n},说{x}只要{n}", "跟{p}通了电话,他们想上{n}条产线,预算{n}", "{p}说交期太长,要{d}前到货", "今天拜访{c},{p}和{p}都在,关心售后响应",
        "我{d}前把方案发到{m}", "{p}转给{p}了,手机{t}", "{k}答应{d}出一版对比表", "合同{o}还差{c}盖章", "他们现在用{x}的系统,一年{n}", "{p}的微信是{w}",
        "{c}觉得性价比不够,要我们再降{s}", "和{k}一起去了{c},看了现场,机器停了{n}小时", "{p}担心培训,我周五前给培训计划", "客户要{r}的样品{n}件,先做测试",
        "{p}问能不能分{n}期付,首付{s}", "资料在{u},{p}下周看完回复", "{x}报{n},比我们低{s}", "下一步:我{d}给{p}回电话,确认付款节点", "{c}({a})要续约,{p}说价格不能涨",
        "見了{p},{c}擔心資料安全,要先試用{n}天", "{p}話價錢太高,{d}再傾", "{a}那边{p}换人了,以后找{p}", "由{x}换成我们,{p}要求{n}天内上线",
    ];

    private static readonly string[] Latin =
    [
        "Met {p} at {c}; they want {n} seats and think the price is {s} too high.", "{p} said {x} quoted {n}.", "Call with {p} from {c}: delivery is the objection, they need it by {d}.",
        "I will send a revised quote to {m} by {d}.", "{p}'s number is {t}.", "{k} joined, we agreed on a pilot of {n} days.", "PO {o} is with {p}, legal has two questions.",
        "They use {x} today and pay {n} a year.", "{c} wants a discount of {s}, {p} will decide on {d}.", "Demo of {r} went well, {p} asked for training.", "See {u} for the comparison that {p} asked for.",
        "{p} is worried about downtime; {k} will write a rollout plan.", "Left a voicemail for {p} ({t}), will try again on Tuesday.", "{a} is reorganising, {p} replaces {p}.", "Next: call {p} on {d} about the payment terms.",
        "{x} was cheaper by {n} but has no local support.", "{p} wants to see the numbers: {n} now, {n} after the pilot.",
    ];

    private const string Name = "腾瑞恒鼎嘉凯润浩锦旭晖骏森岚铭钰麒麟翔鸿沃硕弘毅禾芸";
    private static readonly (string Simple, string Traditional)[] Stems =
        [("华东精密", "華東精密"), ("鼎盛建材", "鼎盛建材"), ("远洋贸易", "遠洋貿易"), ("宏达纺织", "宏達紡織"), ("金桥食品", "金橋食品"), ("新光电子", "新光電子"), ("云鹏医药", "雲鵬醫藥"), ("龙腾重工", "龍騰重工"), ("未来", "未來"), ("阳光", "陽光")];
    private static readonly string[] Surnames = ["张", "李", "王", "马", "欧阳", "陈", "周", "黄", "司徒", "吴", "赵", "孙"];
    private static readonly string[] Given = ["建国", "志强", "晓梅", "丽华", "国栋", "思远", "雨桐", "浩然", "敏", "涛", "倩", "磊"];
    private static readonly string[] Titles = ["总", "经理", "工", "主任", "总监", "老师", "博士", "董", "姐", "处长"];
    private static readonly string[] LatinGiven = ["Sarah", "Mike", "Priya", "Tom", "Anna", "Kevin", "Grace", "Will", "Mark", "Olga", "Jürgen", "Zoë"];
    private static readonly string[] LatinLast = ["Baker", "Chen", "Nair", "Petrova", "O'Neill", "Park", "Fernandez", "Smith", "Müller"];
    private static readonly string[] LatinFirms = ["Contoso Retail Ltd", "Northwind Traders", "Blue Harbor Inc", "Fabrikam Medical", "Target Point", "Zentrix", "Silver Oak Group", "Tailspin", "AdvWorks", "IONIX GmbH"];

    private readonly Random random = new(seed);
    private readonly List<string> secrets = [];

    public Sample Make(int nth)
    {
        secrets.Clear();
        var han = random.Next(10) < 6;
        var firm = Firm(han);
        var other = Firm(random.Next(2) == 0);
        var people = Enumerable.Range(0, 3).Select(_ => Person(random.Next(4) == 0 ? !han : han)).ToList();
        var colleagues = Enumerable.Range(0, 2).Select(_ => Person(han)).ToList();
        var known = new KnownNames(
            [firm.Name, .. firm.Said.Where(_ => random.Next(2) == 0)], [.. people.Take(2).SelectMany(p => new[] { p[0], p[1] })], [colleagues[0][0]],
            random.Next(2) == 0 ? [other.Said[0]] : [],
            NameIndex.Build([new NameEntry("C1", [firm.Name, .. firm.Said], "p1") { Contacts = people[0] }, new NameEntry("C2", [Firm(han).Name], "p2")]),
            NameIndex.Build(colleagues.Select((c, i) => new NameEntry($"p{i}", c, null))));
        var frames = han ? Han : Latin;
        var text = string.Join(han ? "。" : " ", Enumerable.Range(0, 3 + random.Next(3)).Select(_ => Fill(frames[random.Next(frames.Length)], han, firm, other, people, colleagues)));
        return new Sample(random.Next(12) == 0 ? text.Insert(text.Length / 2, han ? "。FYI budget is ok。" : " 客户嫌贵 ") : text, known, [.. secrets.Distinct(StringComparer.Ordinal)]);
    }

    private string Fill(string frame, bool han, (string Name, string[] Said) firm, (string Name, string[] Said) other, List<string[]> people, List<string[]> colleagues)
    {
        for (var at = frame.IndexOf('{', StringComparison.Ordinal); at >= 0; at = frame.IndexOf('{', StringComparison.Ordinal))
        {
            var said = frame[at + 1] switch
            {
                'c' => Disguised(Any([firm.Name, .. firm.Said])),
                'a' => Any(firm.Said),
                'p' => Disguised(Any(people[random.Next(people.Count)])),
                'k' => Any(colleagues[random.Next(colleagues.Count)]),
                'x' => Any(other.Said),
                'n' => Number(han),
                's' => Any([$"{random.Next(2, 30)}%", $"{random.Next(2, 9)}个点", "三成", "八折", $"{random.Next(2, 30)} percent", "１５％", "百分之十二"]),
                'd' => Any(["9月17日", "下周三", "17号", "2025-09-17", "15 September", "Friday", "10/12", "三月十七号", "3pm", "周五", "二〇二五年九月"]),
                'm' => $"{Any(["sarah.lee", "zhangjianguo", "m.chen"])}@{Any(["contoso.com", "hdjm.com.cn", "mail.northwind.co.uk"])}",
                't' => Any(["13800138000", "+86 138 0013 8000", "021-5888 1234", "(555) 010-7788", "１３９１２３４５６７８", "+44 20 7946 0958"]),
                'o' => Any(["PO-2231", "HT20250910-7", "#88123", "CN2025X", "SO 45001"]),
                'u' => Any(["https://drive.contoso.com/x?id=7", "www.hdjm.cn", "northwind.com/quote"]),
                'w' => Any(["wxid_abc123", "zjg1975", "hdjm-zhang"]),
                _ => Any(["HD3-A", "X200", "BX-7 Pro", "T1000"]),
            };
            if (said.Any(c => char.IsDigit(c)) || frame[at + 1] is 'c' or 'a' or 'p' or 'k' or 'x' or 'm' or 'u' or 'w')
            {
                secrets.Add(said);
            }

            frame = frame[..at] + said + frame[(at + 3)..];
        }

        return frame;
    }

    private (string Name, string[] Said) Firm(bool han)
    {
        if (!han)
        {
            var name = Any(LatinFirms);
            return (name, [name.Split(' ')[0], name.ToUpperInvariant() is var upper && random.Next(3) == 0 ? upper : name]);
        }

        if (random.Next(2) == 0)
        {
            var stem = new string([Name[random.Next(Name.Length)], Name[random.Next(Name.Length)]]) + Any(["科技", "实业", "电子", "机械", "物流", ""]);
            return (stem + "有限公司", [stem, stem + "公司"]);
        }

        var (simple, traditional) = Stems[random.Next(Stems.Length)];
        return ($"{Any(["", "苏州", "上海"])}{simple}{Any(["有限公司", "股份有限公司", "集团"])}", [simple, traditional]);
    }

    private string[] Person(bool han)
    {
        if (!han)
        {
            var (given, last) = (Any(LatinGiven), Any(LatinLast));
            return [$"{given} {last}", given, $"Mr {last}", $"Dr {last}", $"Dr. {last}"];
        }

        var surname = Any(Surnames);
        return [surname + Any(Given), surname + Any(Titles), $"老{surname[0]}", surname + Any(Titles)];
    }

    private string Number(bool han) => Any(han
        ? [$"{random.Next(2, 900)}万", "三十万", "一百二十万", $"{random.Next(2, 99)}", "25万8", $"¥{random.Next(1000, 9999).ToString("N0", CultureInfo.InvariantCulture)}", "两百", "３０万元", "五千", "壹拾万"]
        : [$"{random.Next(2, 900)}", $"${random.Next(2, 900)}k", "USD 12,500", "twenty-five thousand dollars", "£1.2m", "two hundred", "1,200.50", "half a million", "€30 000"]);

    /// <summary>Now and then with a sign that is not seen, wide letters, spaces, or all capitals.</summary>
    private string Disguised(string name) => random.Next(12) switch
    {
        0 => name.Insert(1, "\u200b"),
        1 when name.All(char.IsAsciiLetter) => new string([.. name.Select(c => (char)(c + 0xFEE0))]),
        2 when !name.Any(char.IsAsciiLetter) => string.Join(' ', name.ToCharArray()),
        3 => name.ToUpperInvariant(),
        4 when name.Length > 3 && char.IsAsciiLetter(name[^1]) => name + "'s",
        _ => name,
    };

    private string Any(string[] some) => some[random.Next(some.Length)];
}
