using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What 张伟 (华东) wrote: strong in the room, late on paper.</summary>
internal static class StoriesOfZhangWei
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C011", "zh-Hans", 8, ["教室清单", "老师账号", "校区账号", "课表打印"],
        [
            new(Call, "刘老师", Positive, "天翼三个校区要统一排课，刘老师说三套表格，调课常撞教室。", "发排课演示链接", Status.Interested),
            new(Trial, "刘老师", Positive, "刘老师试了三天，排课顺手；家长通知要走企业微信，问能不能接。", "确认企业微信对接"),
            new(WeChat, "刘老师", Neutral, "企业微信能接。刘老师说校长看价格，一年别超3万。", "做3万以内的版本"),
            new(Call, "刘老师", Hesitant, "2.8万版本没有统计报表，校长想要报表又不想加钱。", "问报表能否单独低价给", Status.Hesitant),
            new(Call, "刘老师", Neutral, "打了两次没接，发了微信。") { Shallow = true },
            new(Call, "刘老师", Hesitant, "校长要等这期招生结束再定，报表可以先不要。刘老师让我把2.8万的盖章报价发她走流程。"),
        ],
        [new("给刘老师发盖章报价", Ago(4))]),
        new("C012", "zh-Hans", 5, ["保单到期提醒", "录音合规", "经纪人账号", "续保数据导入", "通话额度"],
        [
            new(Visit, "孙总", Positive, "孙总要给280个经纪人配客户管理，现在用表格，丢单率自己都算不清，要手机端优先。", "约手机端演示", Status.Interested),
            new(OnlineMeeting, "孙总", Positive, "演示手机端，孙总提两点：保单到期提前60天提醒，录音要合规。", "出录音合规说明"),
            new(Visit, "孙总", Hesitant, "带合规说明上门，首版报价52万，孙总说高。她控糖两年，孙总爱低糖，带点心要注意。", "看哪些模块能拆", Status.Proposal),
            new(Call, "孙总", Hesitant, "孙总拿了另一家43万的报价，但对方不含录音。我提出拆模块。", "拆模块重新报价", Status.Negotiating),
            new(Visit, "孙总", Positive, "拆后49.5万含三年录音，孙总要分三次付，外加一名驻场一个月。", "申请一个月驻场"),
            new(Visit, "孙总", Positive, "签约48.6万，分三次付，驻场一个月。庆功饭孙总点的都是低糖。", "排驻场和启动会", Status.Won) { Order = 486_000m },
            new(OnlineMeeting, "孙总", Neutral, "启动会开完，280个账号分四批开，第一批70个；孙总要每周五一页进度。", "每周五给一页进度"),
            new(OnlineMeeting, "孙总", Positive, "第一批70人用了两周，登录率91%。孙总要加电销质检模块，50路，我报价12.8万；她说不破13万就批，等跟财务过。"),
        ],
        [new("问孙总质检模块报价的结果", Soon(50)), new("开第二批70个账号", In(6))])
        {
            Scores = [(14, 5)],
        },
        new("C018", "zh-Hans", 4, ["随访模板", "血压血糖曲线", "患者授权", "门店名单", "随访话术"],
        [
            new(Visit, "吴主任", Positive, "瑞康38家门店，吴主任要慢病随访，护士长每周手抄电话本，漏访三成。", "做随访模板给护士长试", Status.Interested),
            new(OnlineMeeting, "护士长", Neutral, "护士长试了模板，要加血压血糖曲线，字要大一号。", "改版模板"),
            new(Visit, "吴主任", Positive, "改版护士长满意。吴主任想先两家门店试点，数据放自己机房。", "问信息科机房条件"),
            new(Call, "吴主任", Hesitant, "信息科没有空余服务器，采购要排队；吴主任问能否先脱敏上云。", "出脱敏上云方案"),
            new(Visit, "吴主任", Positive, "脱敏上云方案认可，首年报22万，吴主任要合规部出意见。", "跟合规部意见", Status.Proposal),
            new(Call, "吴主任", Neutral, "合规部基本同意，只差患者授权书格式，吴主任去催法务，定稿后排试点。她说母亲身体不太好，常要请假。"),
        ],
        [new("问吴主任试点项目进度", Ago(1)), new("吴主任给授权书定稿", In(3), OwedBy.Customer)]),
    ];
}
