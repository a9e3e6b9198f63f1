using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>A customer as it is at the starting clock.</summary>
internal sealed record DemoProfile(
    string Id, string Name, string[] Aliases, string OwnerId, Tier Tier, Stage Stage, string[] Helpers, DemoContact[] Contacts)
{
    public string? Industry { get; init; }
    public string[]? Tags { get; init; }
}

/// <param name="Phone">Fictional; English and American ones are of the ranges reserved for that.</param>
internal sealed record DemoContact(string Name, string? Called, string? Title, string? Phone)
{
    public string? Mail { get; init; }
    public string? WeChat { get; init; }
    public string? Family { get; init; }
    public string? Taste { get; init; }
    public string? Taboo { get; init; }
    public Birthday? Born { get; init; }
    public Birthday? BornLunar { get; init; }

    public Contact As(string id, bool main) => new(id, Name, Called, Title, Phone)
    {
        Mail = Mail,
        WeChat = WeChat,
        Family = Family,
        Taste = Taste,
        Taboo = Taboo,
        Born = Born,
        BornLunar = BornLunar,
        Main = main ? true : null,
    };
}

/// <summary>The customers of the demo company. Source: acceptance scenarios, section 2; titles, phones and helpers are ours.</summary>
internal static class DemoProfiles
{
    public static IReadOnlyList<DemoProfile> All { get; } =
    [
        new("C001", "华东精密机械有限公司", ["华东精密", "华精", "Huadong Precision", "HDP"], "wm", Tier.A, Stage.Mature, [],
            [new("张建国", "张总", "总经理", "138 0000 0101") { WeChat = "zhangjg_hd", Taste = "爱喝龙井,周末打羽毛球", Taboo = "去年那次停机的赔款", Born = new(4, 12, 1971) }, new("李工", null, "设备工程师", "138 0000 0102") { Taste = "喜欢先看图纸再谈" }]) { Industry = "精密机械", Tags = ["老客户"] },
        new("C002", "蓝海科技（深圳）有限公司", ["蓝海", "蓝海科技", "BlueSea Tech"], "lq", Tier.A, Stage.Intent, [],
            [new("陈思远", "陈总监", "技术总监", "138 0000 0201") { WeChat = "csy_bluesea", Taste = "只看数据,不爱寒暄", Taboo = "他们裁掉的那个项目组" }]) { Industry = "软件" },
        new("C003", "蓝海物流集团", ["蓝海", "蓝海物流", "BlueSea Logistics"], "cj", Tier.B, Stage.Intent, [],
            [new("何经理", null, "仓储经理", "138 0000 0301")]),
        new("C004", "鼎盛建材股份有限公司", ["鼎盛", "鼎盛建材", "Dingsheng"], "lq", Tier.C, Stage.Deal, [],
            [new("王总", null, "总经理", "138 0000 0401") { Taste = "爱打高尔夫" }, new("小刘", null, "财务", "138 0000 0402")]),
        new("C005", "Contoso Retail Ltd", ["Contoso", "康托索"], "tb", Tier.A, Stage.Intent, [],
            [new("Sarah Lee", "Sarah", "Head of Store Operations", "+44 20 7946 0105") { Mail = "sarah.lee@contoso.example", Family = "two children at primary school", Taste = "Earl Grey; short calls before ten", Taboo = "the pilot that failed in 2023", Born = new(3, 14) }]) { Industry = "Retail", Tags = ["pilot"] },
        new("C006", "Northwind Traders", ["Northwind", "北风贸易"], "tb", Tier.B, Stage.Intent, [],
            [new("Mike Chen", "Mike", "Export Manager", "+44 20 7946 0106") { Mail = "mike.chen@northwind.example", Taste = "football, Arsenal" }]),
        new("C007", "Fabrikam Medical", ["Fabrikam", "法布利康"], "gh", Tier.B, Stage.Intent, [],
            [new("Dr. Chan", null, "Medical Director", "+852 5555 0107") { Taste = "written answers first, then a call" }]),
        new("C008", "新光電子股份有限公司", ["新光電子", "新光电子", "新光", "Shinkong"], "gh", Tier.B, Stage.Intent, [],
            [new("王處長", null, "製造處處長", "+886 2 5555 0108")]),
        new("C009", "恒通汽车零部件有限公司", ["恒通", "恒通汽配", "Hengtong"], "wm", Tier.B, Stage.Mature, ["wq"],
            [new("周涛", "周经理", "生产经理", "138 0000 0901") { Family = "太太在同城医院上班", Taste = "爱喝普洱,钓鱼" }]),
        new("C010", "杭州优品电子商务有限公司", ["优品", "优品电商", "Youpin"], "cj", Tier.B, Stage.Intent, [],
            [new("林晓月", "林小姐", "运营总监", "138 0000 1001") { WeChat = "linxy_yp", Taste = "喜欢微信留言,少打电话" }, new("Kevin", null, "技术负责人", "138 0000 1002")]),
        new("C011", "天翼教育科技", ["天翼", "天翼教育", "Tianyi"], "zw", Tier.C, Stage.Intent, [],
            [new("刘老师", null, "教务主管", "138 0000 1101")]),
        new("C012", "安泰保险经纪有限公司", ["安泰", "安泰保险", "Antai"], "zw", Tier.A, Stage.Deal, [],
            [new("孙丽华", "孙总", "总经理", "138 0000 1201") { Taste = "低糖,不喝酒", Taboo = "前任销售的事", Born = new(11, 2, 1975) }]) { Industry = "保险" },
        new("C013", "金桥食品有限公司", ["金桥", "金桥食品", "Golden Bridge"], "lq", Tier.C, Stage.Mature, [],
            [new("马国栋", "老马", "厂长", "138 0000 1301") { Taste = "爱喝茶", BornLunar = new(8, 22) }]),
        new("C014", "明远软件有限公司", ["明远", "明远软件", "Mingyuan"], "cj", Tier.B, Stage.Intent, ["zl"],
            [new("黄博士", "Dr Huang", "研发副总", "138 0000 1401")]),
        new("C015", "Adventure Works", ["AdvWorks", "AW", "Adventure Works"], "gh", Tier.A, Stage.Mature, [],
            [new("Priya Nair", "Priya", "IT Director", "+1 206 555 0115") { Mail = "priya.nair@adventure-works.example", Taste = "runs marathons", Taboo = "the outage in May" }]) { Industry = "Sports goods", Tags = ["reference"] },
        new("C016", "宏达纺织有限公司", ["宏达", "宏达纺织", "Hongda"], "wm", Tier.C, Stage.Mature, ["wq"],
            [new("老板", null, "法人", "138 0000 1601")]),
        new("C017", "Tailspin Toys", ["Tailspin"], "tb", Tier.C, Stage.Intent, [],
            [new("Dan Park", "Dan", "Co-owner", "+44 20 7946 0117")]),
        new("C018", "瑞康医药连锁有限公司", ["瑞康", "瑞康医药", "Ruikang"], "zw", Tier.B, Stage.Intent, [],
            [new("吴主任", null, "慢病管理中心主任", "138 0000 1801") { Taste = "爱喝普洱", BornLunar = new(6, 8, null, true) }, new("护士长", null, "随访组", "138 0000 1802")]) { Industry = "医药连锁" },
        new("C019", "中科智能科技", ["中科", "中科智能", "Zhongke"], "lq", Tier.C, Stage.Intent, ["zw2"],
            [new("郑工", null, "项目负责人", "138 0000 1901"), new("吕工", null, "技术负责人", "138 0000 1902")]),
        new("C020", "Litware Inc.", ["Litware"], "tb", Tier.C, Stage.Dormant, [],
            [new("Jim", null, "CTO", "+1 425 555 0120") { Taboo = "the budget cut" }, new("Anna Petrova", "Anna", "VP Engineering", "+1 425 555 0121")]),
    ];
}
