namespace CrmBot.Language.Bench;

/// <summary>Customers as a tenant has them: seven in ten Chinese, the rest English, each with a short name and one to two contacts.</summary>
internal static class Company
{
    private static readonly string[] Places = ["上海", "北京", "深圳", "广州", "苏州", "杭州", "东莞", "重庆", "南京", "武汉", "成都", "青岛", "宁波", "佛山", "厦门", "长沙", "天津", "合肥", "无锡", "郑州"];
    private const string First = "蓝华恒金新宏鼎远天盛安泰瑞康永宝海东南北中正大同德嘉万隆兴昌茂源通达顺丰利凯辉明光星科博雅创智云联信诚和平美佳雪银铁石松竹梅兰";
    private const string Second = "海东通桥光达盛山宇源泰安瑞丰华信诚力成业兴旺林田江河湖峰岭月日星辰龙凤虎鹏程翔飞腾跃升嘉禾谷仓泉溪波涛润泽";
    private static readonly string[] Trades = ["科技", "电子", "精密机械", "食品", "物流", "贸易", "建材", "纺织", "汽车零部件", "生物医药", "软件", "网络", "新材料", "化工", "仪器", "装饰工程", "包装", "印刷", "教育咨询", "医疗器械"];
    private static readonly string[] Forms = ["有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司"];
    private static readonly string[] English = ["North", "Blue", "Silver", "Golden", "Bright", "Grand", "Summit", "River", "Harbor", "Cedar", "Falcon", "Pioneer", "Vertex", "Quantum", "Atlas", "Orion", "Delta", "Coral", "Maple", "Stone"];
    private static readonly string[] Tails = ["wind", "field", "gate", "ridge", "point", "line", "works", "bridge", "port", "wood", "stream", "view", "star", "leaf", "craft", "tech", "soft", "med", "power", "lab"];
    private static readonly string[] Fields = ["Traders", "Logistics", "Foods", "Precision", "Textiles", "Systems", "Partners", "Medical", "Retail", "Toys", "Motors", "Energy", "Design", "Foundry", "Optics"];
    private static readonly string[] Suffixes = ["Ltd", "Inc.", "GmbH", "LLC", "Co., Ltd."];
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国志远佳欣宇晨";

    public static List<NameEntry> Make(int count, Random random) => [.. Enumerable.Range(0, count).Select(i => One($"{i:x6}ab12cd34ef", random))];

    public static NameEntry One(string id, Random random)
    {
        string[] names;
        if (random.Next(10) < 7)
        {
            var core = $"{Of(First)}{Of(Second)}{(random.Next(3) == 0 ? Of(Second) : "")}";
            var trade = Trades[random.Next(Trades.Length)];
            var place = Places[random.Next(Places.Length)];
            names = random.Next(4) == 0 ? [$"{core}{trade}（{place}）{Form()}", core + trade] : [$"{place}{core}{trade}{Form()}", core + trade];
        }
        else
        {
            var core = English[random.Next(English.Length)] + Tails[random.Next(Tails.Length)] + (random.Next(2) == 0 ? "" : $" {(char)('A' + random.Next(26))}{random.Next(100)}");
            names = [$"{core} {Fields[random.Next(Fields.Length)]} {Suffixes[random.Next(Suffixes.Length)]}", core];
        }

        return new NameEntry(id, names, $"p{random.Next(500)}")
        {
            Contacts = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => $"{Of(Surnames)}{Of(Given)}{(random.Next(3) > 0 ? Of(Given) : "")}")],
        };

        string Of(string characters) => characters[random.Next(characters.Length)].ToString();
        string Form() => Forms[random.Next(Forms.Length)];
    }
}
