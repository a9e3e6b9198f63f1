using System.Globalization;
using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Sums of money: 36万, 25万8, 一百二十万, $120k, £1.2k, USD 12k, RMB 3m.</summary>
internal static partial class Amounts
{
    private static readonly Dictionary<string, string> Currencies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = "USD",
        ["us$"] = "USD",
        ["usd"] = "USD",
        ["美元"] = "USD",
        ["美金"] = "USD",
        ["刀"] = "USD",
        ["dollars"] = "USD",
        ["bucks"] = "USD",
        ["£"] = "GBP",
        ["gbp"] = "GBP",
        ["英镑"] = "GBP",
        ["镑"] = "GBP",
        ["pounds"] = "GBP",
        ["quid"] = "GBP",
        ["€"] = "EUR",
        ["eur"] = "EUR",
        ["欧元"] = "EUR",
        ["欧"] = "EUR",
        ["euros"] = "EUR",
        ["¥"] = "CNY",
        ["￥"] = "CNY",
        ["rmb"] = "CNY",
        ["cny"] = "CNY",
        ["元"] = "CNY",
        ["块"] = "CNY",
        ["人民币"] = "CNY",
        ["yuan"] = "CNY",
        ["hk$"] = "HKD",
        ["hkd"] = "HKD",
        ["港币"] = "HKD",
        ["港元"] = "HKD",
        ["港纸"] = "HKD",
        ["nt$"] = "TWD",
        ["twd"] = "TWD",
        ["台币"] = "TWD",
        ["新台币"] = "TWD",
        ["jpy"] = "JPY",
        ["日元"] = "JPY",
        ["sgd"] = "SGD",
    };

    // What is counted by these is no money: 3万套, 2万人.
    private const string Counters = "套台件个人片箱册条张吨米支只辆箱瓶盒单次家户票平字步点份名店公斤升";

    /// <summary>The first sum of the text; null when there is none.</summary>
    public static Said<Money>? First(string text)
    {
        foreach (Match match in Sum().Matches(text))
        {
            var unit = match.Groups["unit"].Value;
            var before = match.Groups["before"].Value;
            var after = match.Groups["after"].Value;
            var currency = Currency(before) ?? Currency(after);
            var end = match.Index + match.Length;
            if (currency is null && (unit.Length == 0 || !IsChineseUnit(unit) || (end < text.Length && Counters.Contains(text[end], StringComparison.Ordinal))))
            {
                continue;
            }

            if (currency is "CNY" && unit.Length == 0 && after is "块" && match.Groups["number"].Value.Length < 2)
            {
                continue;
            }

            if (Number(match.Groups["number"].Value) is not { } number)
            {
                continue;
            }

            try
            {
                var amount = number * Factor(unit);
                if (match.Groups["rest"].Value is { Length: > 0 } rest && Number(rest) is { } more and < 10)
                {
                    // 25万8: the next smaller unit.
                    amount += more * Factor(unit) / 10;
                }

                return new Said<Money>(new Money(amount, currency ?? "CNY"), match.Index, match.Length);
            }
            catch (OverflowException)
            {
                continue;
            }
        }

        return null;
    }

    private static string? Currency(string said) => said.Length > 0 && Currencies.TryGetValue(said, out var currency) ? currency : null;

    private static bool IsChineseUnit(string unit) => unit is "万" or "萬" or "亿" or "億" or "百万" or "千万" or "w" or "W";

    private static decimal Factor(string unit) => unit.ToLowerInvariant() switch
    {
        "百" => 100m,
        "千" or "k" => 1_000m,
        "万" or "萬" or "w" => 10_000m,
        "百万" or "m" or "mn" or "mil" or "million" => 1_000_000m,
        "千万" => 10_000_000m,
        "亿" or "億" => 100_000_000m,
        _ => 1m,
    };

    private static decimal? Number(string said) =>
        decimal.TryParse(said.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : Han(said);

    /// <summary>一百二十, 三十五, 两.</summary>
    private static decimal? Han(string said)
    {
        const string Digits = "零一二三四五六七八九";
        var (total, digit) = (0m, 0m);
        foreach (var c in said)
        {
            var value = c is '两' or '兩' ? 2 : Digits.IndexOf(c, StringComparison.Ordinal);
            if (value >= 0)
            {
                digit = value;
            }
            else if (c is '十' or '百' or '千')
            {
                total += (digit == 0 ? 1 : digit) * (c is '十' ? 10 : c is '百' ? 100 : 1000);
                digit = 0;
            }
            else if (c is not '半')
            {
                return null;
            }
        }

        return said.Length > 0 ? total + digit : null;
    }

    [GeneratedRegex(
        @"(?<before>us\$|hk\$|nt\$|[$£€¥￥]|(?<![a-z])(?:usd|gbp|eur|rmb|cny|hkd|twd|jpy|sgd))?\s?(?<![\dA-Za-z.])(?<number>\d[\d,]*(?:\.\d+)?|[一二两兩三四五六七八九十百千零]{1,8})\s?(?<unit>百万|千万|万|萬|亿|億|million|mil|mn|[kwm](?![a-z0-9]))?(?<rest>(?<=[万萬])[\d一二三四五六七八九](?![\d%]))?\s?(?<after>人民币|美元|美金|英镑|欧元|港币|港元|新台币|台币|日元|元|块|刀|镑|(?:usd|gbp|eur|rmb|cny|hkd|twd|sgd|dollars|bucks|pounds|quid|euros|yuan)(?![a-z]))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sum();
}
