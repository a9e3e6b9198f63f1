using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What 陈佳 wrote: the tidiest files of the team.</summary>
internal static class StoriesOfChenJia
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C003", "zh-Hans", 2, ["库位编码", "扫码枪型号", "司机端", "运输对账", "报表格式"],
        [
            new(Event, "何经理", Positive, "物流展上认识，何经理管三个仓，盘点靠纸笔，一次停两天，想看仓储模块。", "约上门看现场", Status.Interested) { Heard = new(null, "看仓储模块", null, null) },
            new(Visit, "何经理", Positive, "看了苏州仓，4.2万库位，扫码枪旧。何经理要盘点不停业，还要和运输系统对账。", "出仓储模块方案") { Heard = new(null, "盘点不停业; 和运输系统对账", null, null) },
            new(OnlineMeeting, "何经理", Neutral, "方案讲了一小时，运输对账最受欢迎；何经理担心司机不会用手机端。", "做司机端三分钟演示视频") { Heard = new(null, null, "担心司机不会用手机端", ObjectionCategory.Feature) },
            new(WeChat, "何经理", Positive, "视频转给五个车队长，都说简单。何经理要正式报价，按三个仓算。", "按三个仓出报价", Status.Proposal) { Heard = new(null, "要正式报价", null, null) { Resolved = ["司机不会用手机端的担心解决了"] } },
            new(Call, "何经理", Hesitant, "报价48万，集团招标平台要三家比，易流也在；易流便宜，但盘点要停业。", "准备招标用的技术对比") { Heard = new(null, null, "易流便宜", ObjectionCategory.Price) },
            new(Visit, "何经理", Hesitant, "陪何经理过了技术对比，集团采购认可不停业盘点，但还没松口；何经理去问预算上限，让我到点打给他。", null, Status.Hesitant),
        ],
        [new("电话问何经理集团的预算上限", Soon(20))]),
        new("C010", "zh-Hans", 1, ["积分规则", "储值卡合规", "接口清单", "灰度范围", "客服培训"],
        [
            new(Call, "林小姐", Neutral, "优品日均8000单，复购只有11%。林小姐先想群发短信券。", "发短信营销价格表", Status.Interested) { Heard = new(null, "群发短信券", null, null) },
            new(OnlineMeeting, "林小姐", Positive, "聊下来短信不是重点，林小姐要的是按人群发券，数据散在三个平台。", "出数据打通的思路") { Heard = new(null, "按人群发券", null, null) },
            new(Visit, "林小姐", Positive, "上门看后台，会员等级是手工表格，客服每天改两小时。需求从发券变成会员系统。", "写会员系统需求清单") { Heard = new(null, "会员系统", null, null) },
            new(WeChat, "Kevin", Hesitant, "Kevin看了清单，担心接口改动影响下单，要灰度上线方案。", "给灰度上线方案") { Heard = new(null, null, "担心接口改动影响下单", ObjectionCategory.Feature) },
            new(OnlineMeeting, "林小姐", Positive, "方案过会，先做积分和储值卡，不做小程序，预算25万左右。", "按积分和储值卡两块报价", Status.Proposal) { Heard = new(null, "会员系统先做积分和储值卡", null, null) { Resolved = ["接口改动影响下单的担心解决了"] } },
            new(Call, "Kevin", Hesitant, "报价26.8万，Kevin觉得八周太长，大促前必须上线，问能否先上积分。", "把实施拆成两期") { Heard = new(null, "大促前必须上线", "八周太长", ObjectionCategory.Timing) },
            new(Visit, "林小姐", Positive, "两期排法林小姐认可，一期积分五周上线。她怀孕6个月，约事尽量上午、别太久。合同在走法务，Kevin答应给接口清单。"),
        ],
        [new("问法务意见，给合同终稿", In(1)), new("Kevin给接口清单", In(3), OwedBy.Customer)])
        {
            Personal = new(MomentKind.Pregnancy, "林小姐怀孕6个月", "林小姐", "祝林小姐生产顺利"),
            Asked = new("看会员系统的灰度方案能不能赶上大促", "zl", In(3)),
        },
        new("C014", "zh-Hans", 4, ["审计日志留存", "单点登录", "压测环境", "加密算法", "灾备演练"],
        [
            new(Event, "黄博士", Positive, "沙龙上黄博士说外包团队权限混乱，出过一次误删，想看权限审计模块。", "发白皮书并约演示", Status.Interested),
            new(OnlineMeeting, "黄博士", Neutral, "演示后黄博士问得细：日志能否留三年、能否接他们自己的单点登录。", "请赵工答单点登录"),
            new(OnlineMeeting, "黄博士", Positive, "赵工答了单点登录，支持SAML。黄博士要看2000人并发的压测。", "安排2000人压测"),
            new(Email, "黄博士", Positive, "压测平均响应0.6秒，黄博士认可；法务另要数据安全承诺书。", "请法务出承诺书"),
            new(Visit, "黄博士", Neutral, "承诺书收下，报价18.9万一年。黄博士要三年价，按人数阶梯。", "出三年阶梯价", Status.Proposal),
            new(Call, "黄博士", Positive, "三年每年九折，黄博士对价格满意，但要先过信息安全评审，问卷118题。", "和赵工分工填问卷", Status.Negotiating),
            new(OnlineMeeting, "黄博士", Positive, "问卷填了七成，加密和灾备由赵工补。黄博士答应评审一过就进合同，时间他来定。"),
        ],
        [new("约黄博士定评审会和合同时间", In(5)), new("补完明远安全问卷的加密和灾备部分", In(2), OwedBy.Us, "zl")]),
    ];
}
