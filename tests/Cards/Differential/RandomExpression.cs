using System.Globalization;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>
/// Expressions that are of a type when the data has no gaps; with gaps they meet missing values and errors.
/// </summary>
internal sealed class RandomExpression(Random random)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy年M月d日 HH:mm", "dddd", "h:mm tt", "MMM d", "HH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ssZ"];

    public string Any(Names names, int depth) => random.Next(7) switch
    {
        0 or 1 => Text(names, depth),
        2 or 3 => Number(names, depth),
        4 => Bool(names, depth),
        5 => List(names, depth),
        _ => Pick(names.Objects is [] ? names.Texts : names.Objects),
    };

    public string Text(Names names, int depth) => random.Next(depth > 0 ? 26 : 3) switch
    {
        0 => Pick(names.Texts),
        1 => Literal(),
        2 => Pick(names.Texts),
        3 => $"concat({Text(names, depth - 1)}, {Part(names, depth - 1)}, {Text(names, depth - 1)})",
        4 => $"({Text(names, depth - 1)} & {Text(names, depth - 1)})",
        5 => $"{Text(names, depth - 1)} + {Text(names, depth - 1)}",
        6 => $"toUpper({Text(names, depth - 1)})",
        7 => $"toLower({Text(names, depth - 1)})",
        8 => $"trim({Text(names, depth - 1)})",
        9 => $"substring({Text(names, depth - 1)}, {random.Next(2)}, {random.Next(2)})",
        10 => $"replace({Text(names, depth - 1)}, {Pick("'a'", "'.'", "'有限'", "'\\\\'")}, {Literal()})",
        11 => $"join({Texts(names, depth - 1)}, {Pick("', '", "'、'", "''")})",
        12 => $"join({Texts(names, depth - 1)}, ', ', ' 和 ')",
        13 => $"formatNumber({Number(names, depth - 1)}, {random.Next(4)})",
        14 => $"string({Number(names, depth - 1)})",
        15 => $"string({Bool(names, depth - 1)})",
        16 => $"if({Bool(names, depth - 1)}, {Text(names, depth - 1)}, {Text(names, depth - 1)})",
        17 => $"({Bool(names, depth - 1)} ? {Text(names, depth - 1)} : {Text(names, depth - 1)})",
        18 => $"formatDateTime('{RandomData.Iso}', '{Pick(Formats)}')",
        19 => $"formatEpoch({random.Next(2_000_000_000)}, '{Pick(Formats)}')",
        20 => $"{Pick("first", "last")}({Pick(names.TextLists)})",
        21 => $"coalesce({Text(names, depth - 1)}, {Literal()})",
        22 => $"({Text(names, depth - 1)} ?? {Literal()})",
        23 => $"take({Text(names, depth - 1)}, {random.Next(5)})",
        24 => $"if(exists({Pick(names.Texts)}), {Pick(names.Texts)}, {Pick("'—'", "$root.nil ?? '—'", "coalesce($root.nil, 'x')", "if($root.nil == null, 'x', 'y')")})",
        _ => $"split({Text(names, depth - 1)}, ',')[0]",
    };

    public string Number(Names names, int depth) => random.Next(depth > 0 ? 26 : 3) switch
    {
        0 => random.Next(100).ToString(CultureInfo.InvariantCulture),
        1 or 2 => Pick(names.Numbers),
        3 => $"{random.Next(100)}.{random.Next(1, 100)}",
        4 => $"({Number(names, depth - 1)} + {Number(names, depth - 1)})",
        5 => $"{Number(names, depth - 1)} - {Number(names, depth - 1)}",
        6 => $"{Number(names, depth - 1)} * {Number(names, depth - 1)}",
        7 => $"({Number(names, depth - 1)} / {random.Next(1, 9)})",
        8 => $"{Number(names, depth - 1)} % {random.Next(1, 9)}",
        9 => $"-{Number(names, 0)}",
        10 => $"{random.Next(1, 5)} ^ {random.Next(4)}",
        11 => $"count({Texts(names, depth - 1)})",
        12 => $"length({Text(names, depth - 1)})",
        13 => $"sum({Numbers(names, depth - 1)})",
        14 => $"{Pick("min", "max", "average")}({Pick(names.NumberLists)})",
        15 => $"{Pick("min", "max")}({Number(names, depth - 1)}, {Number(names, depth - 1)})",
        16 => $"{Pick("floor", "ceiling")}({Number(names, depth - 1)})",
        17 => $"round({Number(names, depth - 1)}, {random.Next(3)})",
        18 => $"int('{random.Next(-99, 99)}')",
        19 => $"float('{random.Next(99)}.{random.Next(10)}')",
        20 => $"if({Bool(names, depth - 1)}, {Number(names, depth - 1)}, {Number(names, depth - 1)})",
        21 => $"indexOf({Text(names, depth - 1)}, {Pick("'a'", "'司'")})",
        22 => $"{Pick("year", "month", "dayOfWeek", "dayOfMonth")}('{RandomData.Iso}')",
        23 => $"{Pick("add", "sub", "mul")}({Number(names, depth - 1)}, {Number(names, depth - 1)})",
        24 => $"sum(select({Pick(names.ObjectLists)}, x, x.count))",
        _ => $"count({Pick(names.ObjectLists)})",
    };

    public string Bool(Names names, int depth) => random.Next(depth > 0 ? 21 : 3) switch
    {
        0 or 1 => Pick(names.Bools),
        2 => Pick("true", "false"),
        3 => $"{Number(names, depth - 1)} {Pick("<", "<=", ">", ">=")} {Number(names, depth - 1)}",
        4 => $"({Number(names, depth - 1)} {Pick("==", "!=")} {Number(names, depth - 1)})",
        5 => $"{Text(names, depth - 1)} {Pick("==", "!=")} {Text(names, depth - 1)}",
        6 => $"({Pick(names.Texts)} {Pick("==", "!=")} null)",
        7 => $"contains({Text(names, depth - 1)}, {Literal()})",
        8 => $"contains({Texts(names, depth - 1)}, {Literal()})",
        9 => $"{Pick("startsWith", "endsWith")}({Text(names, depth - 1)}, {Literal()})",
        10 => $"exists({Pick(Pick(names.Texts), Pick(names.Numbers), "gone", "person.gone")})",
        11 => $"empty({Pick(Texts(names, depth - 1), Text(names, depth - 1), "gone")})",
        12 => $"!{Bool(names, 0)}",
        13 => $"not({Bool(names, depth - 1)})",
        14 => $"({Bool(names, depth - 1)} {Pick("&&", "||")} {Bool(names, depth - 1)})",
        15 => $"{Pick("and", "or")}({Bool(names, depth - 1)}, {Bool(names, depth - 1)})",
        16 => $"isMatch({Text(names, depth - 1)}, '{Pick("^[A-Z]", "[0-9]+", "公司$")}')",
        17 => $"{Pick("any", "all")}({Pick(names.ObjectLists)}, x, {Bool(names.With("x"), depth - 1)})",
        18 => Nil(),
        19 => $"{Pick("isString", "isInteger", "isBoolean", "isArray", "isObject")}({Any(names, depth - 1)})",
        _ => $"{Pick("equals", "greater", "less")}({Number(names, depth - 1)}, {Number(names, depth - 1)})",
    };

    public string List(Names names, int depth) => random.Next(4) switch
    {
        0 => Texts(names, depth),
        1 => Numbers(names, depth),
        2 => Pick(names.ObjectLists),
        _ => $"where({Pick(names.ObjectLists)}, x, {Bool(names.With("x"), depth - 1)})",
    };

    public string Texts(Names names, int depth) => random.Next(depth > 0 ? 9 : 1) switch
    {
        0 => Pick(names.TextLists),
        1 => $"createArray({Text(names, depth - 1)}, {Text(names, depth - 1)})",
        2 => $"{Pick("select", "foreach")}({Pick(names.ObjectLists)}, x, {Text(names.With("x"), depth - 1)})",
        3 => $"select({Pick(names.TextLists)}, x => concat(x, {Literal()}))",
        4 => $"{Pick("take", "skip")}({Pick(names.TextLists)}, {random.Next(3)})",
        5 => $"union({Pick(names.TextLists)}, {Pick(names.TextLists)})",
        6 => $"split({Text(names, depth - 1)}, ',')",
        7 => $"reverse(createArray({Text(names, depth - 1)}, {Text(names, depth - 1)}))",
        _ => $"unique({Pick(names.TextLists)})",
    };

    public string Numbers(Names names, int depth) => random.Next(depth > 0 ? 6 : 1) switch
    {
        0 => Pick(names.NumberLists),
        1 => $"createArray({Number(names, depth - 1)}, {Number(names, depth - 1)})",
        2 => $"range({random.Next(5)}, {random.Next(1, 4)})",
        3 => $"{Pick("sortBy", "sortByDescending")}({Pick(names.NumberLists)})",
        4 => $"subArray({Pick(names.NumberLists)}, 0, 1)",
        _ => $"select(indicesAndValues({Pick(names.NumberLists)}), p, p.index)",
    };

    /// <summary>What the language says of a null that is there.</summary>
    private string Nil() => Pick(
        "$root.nil == null", "exists($root.nil)", "not($root.nil)", "($root.nil || $root.done)", "empty($root.nil)", "if($root.nil, true, false)",
        "and($root.nil, true)", "($root.nil > 1)", "$root.nil != ''");

    private string Part(Names names, int depth) => random.Next(3) == 0 ? Number(names, depth) : Text(names, depth);

    private string Literal() =>
        "'" + Pick("客户", "a", "", "x y", "：", "100%", "it\\'s", "a\"b", "}", "{", "\\\\", "—", ",") + "'";

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
