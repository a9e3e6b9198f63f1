namespace CrmBot.Cards.Tests;

/// <summary>What we do otherwise than the public engine, on purpose: the table of src/Cards/README.md, line by line.</summary>
public sealed class DeliberateTests
{
    private const string Data = """{"n":1234567,"l":[10,9,-1],"t":["b","a"],"none":[],"o":{"k":1},"nil":null,"w":"abc","no":false}""";

    [Theory]
    [InlineData("string(n)", "\"1234567\"")] // no commas
    [InlineData("string(-5)", "\"-5\"")] // and an ordinary minus
    [InlineData("sortBy(l)", "[-1,9,10]")] // numbers as numbers
    [InlineData("sortByDescending(l)", "[10,9,-1]")]
    [InlineData("sum(none)", "0")]
    [InlineData("max(none)", "\"${max(none)}\"")] // not minus infinity
    [InlineData("first(none)", "null")] // the property stays
    [InlineData("or(gone, nil)", "false")]
    [InlineData("5", "5")] // a literal alone keeps its type
    [InlineData("true", "true")]
    [InlineData("1 <> 2", "true")]
    [InlineData("skip(w, 1)", "\"bc\"")]
    [InlineData("toUpper(nil)", "\"\"")] // a null is no text
    [InlineData("'a' + nil", "\"a\"")]
    [InlineData("toUpper('straße')", "\"STRAßE\"")] // no letter becomes two
    [InlineData("concat(reverse(t)[0], t[0])", "\"ab\"")] // reverse leaves the data as it is
    [InlineData("isMatch(w, '(a)\\\\1')", "\"${isMatch(w, '(a)\\\\\\\\1')}\"")] // patterns of linear time only
    [InlineData("range(0, 10001)", "\"${range(0, 10001)}\"")]
    public void Expressions(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, Data));

    [Theory]
    [InlineData("""{"a":"${1/0}","b":"${w}"}""", """{"a":"${1/0}","b":"abc"}""")] // an error loses no card
    [InlineData("""{"a":"${n +}","b":"${w}"}""", """{"a":"${n +}","b":"abc"}""")] // nor does a syntax error
    [InlineData("""{"a":"x ${nil}"}""", """{"a":"x ${nil}"}""")] // nor a null in a text
    [InlineData("""{"a":"x ${o} ${t}"}""", """{"a":"x {\"k\":1} [\"b\",\"a\"]"}""")] // objects in a text are JSON
    [InlineData("""["${t}",[1],null]""", """[["b","a"],[1],null]""")] // a list in a list stays one, and a null a null
    [InlineData("""[{"$when":"${true}","a":1}]""", """[{"a":1}]""")]
    [InlineData("""{"a":"`${w}`"}""", """{"a":"`abc`"}""")]
    public void Templates(string template, string expected) => Assert.Equal(expected, Expansion.Tolerant(template, Data));

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("""{"a":"�"}""", Expansion.Tolerant("""{"a":"${take(e, 1)}"}""", """{"e":"🙂"}"""));
}
