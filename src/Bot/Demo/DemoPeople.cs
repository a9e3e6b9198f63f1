using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>The people of the demo company. Source: acceptance scenarios, section 2.</summary>
internal static class DemoPeople
{
    private const string Shanghai = "Asia/Shanghai";

    public static IReadOnlyList<Person> All { get; } =
    [
        new("ly", "刘洋", "Liu Yang", ["刘总", "洋哥", "Leo Liu"], Role.Manager, "华东", "hw", Shanghai, "zh-CN"),
        new("hw", "吴海伦", "Helen Wu", ["吴总", "Helen"], Role.Director, "*", null, Shanghai, "en-US"),
        new("wm", "王敏", "Wang Min", ["小王", "敏姐", "Mindy"], Role.Rep, "华东", "ly", Shanghai, "zh-CN"),
        new("lq", "李强", "Li Qiang", ["强哥", "Leo Li"], Role.Rep, "华东", "ly", Shanghai, "zh-CN"),
        new("cj", "陈佳", "Chen Jia", ["佳佳", "Jia"], Role.Rep, "华东", "ly", Shanghai, "zh-CN"),
        new("zw", "张伟", "Zhang Wei", ["伟哥"], Role.Rep, "华东", "ly", Shanghai, "zh-CN"),
        new("zw2", "张伟", "David Zhang", ["张伟(华南)", "David"], Role.Rep, "华南", "hw", Shanghai, "zh-CN"),
        new("tb", "Tom Baker", null, ["Tom"], Role.Rep, "International", "hw", "Europe/London", "en-US"),
        new("gh", "何嘉欣", "Grace Ho", ["Grace", "嘉欣"], Role.Rep, "International", "hw", "Asia/Hong_Kong", "zh-CN"),
        new("zl", "赵磊", "Zhao Lei", ["赵工", "presales Zhao"], Role.Presales, "*", "hw", Shanghai, "zh-CN"),
        new("wq", "吴倩", "Wu Qian", ["小吴", "售后小吴"], Role.Service, "*", "hw", Shanghai, "zh-CN"),
        new("admin", "运营管理员", "Ops Admin", ["admin"], Role.Admin, "*", null, Shanghai, "zh-CN"),
    ];
}
