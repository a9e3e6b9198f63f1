namespace CrmBot.Language;

/// <summary>Chinese places that stand before a company's name and are left out when it is spoken of.</summary>
internal static class Places
{
    private static readonly HashSet<string> All = [.. (
        "北京 上海 天津 重庆 广州 深圳 苏州 杭州 东莞 南京 武汉 成都 青岛 宁波 佛山 厦门 长沙 合肥 无锡 郑州 济南 西安 大连 沈阳 长春 哈尔滨 福州 泉州 温州 绍兴 嘉兴 金华 台州 " +
        "常州 南通 徐州 扬州 镇江 盐城 昆山 常熟 张家港 珠海 中山 惠州 汕头 江门 湛江 南宁 昆明 贵阳 海口 三亚 兰州 银川 西宁 乌鲁木齐 呼和浩特 石家庄 太原 南昌 烟台 威海 潍坊 淄博 临沂 " +
        "唐山 保定 洛阳 襄阳 宜昌 株洲 芜湖 香港 澳门 台湾 台北 新北 台中 高雄 新竹 桃园 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 " +
        "陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 中国 浦东 虹桥 滨海 义乌 顺德").Split(' ')];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">Folded.</param>
    /// <returns>How many characters of a place the text begins with, with 市 or 省; 0 when with none.</returns>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(4, text.Length); length >= 2; length--)
        {
            if (Known.Contains(text[..length]))
            {
                return length < text.Length && text[length] is '市' or '省' ? length + 1 : length;
            }
        }

        return 0;
    }
}
