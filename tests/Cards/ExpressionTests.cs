namespace CrmBot.Cards.Tests;

public sealed class ExpressionTests
{
    private const string Data = """{"a":10,"b":3,"s":"abc","l":[3,1,2],"r":[{"n":2,"t":"b"},{"n":1,"t":"a"}],"o":{"k":1,"x.y":2},"nil":null,"no":false}""";

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("2 ^ 3 ^ 2", "512")] // right associative
    [InlineData("-2 ^ 2", "4")] // the sign binds tightest
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("1 < 2 == true", "false")] // equality binds tighter than order: 1 < (2 == true)
    [InlineData("'a' & 'b' == 'ab'", "\"afalse\"")] // and tighter than &
    [InlineData("true || false && false", "true")]
    [InlineData("nil ?? false || true", "true")]
    [InlineData("1 > 2 ? 'x' : 2 > 1 ? 'y' : 'z'", "\"y\"")]
    [InlineData("!(a == 10)", "false")]
    [InlineData("a != 10", "false")]
    [InlineData("a <> 11", "true")]
    [InlineData("a%b", "1")]
    [InlineData("o['x.y']", "2")]
    [InlineData("r[1-1].t", "\"b\"")]
    [InlineData("[1,'x'][1]", "\"x\"")]
    [InlineData("{k: 1, 'q': [2]}.q[0]", "2")]
    [InlineData("'it\\'s \\\"x\\\"'", "\"it's \\\\\\\"x\\\\\\\"\"")]
    [InlineData("'客户：' & s", "\"客户：abc\"")]
    public void Operators_bind_as_the_grammar_says(string expression, string expected) =>
        Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("if(0, 1, 2)", "1")]
    [InlineData("if('', 1, 2)", "1")]
    [InlineData("if(no, 1, 2)", "2")]
    [InlineData("if(nil, 1, 2)", "2")]
    [InlineData("if(gone, 1, 2)", "2")]
    [InlineData("!0", "false")]
    [InlineData("not(gone)", "true")]
    [InlineData("and(1, '', true)", "true")]
    [InlineData("or(no, nil)", "false")]
    public void Everything_but_false_and_null_is_true(string expression, string expected) =>
        Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("1 == '1'", "false")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("{a: 1, b: [2]} == {b: [2], a: 1}", "true")]
    [InlineData("gone == null", "true")]
    [InlineData("1 < 'a'", "false")] // no order between types, and no error
    [InlineData("'a' < 'b'", "true")]
    [InlineData("nil >= 1", "false")]
    [InlineData("1/0 == 1", "false")]
    public void Comparisons_are_strict_by_type_and_never_fail(string expression, string expected) =>
        Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("a / b", "3")] // whole numbers divide whole
    [InlineData("a / 2.5", "4")]
    [InlineData("round(2.345, 2)", "2.35")]
    [InlineData("floor(-1.5) + ceiling(1.2)", "0")]
    [InlineData("sum(l) + min(l) * max(l) + average(l)", "11")]
    [InlineData("sum(createArray())", "0")]
    [InlineData("1 + 'x'", "\"1x\"")]
    [InlineData("formatNumber(1234567.125, 2)", "\"1,234,567.13\"")]
    [InlineData("formatNumber(1234.5, 1, 'de-DE')", "\"1.234,5\"")]
    [InlineData("int('12') + float('1.5')", "13.5")]
    [InlineData("string(1234567)", "\"1234567\"")]
    [InlineData("string(o)", "\"{\\\"k\\\":1,\\\"x.y\\\":2}\"")]
    [InlineData("json('[1,{\\'a\\':2}]')", "\"${json('[1,{\\\\'a\\\\':2}]')}\"")] // not JSON: stays
    [InlineData("json('[1,2]')[1]", "2")]
    public void Numbers_and_conversions(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("toUpper(s) & toLower('QÉ')", "\"ABCqé\"")]
    [InlineData("titleCase('abc dEF')", "\"Abc Def\"")]
    [InlineData("trim('  x ')", "\"x\"")]
    [InlineData("substring('华东精密', 2)", "\"精密\"")]
    [InlineData("replace('1.2.3', '.', '-')", "\"1-2-3\"")]
    [InlineData("join(split('a,b', ','), ' / ')", "\"a / b\"")]
    [InlineData("join(createArray('a','b','c'), '、', '和')", "\"a、b和c\"")]
    [InlineData("startsWith(s, 'ab') && endsWith(s, 'c') && contains(s, 'b')", "true")]
    [InlineData("indexOf(s, 'c')", "2")]
    [InlineData("length(s) + count(l)", "6")]
    [InlineData("isMatch('GB123', '^[A-Z]{2}')", "true")]
    [InlineData("concat('#', a, s)", "\"#10abc\"")]
    [InlineData("`n ${a} \\${a}`", "\"n 10 ${a}\"")]
    public void Texts(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("first(l) + last(l)", "5")]
    [InlineData("take(l, 2)", "[3,1]")]
    [InlineData("skip(l, 1)", "[1,2]")]
    [InlineData("take('华东精密', 2)", "\"华东\"")]
    [InlineData("subArray(l, 0, 1)", "[3]")]
    [InlineData("reverse(l)", "[2,1,3]")]
    [InlineData("sortBy(l)", "[1,2,3]")]
    [InlineData("sortByDescending(r, 'n')[0].t", "\"b\"")]
    [InlineData("union(l, [3, 4])", "[3,1,2,4]")]
    [InlineData("unique([1,1,2])", "[1,2]")]
    [InlineData("range(2, 3)", "[2,3,4]")]
    [InlineData("foreach(r, x, x.t)", "[\"b\",\"a\"]")]
    [InlineData("select(r, x => concat(x.t, '!'))", "[\"b!\",\"a!\"]")]
    [InlineData("where(r, x, x.n > 1)", "[{\"n\":2,\"t\":\"b\"}]")]
    [InlineData("any(r, x, x.n > 1)", "true")]
    [InlineData("all(r, x, x.n > 1)", "false")]
    [InlineData("select(indicesAndValues(l), x, x.index * x.value)", "[0,1,4]")]
    [InlineData("contains(l, 2) && contains(o, 'k')", "true")]
    [InlineData("empty([]) && empty('') && empty(nil)", "true")]
    [InlineData("select(o, p, p.key)", "[\"k\",\"x.y\"]")]
    public void Lists(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("getProperty(o, 'K')", "1")]
    [InlineData("setProperty(o, 'k', 9).k", "9")]
    [InlineData("merge({a: 1}, {b: 2})", "{\"a\":1,\"b\":2}")]
    [InlineData("coalesce(nil, false, 1)", "false")]
    [InlineData("isString(s) && isInteger(a) && isFloat(1.5)", "true")]
    public void Objects(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("formatDateTime('2024-03-05T15:20:30Z', 'yyyy年M月d日 HH:mm')", "\"2024年3月5日 15:20\"")]
    [InlineData("formatDateTime('2024-03-05T15:20:30Z', 'dddd', 'zh-CN')", "\"星期二\"")]
    [InlineData("formatDateTime('2024-03-05T23:20:30+08:00')", "\"2024-03-05T15:20:30.000Z\"")] // always UTC
    [InlineData("formatDateTime('2024-03-05T15:20:30Z', 'h:mm tt')", "\"3:20 PM\"")]
    [InlineData("formatEpoch(0, 'yyyy-MM-ddTHH:mm:ssZ')", "\"1970-01-01T00:00:00+00:00\"")]
    [InlineData("addDays('2024-02-28T00:00:00.000Z', 2, 'yyyy-MM-dd')", "\"2024-03-01\"")]
    [InlineData("dayOfWeek('2024-03-05T00:00:00.000Z') + month('2024-03-05') + year('2024-03-05')", "2029")]
    public void Times(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));
}
