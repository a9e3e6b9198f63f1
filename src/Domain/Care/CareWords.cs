using System.Globalization;
using System.Text.RegularExpressions;

namespace CrmBot.Domain;

/// <summary>Whom of a family a moment is about.</summary>
public enum Kin { Self, Mother, Father, Wife, Husband, Son, Daughter, Child, Elder }

/// <summary>What a rule of care has to know of the words of a moment. Words are compared without case.</summary>
public static partial class CareWords
{
    private static readonly string[] Loss =
        ["去世", "过世", "過世", "离世", "離世", "病逝", "过身", "過身", "丧", "喪", "died", "passed away", "funeral", "bereave", "lost his", "lost her"];

    private static readonly string[] Admitted =
    [
        "考上", "考到", "考入", "考取", "录取", "錄取", "拿到", "拿了", "offer", "上大学", "上高中", "上初中", "上小学", "入学", "开学", "留学", "got into", "gets into",
        "admitted", "accepted", "got a place", "starts ", "starting ", "off to ", "freshman", "毕业", "graduat",
    ];

    /// <summary>When the results of an exam come: month and day. Sources: the examination authorities' usual calendars.</summary>
    private static readonly (string Word, int Month, int Day)[] Results =
    [
        ("高考", 6, 25), // provinces publish between 23 and 26 June
        ("gaokao", 6, 25),
        ("中考", 7, 5), // cities publish in the first days of July
        ("考研", 3, 1), // first round published at the end of February
        ("a-level", 8, 15), // the Thursday in the middle of August
        ("a level", 8, 15),
        ("gcse", 8, 22), // the Thursday after
    ];

    // Longer words first: 外婆 is no 婆.
    private static readonly (string Word, Kin Kin)[] Family =
    [
        ("妈妈", Kin.Mother), ("媽媽", Kin.Mother), ("母亲", Kin.Mother), ("母親", Kin.Mother), ("老妈", Kin.Mother), ("mother", Kin.Mother), ("mum", Kin.Mother), ("mom", Kin.Mother),
        ("爸爸", Kin.Father), ("父亲", Kin.Father), ("父親", Kin.Father), ("老爸", Kin.Father), ("father", Kin.Father), ("dad", Kin.Father),
        ("太太", Kin.Wife), ("老婆", Kin.Wife), ("妻子", Kin.Wife), ("夫人", Kin.Wife), ("wife", Kin.Wife),
        ("老公", Kin.Husband), ("丈夫", Kin.Husband), ("husband", Kin.Husband),
        ("儿子", Kin.Son), ("兒子", Kin.Son), ("个仔", Kin.Son), ("個仔", Kin.Son), ("son", Kin.Son),
        ("女儿", Kin.Daughter), ("女兒", Kin.Daughter), ("闺女", Kin.Daughter), ("daughter", Kin.Daughter),
        ("孩子", Kin.Child), ("小孩", Kin.Child), ("kid", Kin.Child), ("child", Kin.Child), ("children", Kin.Child),
        ("奶奶", Kin.Elder), ("爷爷", Kin.Elder), ("外婆", Kin.Elder), ("外公", Kin.Elder), ("姥", Kin.Elder), ("老人", Kin.Elder), ("grandmother", Kin.Elder), ("grandma", Kin.Elder), ("grandfather", Kin.Elder), ("grandad", Kin.Elder),
        ("妈", Kin.Mother), ("媽", Kin.Mother), ("爸", Kin.Father),
    ];

    public static bool IsLoss(string what) => Has(what, Loss);

    /// <summary>The exam is behind them: they have a place.</summary>
    public static bool IsAdmitted(string what) => Has(what, Admitted);

    /// <summary>The day that is told is the one on which they come back, or the last one of several.</summary>
    public static bool IsReturn(string what) => Has(what, ["回来", "回來", "返程", "回国", "回國", "回程", "return"]) || Find(what, "back", whole: true) >= 0
        || Find(what, "until", whole: true) >= 0 || Find(what, "till", whole: true) >= 0 || Span().IsMatch(what);

    /// <summary>Whom it is about; the contact where nobody of the family is named. The word that stands first counts.</summary>
    public static Kin KinOf(string what) => Family
        .Select(f => (At: Find(what, f.Word, whole: true), f.Kin)).Where(f => f.At >= 0).OrderBy(f => f.At).Select(f => f.Kin).FirstOrDefault(Kin.Self);

    /// <summary>When the results of the exam that is told of come; null for one of which that is not known.</summary>
    public static DateOnly? ResultsOf(string what, DateOnly today)
    {
        var exam = Results.FirstOrDefault(r => Find(what, r.Word) >= 0);
        if (exam.Word is null)
        {
            return null;
        }

        var year = today.Year + (Has(what, ["后年", "後年"]) ? 2 : Has(what, ["明年", "next year"]) ? 1 : 0);
        var day = new DateOnly(year, exam.Month, exam.Day);
        return day > today ? day : day.AddYears(1);
    }

    /// <summary>The first day of the month in which a child is due, by the months that have passed; null when they are not told.</summary>
    public static DateOnly? DueMonth(string what, DateOnly today)
    {
        var said = MonthsIn().Match(what);
        if (!said.Success)
        {
            return null;
        }

        var months = int.TryParse(said.Groups["months"].Value, CultureInfo.InvariantCulture, out var number) ? number : "零一二三四五六七八九".IndexOf(said.Groups["months"].Value[0], StringComparison.Ordinal);
        return months is > 0 and < 9 ? new DateOnly(today.Year, today.Month, 1).AddMonths(9 - months) : null;
    }

    private static bool Has(string what, IEnumerable<string> words) => words.Any(w => Find(what, w) >= 0);

    // A Latin word begins a word: no son in person.
    private static int Find(string what, string word, bool whole = false)
    {
        for (var at = what.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = what.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if (!char.IsAsciiLetter(word[0])
                || ((at == 0 || !char.IsAsciiLetter(what[at - 1])) && (!whole || end == what.Length || !char.IsAsciiLetter(what[end]) || what[end] == 's')))
            {
                return at;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"[\d一二三四五六日天号號]\s*(到|至|-|–|~|～|to|through)\s*(\d|下?周|下?週|星期|Mon|Tue|Wed|Thu|Fri|Sat|Sun)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"(?<months>[一二三四五六七八]|[1-8])\s*(个月|個月|months?)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthsIn();
}
