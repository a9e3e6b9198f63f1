using CrmBot.Domain;

namespace CrmBot.Bot.Learning;

/// <summary>Whether a customer is in a business that was asked for, by what colleagues wrote; some are known in both languages.</summary>
internal static class Industries
{
    private static readonly string[][] Same =
    [
        ["制造", "製造", "工业", "机械", "manufacturing", "industrial", "machinery"],
        ["零售", "retail", "stores"],
        ["医疗", "医药", "健康", "medical", "health", "healthcare", "pharma"],
        ["教育", "培训", "education", "school"],
        ["物流", "运输", "仓储", "logistics", "transport", "freight"],
        ["食品", "餐饮", "food", "catering", "restaurant"],
        ["软件", "互联网", "科技", "software", "tech", "technology", "internet", "it"],
        ["金融", "保险", "银行", "finance", "insurance", "bank", "banking"],
        ["建筑", "建材", "地产", "construction", "building", "property"],
        ["汽车", "汽配", "automotive", "cars"],
        ["电子", "電子", "electronics", "semiconductor"],
        ["纺织", "服装", "textile", "textiles", "clothing", "fashion"],
    ];

    public static bool Fits(Customer customer, string asked)
    {
        var said = asked.Trim().TrimEnd('业', '業').ToLowerInvariant();
        var words = Same.FirstOrDefault(s => s.Any(w => said.Contains(w, StringComparison.Ordinal) || w == said)) ?? [said];
        return (customer.Tags ?? []).Append(customer.Industry ?? "")
            .Any(written => words.Any(w => written.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }
}
