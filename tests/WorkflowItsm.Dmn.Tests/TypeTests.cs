namespace WorkflowItsm.Dmn.Tests;

public sealed class TypeTests
{
    private const string Types = """
        <itemDefinition name='tAge'><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
        <itemDefinition name='tAges' isCollection='true'><typeRef>tAge</typeRef></itemDefinition>
        <itemDefinition name='tPair' isCollection='true'><typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
        <itemDefinition name='tSmall' isCollection='true'><typeRef>number</typeRef><allowedValues><text>&lt; 10</text></allowedValues></itemDefinition>
        <itemDefinition name='tPerson'><itemComponent name='full name'><typeRef>string</typeRef></itemComponent>
          <itemComponent name='ages'><typeRef>tAges</typeRef></itemComponent></itemDefinition>
        <itemDefinition name='tTree'><itemComponent name='value'><typeRef>number</typeRef></itemComponent>
          <itemComponent name='children' isCollection='true'><typeRef>tTree</typeRef></itemComponent></itemDefinition>
        <itemDefinition name='tFunction'><functionItem outputTypeRef='number'><parameters name='n' typeRef='number'/></functionItem></itemDefinition>
        """;

    [Theory]
    [InlineData("tAge", "12", "12")]
    [InlineData("tAge", "[12]", "12")]
    [InlineData("tAge", "200", "null")]
    [InlineData("tAge", "null", "null")]
    [InlineData("tAges", "[1, 2]", "[1, 2]")]
    [InlineData("tAges", "1", "[1]")]
    [InlineData("tAges", "[1, 200]", "null")]
    [InlineData("tPair", "[1, 2]", "[1, 2]")]
    [InlineData("tPair", "[1, 2, 3]", "null")]
    [InlineData("tSmall", "[1, 2]", "[1, 2]")]
    [InlineData("tSmall", "[1, 20]", "null")]
    [InlineData("tPerson", "{\"full name\": \"a\", ages: [1]}", "{\"full name\": \"a\", \"ages\": [1]}")]
    [InlineData("tPerson", "{\"full name\": \"a\", ages: [1], more: 2}", "{\"full name\": \"a\", \"ages\": [1], \"more\": 2}")]
    [InlineData("tPerson", "{\"full name\": \"a\"}", "null")]
    [InlineData("tTree", "{value: 1, children: [{value: 2, children: []}]}", "{\"value\": 1, \"children\": [{\"value\": 2, \"children\": []}]}")]
    [InlineData("tTree", "{value: 1, children: [{value: \"x\", children: []}]}", "null")]
    [InlineData("tFunction", "abs", "abs")]
    [InlineData("tFunction", "function(a: number) a", "function(a)")]
    [InlineData("tFunction", "function(a, b) a", "null")]
    [InlineData("tFunction", "function(a: number) \"x\"", "null")]
    [InlineData("tFunction", "1", "null")]
    [InlineData("dateTime", "date(\"2026-01-02\")", "@\"2026-01-02T00:00:00Z\"")]
    [InlineData("date", "@\"2026-01-02T00:00:00Z\"", "null")]
    [InlineData("range", "[1..2]", "[1..2]")]
    public void A_value_is_brought_to_the_declared_type_or_is_null(string type, string feel, string expected) => Assert.Equal(expected, Eval(type, feel));

    [Theory]
    [InlineData("300 instance of tAge", "true")]
    [InlineData("\"x\" instance of tAge", "false")]
    [InlineData("[1] instance of tAges", "true")]
    [InlineData("{\"full name\": \"a\", ages: []} instance of tPerson", "true")]
    [InlineData("{ages: []} instance of tPerson", "false")]
    [InlineData("[{value: 1, children: []}] instance of list<tTree>", "true")]
    [InlineData("abs instance of tFunction", "true")]
    [InlineData("{f: abs} instance of context<f: tFunction>", "true")]
    [InlineData("(function(a: tAge) a)(200)", "200")]
    [InlineData("(function(a: tAge) a)(\"x\")", "null")]
    public void Texts_may_name_the_types_of_the_model(string feel, string expected) => Assert.Equal(expected, Eval("Any", feel));

    [Fact]
    public void A_type_that_is_nothing_but_itself_is_told()
    {
        var findings = Some.Read(Some.Definitions("<itemDefinition name='a'><typeRef>b</typeRef></itemDefinition><itemDefinition name='b'><typeRef>a</typeRef></itemDefinition>")).Findings;

        Assert.Equal("type-cycle", Assert.Single(findings).Code);
    }

    [Fact]
    public void Types_that_hold_each_other_many_times_over_are_read_in_time()
    {
        var types = Enumerable.Range(1, 40).Select(i => $"<itemDefinition name='t{i}'><itemComponent name='a'><typeRef>t{i - 1}</typeRef></itemComponent>"
            + $"<itemComponent name='b'><typeRef>t{i - 1}</typeRef></itemComponent></itemDefinition>");
        var xml = Some.Definitions("<itemDefinition name='t0'><typeRef>number</typeRef></itemDefinition>" + string.Concat(types) + Some.Decision("d", [], Some.Literal("{} instance of t40")));

        Assert.NotNull(Some.Model(xml));
    }

    private static string Eval(string type, string feel) =>
        Some.Outcome(Some.Definitions(Types + Some.Input("some") + Some.Decision("d", ["in-some"], Some.Literal(feel)).Replace("<variable name='d'/>", $"<variable name='d' typeRef='{type}'/>", StringComparison.Ordinal)), "d").Value.ToString();
}
