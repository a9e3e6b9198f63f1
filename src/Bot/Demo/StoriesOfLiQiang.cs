using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What 李强 wrote: good deals, thin notes now and then.</summary>
internal static class StoriesOfLiQiang
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C002", "zh-Hans", 26, ["接口限流", "工单字段映射", "私有化部署环境", "验收标准", "坐席数"],
        [
            new(OnlineMeeting, "陈总监", Positive, "首次沟通：蓝海要把售后工单和我们打通，日均1200单，现在靠人工导表，陈总监想先看接口能力。", "发接口说明和两个案例", Status.Interested),
            new(WeChat, "陈总监", Neutral, "案例看过，陈总监关心并发和私有化，问能否先试一个接口；竞品纷云已去讲过一次。", "约技术做一次接口演示"),
            new(OnlineMeeting, "陈总监", Positive, "演示跑通工单同步，5分钟内到。陈总监要按50个坐席报价，公有云和私有化各一版。", "出公有云和私有化两版报价"),
            new(Visit, "陈总监", Hesitant, "到深圳当面讲：私有化86万，公有云一年29万。陈总监偏私有化，但超他权限，要报CTO。", "准备给CTO的一页投入产出", Status.Proposal),
            new(Call, "陈总监", Hesitant, "CTO问了数据归属和退出机制，没否。陈总监说财务在收预算，要等季度会。", "季度会后问结论"),
            new(Visit, "陈总监", Hesitant, "季度会结论：今年预算冻结，项目不立项也不取消，陈总监个人仍支持。异议就一条：预算冻结。说好{due}回访确认明年预算，此前每月发一篇资讯，不催单。", null, Status.Hesitant) { Objection = "预算冻结" },
        ],
        [new("回访陈总监，确认明年预算", Later(82))]),
        new("C004", "zh-Hans", 2, ["安装场地", "电机牌子", "质保条款", "旧线拆除"],
        [
            new(Visit, "王总", Positive, "鼎盛想换两条砖坯输送线，旧线一个月坏四次，王总先问能不能分两期付。", "出分两期付款的方案", Status.Interested),
            new(Call, "王总", Hesitant, "方案38.5万，王总还到34万，说同城另一家35万但不含安装。", "算含安装的底价", Status.Proposal),
            new(Visit, "王总", Hesitant, "降到36万含安装和一年质保，王总没点头，要三个股东商量。", "股东会后问结果", Status.Negotiating),
            new(Call, "王总", Neutral, "联系了王总，说还在商量。") { Shallow = true },
            new(Call, "王总", Positive, "股东同意36万，首付款30%，余款安装后60天。王总要指定牌子电机，不加价。", "确认电机货期后改合同"),
            new(Visit, "王总", Positive, "合同签了，36万，首付款30%即10.8万。财务小刘要先收发票再走付款，王总说不会拖。", "请财务开票寄给小刘", Status.Won) { Order = 360_000m },
            new(Call, "小刘", Neutral, "小刘收到发票，付款单已提。王总答应周五前打首付款10.8万，款到我们才排产；他催别误安装。"),
        ],
        [new("鼎盛打首付款30%（10.8万）", Friday, OwedBy.Customer)])
        {
            Scores = [(12, 4)],
        },
        new("C013", "zh-Hans", 3, ["备件采购", "封口机保养", "车间卫生检查", "包装规格"],
        [
            new(Visit, "老马", Neutral, "老马说旺季日产要到9吨，瓶颈在封口，想加一台，看淡季价，不急。", "报淡季封口机价格"),
            new(Call, "老马", Hesitant, "封口机11.2万，老马嫌贵，要按老客户再让两个点。", "申请老客户折扣") { Objection = "封口机11.2万嫌贵，要再让两个点" },
            new(WeChat, "老马", Positive, "折扣批了1.5个点，老马下单一台，要配四根备用加热管。", "跟发货并配四根加热管") { Order = 110_300m },
            new(Visit, "老马", Positive, "封口机装好，试到日产9.3吨。闲聊得知老马农历八月廿二过生日，不喜欢铺张。", "过阵子回访产量"),
            new(Call, "老马", Neutral, "产量稳，老马抱怨膜料涨价，问有没有便宜的膜厂，答应帮他问两家。", "把两家膜厂的联系方式给老马"),
            new(Call, "老马", Neutral, "打过电话，老马在忙。") { Shallow = true },
            new(Call, "老马", Positive, "老马跟其中一家膜厂谈成了，谢了我。二期想上第二条包装线，先要粗价，他发面积图来我再细算。"),
        ],
        [new("给老马第二条包装线的粗价", Soon(50)), new("老马发二期面积图", In(4), OwedBy.Customer)])
        {
            Orders = [(149, 18_600m)],
            Scores = [(95, 5)],
            Personal = new(MomentKind.BirthdayLunar, "老马农历八月廿二过生日", "老马", "祝老马生日快乐", (8, 22)),
        },
        new("C019", "zh-Hans", 7, ["支架公差", "振动测试", "交货批次", "包装运输"],
        [
            new(OnlineMeeting, "郑工", Positive, "郑工团队做巡检机器人，要60套雷达支架和测试台，先要两套样品。", "寄两套样品", Status.Interested),
            new(Call, "郑工", Neutral, "样品收到，振动测试一套合格，一套偏差0.3毫米，郑工问是不是批次问题。", "查批次并补寄一套"),
            new(WeChat, "郑工", Positive, "补寄的合格。郑工要60套的报价，问深圳分部能否由华南张伟就近支持。", "和华南张伟对支持分工"),
            new(OnlineMeeting, "吕工", Neutral, "和华南张伟一起开会：郑工管预算，吕工管技术，两人都要签；吕工要环境测试报告。", "送环境测试报告", Status.Proposal),
            new(Call, "郑工", Hesitant, "报告发了。郑工说预算分两次批，先30套；嫌2100一套高，别家报1950。", "算30套的阶梯价"),
            new(Call, "郑工", Neutral, "阶梯价2020一套，郑工没还价，等吕工深圳现场勘测的结果一起定；勘测由华南张伟陪。"),
        ],
        [new("问郑工对阶梯价的意见", Ago(3)), new("和吕工确认深圳现场勘测时间", Soon(50), OwedBy.Us, "zw2")]),
    ];
}
