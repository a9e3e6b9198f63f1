using System.Text.Json;
using CrmBot.Bot.Demo;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests;

public sealed class DemoCompanyTests
{
    [Fact]
    public void The_same_instant_gives_the_same_world_in_any_offset()
    {
        var now = DemoClock.At(DemoClock.Scenario);
        Assert.Equal(JsonSerializer.Serialize(DemoCompany.Build(now)), JsonSerializer.Serialize(DemoCompany.Build(now)));
        Assert.Equal(JsonSerializer.Serialize(DemoCompany.Build(now)), JsonSerializer.Serialize(DemoCompany.Build(now.ToUniversalTime())));
    }

    [Theory]
    [InlineData("ly|刘洋|Liu Yang|刘总,洋哥,Leo Liu|Manager|华东|hw|Asia/Shanghai|zh-CN")]
    [InlineData("hw|吴海伦|Helen Wu|吴总,Helen|Director|*||Asia/Shanghai|en-US")]
    [InlineData("wm|王敏|Wang Min|小王,敏姐,Mindy|Rep|华东|ly|Asia/Shanghai|zh-CN")]
    [InlineData("lq|李强|Li Qiang|强哥,Leo Li|Rep|华东|ly|Asia/Shanghai|zh-CN")]
    [InlineData("cj|陈佳|Chen Jia|佳佳,Jia|Rep|华东|ly|Asia/Shanghai|zh-CN")]
    [InlineData("zw|张伟|Zhang Wei|伟哥|Rep|华东|ly|Asia/Shanghai|zh-CN")]
    [InlineData("zw2|张伟|David Zhang|张伟(华南),David|Rep|华南|hw|Asia/Shanghai|zh-CN")]
    [InlineData("tb|Tom Baker||Tom|Rep|International|hw|Europe/London|en-US")]
    [InlineData("gh|何嘉欣|Grace Ho|Grace,嘉欣|Rep|International|hw|Asia/Hong_Kong|zh-CN")]
    [InlineData("zl|赵磊|Zhao Lei|赵工,presales Zhao|Presales|*|hw|Asia/Shanghai|zh-CN")]
    [InlineData("wq|吴倩|Wu Qian|小吴,售后小吴|Service|*|hw|Asia/Shanghai|zh-CN")]
    [InlineData("admin|运营管理员|Ops Admin|admin|Admin|*||Asia/Shanghai|zh-CN")]
    public void Everyone_of_the_table_works_there(string row)
    {
        var world = DemoClock.World(DemoClock.Scenario);
        Assert.Equal(12, world.People.Count);
        Assert.Contains(row, world.People.Select(p => string.Join('|',
            p.Id, p.Name, p.EnglishName, string.Join(',', p.Aliases), p.Role, p.Team, p.ManagerId, p.Zone, p.Language)));
    }

