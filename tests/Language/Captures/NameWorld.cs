namespace CrmBot.Language.Tests;

/// <summary>The demo company (<c>src/Bot/Demo</c>): its customers with the people there, its own people, and who knows whom.</summary>
internal static class NameWorld
{
    private static readonly Dictionary<string, string> Managers = new(StringComparer.Ordinal)
    {
        ["ly"] = "hw",
        ["wm"] = "ly",
        ["lq"] = "ly",
        ["cj"] = "ly",
        ["zw"] = "ly",
        ["zw2"] = "hw",
        ["tb"] = "hw",
        ["gh"] = "hw",
        ["zl"] = "hw",
        ["wq"] = "hw",
    };

    private static readonly HashSet<(string Customer, string Helper)> Helpers = [("C009", "wq"), ("C014", "zl"), ("C016", "wq"), ("C019", "zw2")];

    public static NameIndex Customers { get; } = NameIndex.Build(
    [
        Customer("C001", "wm", ["华东精密机械有限公司", "华东精密", "华精", "Huadong Precision", "HDP"], "张建国", "张总", "李工"),
        Customer("C002", "lq", ["蓝海科技（深圳）有限公司", "蓝海", "蓝海科技", "BlueSea Tech"], "陈思远", "陈总监"),
        Customer("C003", "cj", ["蓝海物流集团", "蓝海", "蓝海物流", "BlueSea Logistics"], "何经理"),
        Customer("C004", "lq", ["鼎盛建材股份有限公司", "鼎盛", "鼎盛建材", "Dingsheng"], "王总", "小刘"),
        Customer("C005", "tb", ["Contoso Retail Ltd", "Contoso", "康托索"], "Sarah Lee", "Sarah"),
        Customer("C006", "tb", ["Northwind Traders", "Northwind", "北风贸易"], "Mike Chen", "Mike"),
        Customer("C007", "gh", ["Fabrikam Medical", "Fabrikam", "法布利康"], "Dr. Chan"),
        Customer("C008", "gh", ["新光電子股份有限公司", "新光電子", "新光电子", "新光", "Shinkong"], "王處長"),
        Customer("C009", "wm", ["恒通汽车零部件有限公司", "恒通", "恒通汽配", "Hengtong"], "周涛", "周经理"),
        Customer("C010", "cj", ["杭州优品电子商务有限公司", "优品", "优品电商", "Youpin"], "林晓月", "林小姐", "Kevin"),
        Customer("C011", "zw", ["天翼教育科技", "天翼", "天翼教育", "Tianyi"], "刘老师"),
        Customer("C012", "zw", ["安泰保险经纪有限公司", "安泰", "安泰保险", "Antai"], "孙丽华", "孙总"),
        Customer("C013", "lq", ["金桥食品有限公司", "金桥", "金桥食品", "Golden Bridge"], "马国栋", "老马"),
        Customer("C014", "cj", ["明远软件有限公司", "明远", "明远软件", "Mingyuan"], "黄博士", "Dr Huang"),
        Customer("C015", "gh", ["Adventure Works", "AdvWorks", "AW", "Adventure Works"], "Priya Nair", "Priya"),
        Customer("C016", "wm", ["宏达纺织有限公司", "宏达", "宏达纺织", "Hongda"], "老板"),
        Customer("C017", "tb", ["Tailspin Toys", "Tailspin"], "Dan Park", "Dan"),
        Customer("C018", "zw", ["瑞康医药连锁有限公司", "瑞康", "瑞康医药", "Ruikang"], "吴主任", "护士长"),
        Customer("C019", "lq", ["中科智能科技", "中科", "中科智能", "Zhongke"], "郑工", "吕工"),
        Customer("C020", "tb", ["Litware Inc.", "Litware"], "Jim", "Anna Petrova", "Anna"),
    ]);

    public static NameIndex Colleagues { get; } = NameIndex.Build(
    [
        new("ly", ["刘洋", "Liu Yang", "刘总", "洋哥", "Leo Liu"], null),
        new("hw", ["吴海伦", "Helen Wu", "吴总", "Helen"], null),
        new("wm", ["王敏", "Wang Min", "小王", "敏姐", "Mindy"], null),
        new("lq", ["李强", "Li Qiang", "强哥", "Leo Li"], null),
        new("cj", ["陈佳", "Chen Jia", "佳佳", "Jia"], null),
        new("zw", ["张伟", "Zhang Wei", "伟哥"], null),
        new("zw2", ["张伟", "David Zhang", "张伟(华南)", "David"], null),
        new("tb", ["Tom Baker", "Tom"], null),
        new("gh", ["何嘉欣", "Grace Ho", "Grace", "嘉欣"], null),
        new("zl", ["赵磊", "Zhao Lei", "赵工", "presales Zhao"], null),
        new("wq", ["吴倩", "Wu Qian", "小吴", "售后小吴"], null),
        new("admin", ["运营管理员", "Ops Admin", "admin"], null),
    ]);

    public static CaptureContext Of(string speaker, NameIndex? customers = null) =>
        new(new DateContext(new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero), "Asia/Shanghai", "CN"), speaker, customers ?? Customers, Colleagues, c => Knows(speaker, c));

    /// <summary>Owner, helper, or above the owner.</summary>
    public static bool Knows(string speaker, NameEntry customer)
    {
        if (Helpers.Contains((customer.Id, speaker)))
        {
            return true;
        }

        for (var at = customer.OwnerId; at is not null; at = Managers.GetValueOrDefault(at))
        {
            if (at == speaker)
            {
                return true;
            }
        }

        return false;
    }

    private static NameEntry Customer(string id, string owner, string[] names, params string[] contacts) => new(id, names, owner) { Contacts = contacts };
}
