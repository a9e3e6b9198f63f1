using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Somebody who may asks to erase: it is shown, confirmed by the typed name, done, and told.</summary>
public sealed class EraseTests
{
    [Fact]
    public async Task A_customer_goes_with_its_reminders_and_cards_and_nothing_of_it_is_left_in_the_store()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var shown = (await wm.SaysAsync("华东精密怎么样了")).NewCard;
        var ly = await bot.MeetAsync("ly");

        var ask = (await ly.SaysAsync("删除客户华东精密的所有数据")).NewCard;
        Assert.Contains("永久删除客户“华东精密机械有限公司”的所有数据?", ask.Read, StringComparison.Ordinal);
        Assert.Contains("不能恢复", ask.Read, StringComparison.Ordinal);

        var wrong = await ly.PressesAsync(ask, "永久删除", ("typed", "华东"));
        ly.Reads(wrong, "和上面的名称不一致");
        Assert.NotNull(await LoadAsync(bot));

        var before = bot.Teams.Count;
        var erased = await ly.PressesAsync(wrong.Card, "永久删除", ("typed", "华东精密机械有限公司"));
        ly.Reads(erased, "已删除(编号", "刘洋");
        Assert.Null(await LoadAsync(bot));
        await ly.ReadsSoonAsync(erased, "删除完成");

        var changed = bot.Teams.To(wm.Conversation, before).Where(s => s.Update).ToList();
        Assert.Contains(changed, s => s.ActivityId == shown.ActivityId && s.Read.Contains("这条消息涉及的数据已删除", StringComparison.Ordinal));
        Assert.DoesNotContain("华东精密", (await wm.SaysAsync("我的客户")).Read, StringComparison.Ordinal);
        Assert.Equal("", await FoundAsync(bot, "华东精密"));
    }

    [Fact]
    public async Task Who_does_not_lead_the_owner_erases_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("删除客户华东精密的所有数据"), "只有管理员和负责人的上级可以删除数据");
        var forged = await wm.ExecuteAsync("privacy/erase", new System.Text.Json.Nodes.JsonObject { ["customer"] = "C001", ["contact"] = "", ["typed"] = "华东精密机械有限公司" });
        wm.Reads(forged, "只有管理员和负责人的上级可以删除数据");
        Assert.NotNull(await LoadAsync(bot));
    }

    [Fact]
    public async Task A_contact_goes_and_the_customer_stays()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var contact = (await LoadAsync(bot))!.Contacts[0];
        var heard = await ly.SaysAsync($"删除{contact.Name}的个人信息");
        var ask = heard.NewCard;
        Assert.Contains($"永久删除联系人“{contact.Name}”的个人信息?", ask.Read, StringComparison.Ordinal);
        var erased = await ly.PressesAsync(ask, "永久删除", ("typed", contact.Name));
        ly.Reads(erased, "已删除(编号");
        await ly.ReadsSoonAsync(erased, "删除完成");

        var file = (await LoadAsync(bot))!;
        Assert.DoesNotContain(file.Contacts, c => c.Id == contact.Id);
        Assert.Equal("华东精密机械有限公司", file.Head.Name);
        Assert.Equal("", await FoundAsync(bot, contact.Name));
    }

    [Fact]
    public async Task Keep_keeps()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.PressesAsync((await ly.SaysAsync("删除客户华东精密")).NewCard, "保留"), "没有删除任何数据");
        Assert.NotNull(await LoadAsync(bot));
    }

    [Fact]
    public async Task A_colleague_who_has_left_goes_once_everything_is_handed_over_and_is_a_former_colleague_from_then_on()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var people = bot.Services.GetRequiredService<PeopleStore>();
        admin.Reads(await admin.SaysAsync("删除同事李强的个人信息"), "李强还在职");

        await people.UpdateAsync("demo", "lq", p => p with { Left = true }, CancellationToken.None);
        admin.Reads(await admin.SaysAsync("删除同事李强的个人信息"), "李强还有", "请先交接");
        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.SaysAsync("删除同事李强的个人信息"), "只有管理员可以删除同事的个人信息");

        var pack = await admin.SaysAsync("把李强的客户都转给陈佳");
        var given = await admin.PressesAsync(pack.NewCard, "全部转交");
        await admin.ReadsSoonAsync(given, "交接完成");

        var ask = (await admin.SaysAsync("删除同事李强的个人信息")).NewCard;
        Assert.Contains("永久删除同事“李强”的个人信息?", ask.Read, StringComparison.Ordinal);
        var wrong = await admin.PressesAsync(ask, "永久删除", ("typed", "李"));
        admin.Reads(wrong, "和上面的名称不一致");
        var erased = await admin.PressesAsync(wrong.Card, "永久删除", ("typed", "李强"));
        admin.Reads(erased, "已删除(编号");
        await admin.ReadsSoonAsync(erased, "删除完成");
        admin.Reads(await admin.PressesAsync(wrong.Card, "永久删除", ("typed", "李强")), "已经没有可以删除的数据了");

        Assert.Equal("", await FoundAsync(bot, "李强"));
        Assert.Equal("", await FoundAsync(bot, "Li Qiang"));
        admin.Reads(await admin.SaysAsync("审计"), "删除同事信息", "已删除的同事");
        var cj = await bot.MeetAsync("cj");
        cj.Reads(await cj.SaysAsync("谁改过蓝海科技"), "前同事");
        Assert.DoesNotContain("李强", (await cj.SaysAsync("蓝海科技怎么样")).Read, StringComparison.Ordinal);
    }

    private static async Task<Domain.CustomerFile?> LoadAsync(BotUnderTest bot) =>
        await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", CancellationToken.None);

    private static Task<string> FoundAsync(BotUnderTest bot, string word) => WholeStore.FoundAsync(bot, word);
}