    [Theory]
    [InlineData("C001|华东精密机械有限公司|华东精密,华精,Huadong Precision,HDP|wm|A|Mature|张建国(张总),李工")]
    [InlineData("C002|蓝海科技（深圳）有限公司|蓝海,蓝海科技,BlueSea Tech|lq|A|Intent|陈思远(陈总监)")]
    [InlineData("C003|蓝海物流集团|蓝海,蓝海物流,BlueSea Logistics|cj|B|Intent|何经理")]
    [InlineData("C004|鼎盛建材股份有限公司|鼎盛,鼎盛建材,Dingsheng|lq|C|Deal|王总,小刘")]
    [InlineData("C005|Contoso Retail Ltd|Contoso,康托索|tb|A|Intent|Sarah Lee(Sarah)")]
    [InlineData("C006|Northwind Traders|Northwind,北风贸易|tb|B|Intent|Mike Chen(Mike)")]
    [InlineData("C007|Fabrikam Medical|Fabrikam,法布利康|gh|B|Intent|Dr. Chan")]
    [InlineData("C008|新光電子股份有限公司|新光電子,新光电子,新光,Shinkong|gh|B|Intent|王處長")]
    [InlineData("C009|恒通汽车零部件有限公司|恒通,恒通汽配,Hengtong|wm|B|Mature|周涛(周经理)")]
    [InlineData("C010|杭州优品电子商务有限公司|优品,优品电商,Youpin|cj|B|Intent|林晓月(林小姐),Kevin")]
    [InlineData("C011|天翼教育科技|天翼,天翼教育,Tianyi|zw|C|Intent|刘老师")]
    [InlineData("C012|安泰保险经纪有限公司|安泰,安泰保险,Antai|zw|A|Deal|孙丽华(孙总)")]
    [InlineData("C013|金桥食品有限公司|金桥,金桥食品,Golden Bridge|lq|C|Mature|马国栋(老马)")]
    [InlineData("C014|明远软件有限公司|明远,明远软件,Mingyuan|cj|B|Intent|黄博士(Dr Huang)")]
    [InlineData("C015|Adventure Works|AdvWorks,AW,Adventure Works|gh|A|Mature|Priya Nair(Priya)")]
    [InlineData("C016|宏达纺织有限公司|宏达,宏达纺织,Hongda|wm|C|Mature|老板")]
    [InlineData("C017|Tailspin Toys|Tailspin|tb|C|Intent|Dan Park(Dan)")]
    [InlineData("C018|瑞康医药连锁有限公司|瑞康,瑞康医药,Ruikang|zw|B|Intent|吴主任,护士长")]
    [InlineData("C019|中科智能科技|中科,中科智能,Zhongke|lq|C|Intent|郑工,吕工")]
    [InlineData("C020|Litware Inc.|Litware|tb|C|Dormant|Jim,Anna Petrova(Anna)")]
    public void Every_customer_of_the_table_ends_as_the_table_says(string row)
    {
        var world = DemoClock.World(DemoClock.Scenario);
        Assert.Equal(20, world.Customers.Count);
        Assert.Contains(row, world.Customers.Select(customer =>
        {
            var head = customer.Edits[^1].Edit.Head;
            var contacts = customer.Edits[0].Edit.Contacts.Select(c => c.Called is null ? c.Name : $"{c.Name}({c.Called})");
            return string.Join('|',
                head.Id, head.Name, string.Join(',', head.Aliases), head.OwnerId, head.Tier, head.Stage, string.Join(',', contacts));
        }));
    }

    [Fact]
    public void Every_helper_and_step_owner_works_there()
    {
        var world = DemoClock.World(DemoClock.Scenario);
        var people = world.People.Select(p => p.Id).ToHashSet();
        Assert.All(world.Customers.SelectMany(c => c.Edits), edit =>
        {
            Assert.Subset(people, edit.Edit.Head.Helpers.Append(edit.ById).Concat(edit.Edit.Steps.Select(s => s.OwnerId)).ToHashSet());
        });
        Assert.Contains(world.Customers, c => c.Edits[^1].Edit.Steps.Any(s => s.OwnerId != c.Edits[^1].Edit.Head.OwnerId));
    }

    [Fact]
    public void A_persona_reads_their_own_name_and_place_in_their_language()
    {
        var personas = Personas.Of(DemoClock.World(DemoClock.Scenario)).ToDictionary(p => p.Id);
        Assert.Equal(12, personas.Count);
        Assert.Equal(new Persona("wm", "王敏", Role.Rep, "华东", "zh-CN", "Asia/Shanghai", "销售 · 华东 · 上海"), personas["wm"]);
        Assert.Equal(
            new Persona("tb", "Tom Baker", Role.Rep, "International", "en-US", "Europe/London", "Rep · International · London"),
            personas["tb"]);
        Assert.Equal("销售 · International · 香港", personas["gh"].About);
        Assert.Equal(("Helen Wu", "Director · Shanghai"), (personas["hw"].Name, personas["hw"].About));
        Assert.Equal("管理员 · 上海", personas["admin"].About);
    }
}
