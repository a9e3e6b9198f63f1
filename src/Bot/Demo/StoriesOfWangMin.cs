using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What 王敏 wrote: machines, their upkeep, and one customer about to lose patience.</summary>
internal static class StoriesOfWangMin
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C001", "zh-Hans", 4, ["备件库存", "操作工培训", "质保年限", "夜班巡检", "上下料节拍"],
        [
            new(Visit, "李工", Positive, "季度回访：上批三台上下料单元跑满两班，李工说换型要40分钟，想压到25分钟以内。", "出快换夹具的改造建议") { Heard = new(null, "换型压到25分钟以内", null, null) },
            new(Call, "李工", Neutral, "讲了快换夹具，李工认可，但改造要停机两天，只能放周末，要我们先给停机计划。", "给两天停机的改造计划") { Heard = new(null, "停机计划", "改造要停机两天", ObjectionCategory.Timing) },
            new(Visit, "张总", Positive, "周末改造完，换型实测23分钟。张总满意，说老车间也想算进来，让李工先统计老设备。", "和李工核对老车间设备清单") { Heard = new(null, null, null, null) { Resolved = ["改造停机的顾虑解决了"] } },
            new(OnlineMeeting, "李工", Neutral, "老车间14台，6台控制器已停产。李工想先修后换，怕一次投太多；备件费一年约18万。", "做修与换的五年费用对比") { Heard = new(null, null, "怕一次投太多", ObjectionCategory.Price) },
            new(Call, "张总", Positive, "讲了五年费用对比，换比修省约32万。张总倾向换，但要董事会先定扩产方向。", "给董事会准备两页说明"),
            new(Visit, "张总", Positive, "送去两页说明。张总说缺口在壳体件，打算上自动化产线，一条还是两条看订单；也在问另一家。", "按一条和两条各做一版初步报价") { Heard = new(null, "上自动化产线,一条还是两条看订单", null, null) },
            new(WeChat, "张总", Neutral, "初步报价发给张总，他倾向上两条自动化产线，先给财务看，还没谈价格；李工答应给节拍要求和场地图，我好细化。"),
        ],
        [new("李工给产线节拍要求和场地图", In(8), OwedBy.Customer)])
        {
            Orders = [(146, 86_400m), (52, 63_500m)],
            Scores = [(128, 4), (34, 5)],
        },
        new("C009", "zh-Hans", 3, ["转向节线产能", "检具校准", "地沟图纸", "开票资料", "安装排期"],
        [
            new(Visit, "周经理", Positive, "恒通新加一条转向节线，周经理要补两套在线检测，预算45万以内，交期看得比价格重。", "出两套在线检测的配置和交期"),
            new(Call, "周经理", Hesitant, "配置没意见，卡在账期：我们60天，他们财务要90天。我说要先过风控。", "问风控能否给90天账期") { Heard = new(null, null, "卡在账期", ObjectionCategory.Process) },
            new(WeChat, "周经理", Positive, "风控同意90天但要预付20%，周经理接受，采购科还差一个签字。", "盯采购科签字") { Heard = new(null, null, null, null) { Resolved = ["账期的异议解决了"] } },
            new(Visit, "周经理", Positive, "合同签完，预付到账。看了安装位置，地沟要改，周经理安排土建，约两周。", "土建完成后派安装队") { Order = 446_000m },
            new(Call, "周经理", Negative, "到货外箱破了一只，探头擦伤。周经理急，怕误量产节点，要求三天内换好。", "三天内换探头并到场复检"),
            new(Visit, "周经理", Positive, "探头换好，连测三班合格率99.2%。周经理气消了，让我把备用探头单列一份价格。", "报备用探头价格"),
            new(Call, "周经理", Neutral, "备用探头按年框报6.8万，周经理要并到年度备件一起招，规则他这几天定；另外想请小吴给操作工补一次培训。"),
        ],
        [
            new("电话问周经理备件招标规则", Soon(20)),
            new("交年度备件报价初稿", In(3)),
            new("给恒通操作工补一次培训", In(2), OwedBy.Us, "wq"),
        ])
        {
            Scores = [(140, 4), (40, 4)],
            Complaint = new(4, Severity.Medium, "到货外箱破损，一只探头擦伤", "wq", "换新探头并到场复检，连测三班合格，客户确认"),
        },
        new("C016", "zh-Hans", 6, ["整经机转速", "配件寄存", "挡车工培训", "夜班保养"],
        [
            new(Visit, "老板", Neutral, "上批六台整经机验收，老板压了5%尾款，说跑满一个月再付；车间湿度大，电柜要加除湿。", "给电柜加除湿并收尾款", Status.Active),
            new(Call, "老板", Positive, "除湿加好，产量比老机器高三成，老板爽快付了尾款，还问旧机能不能置换。", "问清旧机置换政策"),
            new(WeChat, "老板", Hesitant, "置换政策发过去，老板嫌折价低，说隔壁厂给到两成五，先放着。", "申请把折价提到两成五"),
            new(Call, "老板", Negative, "3号机停机半天，老板自己重启的，口气不好，说差点误了交期。已请售后看日志。", "和小吴到场处理3号机"),
            new(Visit, "老板", Hesitant, "和小吴到场换了变频器，3号机恢复。老板撂话：再停一次，后面的单不用谈。", "回访3号机运行情况"),
            new(Call, "老板", Negative, "老板说3号机又停了，这是上批设备第二次停机，打热线没人接。我答应查清原因给个说法，置换先不提。", null, Status.AtRisk),
        ],
        [new("查清3号机第二次停机的原因，给老板一个说法", Ago(2))])
        {
            Orders = [(150, 18_200m)],
            Scores = [(120, 4), (31, 2)],
            Complaint = new(3, Severity.Medium, "3号机停机半天，客户自行重启", "wq", "更换变频器，试机四小时正常"),
        },
    ];
}
