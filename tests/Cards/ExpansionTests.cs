namespace CrmBot.Cards.Tests;

public sealed class ExpansionTests
{
    [Theory]
    [InlineData("""{"v":"${n}"}""", """{"n":10}""", """{"v":10}""")] // one expression keeps its type
    [InlineData("""{"v":"${ n }"}""", """{"n":10}""", """{"v":10}""")] // spaces inside the braces
    [InlineData("""{"v":"${n} "}""", """{"n":10}""", """{"v":"10 "}""")] // one more character makes a text
    [InlineData("""{"v":"${n}${n}"}""", """{"n":1}""", """{"v":"11"}""")]
    [InlineData("""{"v":"${b}"}""", """{"b":false}""", """{"v":false}""")]
    [InlineData("""{"v":"${o}"}""", """{"o":{"a":[1,null]}}""", """{"v":{"a":[1,null]}}""")]
    [InlineData("""{"v":"${e}"}""", """{"e":null}""", """{"v":null}""")]
    [InlineData("""{"v":"x ${b} ${n}"}""", """{"b":true,"n":1234567.25}""", """{"v":"x true 1234567.25"}""")]
    [InlineData("""{"v":"客户 ${名}"}""", """{"n":1}""", """{"v":"客户 ${名}"}""")] // not a name of the language
    [InlineData("""{"v":"${$data['名']} 已提交"}""", """{"名":"华东精密"}""", """{"v":"华东精密 已提交"}""")]
    [InlineData("""{"v":"{n} {{n}} $n $ ${} ${n"}""", """{"n":1}""", """{"v":"{n} {{n}} $n $ ${} ${n"}""")]
    [InlineData("""{"v":"\\${n} and ${n}"}""", """{"n":1}""", """{"v":"${n} and 1"}""")]
    [InlineData("""{"v":"$${price}"}""", """{"price":12.5}""", """{"v":"$12.5"}""")]
    [InlineData("""{"v":"a\n${n}\r\nb\tc"}""", """{"n":1}""", """{"v":"a\n1\r\nb\tc"}""")]
    [InlineData("""{"a":"${PERSON.Name}"}""", """{"person":{"name":"x"}}""", """{"a":"x"}""")] // names without regard to case
    [InlineData("""{"a":"${name}"}""", """{"Name":1,"name":2}""", """{"a":1}""")] // the first in document order
    [InlineData("""{"${k}":1,"$schema":"s"}""", """{"k":"z"}""", """{"${k}":1,"$schema":"s"}""")] // names never expand
    [InlineData("""{"$index":3,"$root":{"a":1},"$host":2,"b":1}""", "{}", """{"b":1}""")]
    public void Text_expands(string template, string data, string expected) => Assert.Equal(expected, Expansion.Tolerant(template, data));

    [Theory]
    [InlineData("""[{"$data":"${l}","t":"${n}","i":"${$index}"},{"t":9}]""", """{"l":[{"n":1},{"n":2}]}""",
        """[{"t":1,"i":0},{"t":2,"i":1},{"t":9}]""")]
    [InlineData("""[{"$data":"${l}","t":"${$data}"}]""", """{"l":["a",2]}""", """[{"t":"a"},{"t":2}]""")]
    [InlineData("""[{"$data":"${l}","t":"${n}"},{"t":9}]""", """{"l":[]}""", """[{"t":9}]""")]
    [InlineData("""[{"$data":"${g}","i":"${$index}","r":[{"$data":"${r}","x":"${x}","i":"${$index}","t":"${$root.t}"}],"j":"${$index}"}]""",
        """{"t":"T","g":[{"r":[{"x":1},{"x":2}]},{"r":[]}]}""",
        """[{"i":0,"r":[{"x":1,"i":0,"t":"T"},{"x":2,"i":1,"t":"T"}],"j":0},{"i":1,"r":[],"j":1}]""")] // the inner index ends with its loop
    [InlineData("""[{"$data":"${l}","$when":"${n > 1}","t":"${n}"}]""", """{"l":[{"n":1},{"n":2}]}""", """[{"t":2}]""")] // after $data
    [InlineData("""[{"$when":"${yes}","t":1},{"$when":"${one}","t":2},{"$when":"${gone}","t":3},{"$when":"${1/0}","t":4}]""",
        """{"yes":true,"one":1}""", """[{"t":1}]""")] // only true keeps
    [InlineData("""[{"$when":"${l == null}","t":1}]""", "{}", """[{"t":1}]""")]
    [InlineData("""[{"$data":{"q":1},"b":"${q}"}]""", "{}", """[{"b":1}]""")]
    [InlineData("""[{"$data":[{"q":1},{"q":2}],"b":"${q}"}]""", "{}", """[{"b":1},{"b":2}]""")]
    [InlineData("""[{"$data":"hello","b":"${$data} world"}]""", "{}", """[{"b":"hello world"}]""")]
    [InlineData("""[{"$data":"${o}","b":"${q}","r":"${$root.q}"}]""", """{"o":{"p":1},"q":2}""", """[{"b":"${q}","r":2}]""")] // no way up
    [InlineData("""[{"$data":"${where(l, x, x.n > 1)}","t":"${n}"}]""", """{"l":[{"n":1},{"n":2}]}""", """[{"t":2}]""")]
    [InlineData("""{"a":[{"$when":"${no}","b":1}]}""", """{"no":false}""", """{"a":[]}""")]
    [InlineData("""{"o":{"$when":"${no}","t":1},"p":1}""", """{"no":false}""", """{"o":null,"p":1}""")]
    public void Data_and_when_shape_arrays(string template, string data, string expected) =>
        Assert.Equal(expected, Expansion.Tolerant(template, data));

