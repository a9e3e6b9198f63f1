namespace CrmBot.Language;

/// <summary>Everyday words by which a name is told from a stretch of other words. All simplified, as texts are folded.</summary>
internal static class ChineseWords
{
    private static readonly HashSet<string> All = [.. (
        // in which a surname or a short name may seem to begin or end
        "对方 双方 甲方 乙方 我方 地方 官方 三方 各方 买方 卖方 厂方 校方 院方 警方 多方 后方 前方 大方 官方 资方 " +
        "由于 关于 对于 等于 至于 属于 终于 基于 善于 处于 位于 用于 限于 过于 低于 高于 大于 小于 多于 少于 于是 " +
        "主任 责任 前任 现任 新任 离任 继任 担任 信任 任务 任何 任意 如何 几何 何时 何况 经常 平常 正常 异常 非常 日常 常规 常用 常见 常年 工程 流程 课程 行程 过程 进程 日程 议程 章程 里程 全程 远程 程序 程度 " +
        "资金 基金 现金 奖金 黄金 金额 金融 金牌 租金 佣金 押金 定金 本金 美金 合金 五金 水平 公平 和平 平时 平台 平均 平板 保安 公安 平安 治安 安排 安装 安全 安心 安静 包装 包括 包含 面包 中文 英文 论文 文件 文档 完成 达成 " +
        "最高 提高 高级 高层 高峰 高端 高兴 高速 高度 也许 允许 许多 许可 响应 供应 应该 应用 应付 应收 应急 分钟 其余 多余 业余 余额 余下 季度 四季 季节 旺季 淡季 订单 清单 名单 账单 简单 单子 单价 单位 单独 表单 菜单 下单 签单 丢单 " +
        "精华 中华 豪华 华丽 汽车 停车 装车 车间 车辆 了解 理解 解决 解释 检查 查看 查询 调查 左右 上周 下周 本周 这周 每周 一周 两周 三周 几周 隔周 周末 周期 周一 周二 周三 周四 周五 周六 周日 周边 周报 周转 马上 马达 方案 方式 方面 方向 方便 方法 " +
        "范围 范本 规范 示范 防范 模范 毛病 毛利 段落 阶段 手段 一段 石头 白天 白色 空白 明白 黄色 黄牛 张贴 一张 两张 几张 纸张 紧张 扩张 主张 开张 夸张 张数 温度 温馨 江湖 康复 健康 童装 儿童 向来 方向 一向 转向 项目 事项 选项 强项 款项 项链 " +
        "工作 施工 加工 员工 职工 手工 开工 完工 分工 竣工 复工 停工 动工 化工 电工 技工 工厂 工业 工期 工具 工资 工地 工商 工艺 工时 工会 工单 工况 工位 工人 " +
        "总结 总量 总共 总额 总部 总体 总是 总数 总计 总价 总得 总算 总会 总之 总经理 总监 汇总 总包 总装 总线 总店 总公司 总务 总和 总成 总分 总表 " +
        "集中 其中 手中 心中 空中 年中 月中 家中 途中 当中 之中 集中 命中 选中 看中 高中 初中 期中 中间 中心 中午 中旬 中国 中部 中央 中级 中标 中午 科技 科学 科目 科室 学科 本科 财务科 科长 " +
        "桥梁 大桥 桥面 光线 光明 光彩 光芒 阳光 时光 灯光 眼光 目光 曝光 观光 海关 海运 海外 上海 大海 深海 出海 下海 海报 海量 海边 海岸 蓝天 蓝色 蓝图 品牌 品质 品类 产品 商品 用品 样品 食品 药品 新品 作品 礼品 优质 优化 优先 优惠 优势 优秀 优点 " +
        "远期 永远 遥远 长远 远程 明天 明年 明显 明确 明细 证明 说明 声明 发明 透明 清明 通过 通知 通道 通用 通常 普通 沟通 交通 开通 流通 打通 接通 联通 恒温 永恒 恒定 鼎力 盛大 旺盛 盛情 达到 到达 发达 传达 表达 送达 宏观 宏大 " +
        "信息 信任 信用 信号 信心 通信 回信 相信 短信 天天 天气 今天 昨天 后天 前天 每天 当天 半天 几天 聊天 春天 夏天 秋天 冬天 天数 天然 天津 翼龙 保险 泰国 泰山 瑞士 瑞典 祥瑞 康宁 新增 新的 最新 更新 创新 重新 新人 新年 新品 新建 新鲜 全新 华北 华南 华东 华西 华中 东西 东方 东部 东北 东南 山东 广东 股东 房东 京东 京东方 精密 精神 精力 精准 精品 精选 " +
        // that are names of companies, too
        "未来 苹果 小米 机会 大众 阳光 方案 客户 公司 团队 市场 长城 光明 美好 幸福 平安 太平 先锋 奇迹 希望 梦想 蓝图 智慧 创新 领先 卓越 优势 精品 百度 美的 联想 金山 顺丰 春天 自然 森林 海洋 太阳 月亮 星空 世界 国际 东方 南方 北方 西部 " +
        "银行 酒店 医院 学校 大学 机场 地铁 电力 电网 移动 电信 石油 石化 铁路 航空 建设 农业 证券 人寿 财险 烟草 邮政 广电 网络 贸易 建材 化工 机械 设备 能源 环保 医疗 医药 地产 建筑 投资 控股 传媒 广告 文化 旅游 餐饮 服装 家具 家电 汽配 配件 材料 印刷 纺织 仪器 我们 你们 他们 大家 自己 可以 需要 已经 现在 时间 问题 情况 合同 报价 价格 预算 项目 系统 数据 产品 服务 技术 质量 采购 财务 老板 领导 同事 朋友 电话 微信 邮件 会议 拜访 跟进 签约 付款 发票 验收 交付 测试 试用 培训 上线 升级 续约 物流 教育 软件 电子 智能 " +
        "老师 老板 老总 老家 老客户 老实 老旧 小时 小心 小组 小区 小型 小结 小程序 大小 从小 最小 较小 缩小 太小 小姐 小朋友 老师傅 师傅").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = All.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Continued = ["路", "街", "镇", "县", "村", "院", "大道", "开发区", "战略", "新区"];

    public static bool Is(ReadOnlySpan<char> word) => Known.Contains(word);

    /// <summary>Whether the characters on both sides make words of the ends of a stretch, so that it is none itself: 集[中科]技.</summary>
    public static bool Crosses(string folded, int start, int end) => CrossesBefore(folded, start) && CrossesBehind(folded, end);

    /// <summary>Whether the first character belongs to a word that begins before it.</summary>
    public static bool CrossesBefore(string folded, int start) => start > 0 && start < folded.Length && Is(folded.AsSpan(start - 1, 2));

    /// <summary>Whether the last character belongs to a word that goes on behind it.</summary>
    public static bool CrossesBehind(string folded, int end) => end > 0 && end < folded.Length && Is(folded.AsSpan(end - 1, 2));

    /// <summary>Whether what follows makes a street, a town or an institution of it.</summary>
    public static bool GoesOn(string folded, int end) => Array.Exists(Continued, c => folded.AsSpan(end).StartsWith(c, StringComparison.Ordinal));
}
