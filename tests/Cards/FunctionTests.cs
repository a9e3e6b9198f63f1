namespace CrmBot.Cards.Tests;

/// <summary>The functions that cards need are there, under their own names.</summary>
public sealed class FunctionTests
{
    private const string Needed = """
        if equals not and or exists empty coalesce concat count length join foreach select where first last any all sum min max
        average round floor ceiling add sub mul div mod string int float bool json jsonStringify formatNumber formatDateTime
        formatEpoch formatTicks toUpper toLower trim substring replace split startsWith endsWith contains indexOf lastIndexOf
        createArray range take skip subArray sortBy sortByDescending reverse union intersection unique indicesAndValues getProperty
        setProperty addProperty merge isMatch isString isInteger isFloat isBoolean isArray isObject isDateTime addDays addHours
        addMinutes addSeconds dayOfWeek dayOfMonth year month date titleCase greater greaterOrEquals less lessOrEquals
        """;

    [Fact]
    public void Every_function_that_cards_need_is_known() =>
        Assert.All(Needed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), name => Assert.NotNull(Library.Find(name)));

    [Theory]
    [InlineData("mod(7.5, 2)", "\"${mod(7.5, 2)}\"")] // whole numbers only
    [InlineData("7 % 4", "3")]
    [InlineData("contains(split(gone, 5), 'x')", "false")] // an error among its arguments means no
    [InlineData("isObject(l)", "true")]
    [InlineData("rows[0].name", "\"${rows[0].name}\"")] // within a path an element that is not there leads nowhere
    [InlineData("concat('a', rows[0].name)", "\"a${rows[0].name}\"")]
    [InlineData("concat('a', 1/0)", "\"a${(1 / 0)}\"")] // an error costs only its part
    [InlineData("'' & 3.645e", "\"${'' & 3.645e}\"")]
    [InlineData("formatNumber(-41, 0)", "\"\u221241\"")]
    [InlineData("-price", "-1.2345678901234567")] // all digits that a double has
    [InlineData("'' & small", "\"3.3333333333333334e-8\"")]
    [InlineData("'' & tiny", "\"0.000013599999999999999\"")]
    [InlineData("'' & large", "\"3.1166666666666663e+22\"")]
    [InlineData("'' & wide", "\"999999999999999900000\"")]
    public void Functions(string expression, string expected) => Assert.Equal(expected, Expansion.Eval(expression, """
        {"l":[1],"rows":[],"price":1.2345678901234567,"small":3.3333333333333334e-8,"tiny":0.000013599999999999999,
         "large":3.1166666666666663e+22,"wide":999999999999999900000}
        """));
}
