namespace CrmBot.Language;

/// <summary>What people are called by beside their names. All folded.</summary>
internal static class PersonWords
{
    private const string Surnames =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来娄佟符卓连靖詹褚";

    private static readonly HashSet<char> Single = [.. Surnames];

    private static readonly HashSet<string> Double = ["欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "东方", "令狐", "夏侯", "慕容", "尉迟", "公孙", "端木", "长孙"];

    // Longest first.
    private static readonly string[] Titles = [.. (
        "总经理 副总裁 董事长 副总监 工程师 总工程师 副经理 副主任 副院长 副处长 副科长 副校长 副厂长 副局长 副部长 副行长 老板娘 大经理 师傅 经理 总监 总裁 总工 副总 主任 主管 主席 组长 课长 科长 处长 部长 局长 厅长 市长 区长 县长 镇长 村长 院长 校长 园长 厂长 店长 站长 " +
        "队长 班长 所长 行长 会长 社长 馆长 司长 船长 机长 船东 老师 老板 教授 博士 医生 医师 大夫 护士 律师 会计 出纳 秘书 助理 专员 顾问 先生 小姐 女士 太太 夫人 同学 工 总 董 哥 姐 叔 姨 嫂 爷 导 局 处 科 院 所 校 阿姨 大哥 大姐 姑娘 书记 委员 主播 理事 监事 协理 襄理 专家 设计师 采购 财务 工头")
        .Split(' ').OrderByDescending(t => t.Length)];

    // Such a title alone is too often a word that goes on.
    private static readonly HashSet<string> Weak = ["局", "处", "科", "院", "所", "校", "导", "采购", "财务", "同学"];

    // What goes on to another word.
    private static readonly Dictionary<char, string> NotBefore = new()
    {
        ['总'] = "结量共额体数计价统",
        ['工'] = "作程厂业人资地艺商具单",
        ['董'] = "事",
        ['姐'] = "妹夫",
        ['哥'] = "们伦",
        ['板'] = "凳子块",
        ['任'] = "务",
        ['师'] = "傅范资",
        ['计'] = "划算价入",
        ['生'] = "产活意成",
        ['士'] = "兵气",
        ['导'] = "致入出航",
        ['叔'] = "叔",
        ['爷'] = "爷",
    };

    // Cantonese for Mr and Mrs, where a verb or a sign follows.
    private const string AfterShort = "话说要想嘅讲覆回同问系都唔,，.。;；:： ";

    // Said of somebody without a surname.
    private static readonly HashSet<string> Roles =
        [.. "老板 老板娘 护士长 厂长 经理 总经理 董事长 院长 校长 主任 店长 站长 财务 采购 前台 会计 出纳 秘书 助理 老总 领导 班主任 车间主任 采购经理 财务总监 技术总监 boss ceo cfo cto coo cio owner manager buyer".Split(' ')];

    public static bool IsSurname(char c) => Single.Contains(c);

    public static bool IsRole(string folded) => Roles.Contains(folded);

    /// <summary>The length of a surname at the beginning of the text; 0 for none.</summary>
    public static int SurnameAt(ReadOnlySpan<char> folded) =>
        folded.Length >= 2 && Double.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded[..2]) ? 2 : folded.Length > 0 && Single.Contains(folded[0]) ? 1 : 0;

    /// <summary>The length of a title at the beginning of the text; 0 for none, or where it goes on to another word.</summary>
    public static int TitleAt(ReadOnlySpan<char> folded)
    {
        if (folded.Length > 0 && folded[0] is '生' or '太' && (folded.Length == 1 || AfterShort.Contains(folded[1], StringComparison.Ordinal)))
        {
            return 1;
        }

        foreach (var title in Titles)
        {
            if (folded.StartsWith(title, StringComparison.Ordinal))
            {
                var goesOn = folded.Length > title.Length && NotBefore.TryGetValue(title[^1], out var next) && next.Contains(folded[title.Length], StringComparison.Ordinal);
                return goesOn || Weak.Contains(title) ? 0 : title.Length;
            }
        }

        return 0;
    }

    /// <summary>Whether a name of Han characters is a whole one: a surname and one or two characters that are no title.</summary>
    public static bool IsWholeName(ReadOnlySpan<char> folded) =>
        SurnameAt(folded) is > 0 and var surname && folded.Length - surname is 1 or 2 && TitleAt(folded[surname..]) == 0 && Fold.IsHan(folded[^1]) && (folded.Length > 2 || !ChineseWords.Is(folded));
}