    [Theory]
    [InlineData("""{"a":"${g['x']}","b":1}""", """{"b":1}""")]
    [InlineData("""{"a":1,"b":"${g['x']}"}""", """{"a":1}""")]
    [InlineData("""{"a":"${g['x']}"}""", "{}")]
    [InlineData("""{"a":"${g['x']}","b":"${g['x']}","c":{"d":"${g['x']}","e":2},"f":"${n}"}""", """{"c":{"e":2},"f":3}""")]
    [InlineData("""{"a":0,"b":"${g['x']}","c":"${g['x']}","d":["${g['x']}","${n}","${g['x']}",4]}""", """{"a":0,"d":[3,4]}""")]
    [InlineData("""["${g['x']}",{"$data":"${l}","a":"${g['x']}","b":"${$data}"},"${$root.g['x']}"]""", """[{"b":1},{"b":2}]""")]
    [InlineData(""" "${g['x']}" """, "null")]
    public void A_value_of_nothing_at_all_vanishes_with_its_name_and_comma(string template, string expected) =>
        Assert.Equal(expected, Expansion.Tolerant(template.Trim(), """{"g":{},"n":3,"l":[1,2]}"""));

    [Theory]
    [InlineData("[]", """{"客":0,"o":null,"p":1}""")]
    [InlineData("[1]", """{"客":0,"o":{"t":1},"p":1}""")]
    [InlineData("[1,2]", """{"客":0,"o":[{"t":1},{"t":2}],"p":1}""")]
    public void A_list_where_one_object_stands_is_null_one_or_a_list(string list, string expected) =>
        Assert.Equal(expected, Expansion.Tolerant("""{"客":0,"o":{"$data":"${l}","t":"${$data}"},"p":1}""", $$"""{"l":{{list}}}"""));

    [Fact]
    public void Host_is_a_second_context() =>
        Assert.Equal("""{"v":"dark"}""", Expansion.Strict("""{"v":"${$host.theme}"}""", "{}", """{"theme":"dark"}"""));

    [Fact]
    public void Root_may_be_an_array_or_absent()
    {
        Assert.Equal("""{"v":2}""", Expansion.Strict("""{"v":"${$root[1].x}"}""", """[{"x":1},{"x":2}]"""));
        Assert.Equal("""{"v":"${x}","w":"plain"}""", Expansion.Tolerant("""{"v":"${x}","w":"plain"}""", null));
    }

    [Theory]
    [InlineData("${n}", "\"${n}\"")]
    [InlineData("x ${a.b} y", "\"x ${a.b} y\"")]
    [InlineData("${toUpper(n)}", "\"${N}\"")] // the language substitutes inside functions too
    [InlineData("${count(n)}", "4")]
    [InlineData("${n ?? 'x'}", "\"${n}\"")]
    [InlineData("${if(n == null, '—', n)}", "\"—\"")]
    [InlineData("${if(exists(n), n, '—')}", "\"—\"")]
    [InlineData("${nil ?? 'x'}", "\"x\"")] // a null that is there is a null
    [InlineData("a ${nil}", "\"a ${nil}\"")]
    [InlineData("x ${1/0}", "\"x ${(1 / 0)}\"")]
    [InlineData("${1/0}", "\"${1/0}\"")]
    [InlineData("${n +}", "\"${n +}\"")]
    [InlineData("${nope(1)}", "\"${nope(1)}\"")]
    public void Tolerant_missing_values_stay_as_text(string text, string expected) =>
        Assert.Equal($$"""{"v":{{expected}}}""", Expansion.Tolerant($$"""{"v":"{{text}}"}""", """{"nil":null}"""));

    [Theory]
    [InlineData("${gone}", "nothing is at the path 'gone'")]
    [InlineData("x ${a.b}", "nothing is at the path 'a.b'")]
    [InlineData("${toUpper(gone)}", "nothing is at the path 'gone'")]
    [InlineData("a ${nil}", "there is no value for the text")]
    [InlineData("${nil.name}", "nothing is at the path 'nil.name'")]
    [InlineData("${1/0}", "division by zero")]
    [InlineData("${l[7]}", "out of range")]
    public void Strict_unresolved_paths_and_errors_throw(string text, string expected) =>
        Assert.Contains(expected, Expansion.Fault($$"""{"v":"{{text}}"}""", """{"nil":null,"l":[1]}""").Message, StringComparison.Ordinal);

    [Fact]
    public void Strict_render_allows_asking_for_what_may_be_missing() =>
        Assert.Equal(
            """{"a":"—","b":[]}""",
            Expansion.Strict("""{"a":"${if(exists(n), n, '—')}","b":[{"$when":"${n > 1}","t":1}]}"""));

    [Fact]
    public void Strict_data_may_be_null_where_when_drops_the_object() =>
        Assert.Equal(
            """[{"t":2}]""",
            Expansion.Strict("""[{"$data":"${step}","$when":"${$data != null}","t":"${name}"},{"t":2}]""", """{"step":null}"""));

    [Fact]
    public void A_fault_names_line_and_column_and_never_quotes_data()
    {
        var fault = Assert.Single(Expansion.Fault("{\n  \"客\": 1,\n  \"v\": \"客户 ${secret + 1 + list}\"\n}", """{"secret":"王敏","list":[1]}""").Faults);

        Assert.Equal((3, 14), (fault.Line, fault.Column));
        Assert.DoesNotContain("王敏", fault.ToString(), StringComparison.Ordinal);
    }
}
