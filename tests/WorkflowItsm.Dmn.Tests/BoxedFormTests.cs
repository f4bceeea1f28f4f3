using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

/// <summary>Each form of boxed logic beside others, as an outcome.</summary>
public sealed class BoxedFormTests
{
    private const string Numbers = "<in><literalExpression><text>[1, 2, 3]</text></literalExpression></in>";
    private const string People = """<in><literalExpression><text>[{name: "a", age: 1}, {name: "b", age: 2}]</text></literalExpression></in>""";

    public static TheoryData<string, string> Forms => new()
    {
        { $"<for iteratorVariable='i'>{Numbers}<return>{Some.Literal("i * n")}</return></for>", "[10, 20, 30]" },
        { $"<for iteratorVariable='i'>{Numbers}<return>{Some.Literal("count(partial)")}</return></for>", "[0, 1, 2]" },
        { $"<for iteratorVariable='i'><in>{Some.Literal("[1..3]")}</in><return>{Some.Literal("i")}</return></for>", "[1, 2, 3]" },
        { $"<for iteratorVariable='i'><in>{Some.Literal("n")}</in><return>{Some.Literal("i")}</return></for>", "[10]" },
        { $"<for iteratorVariable='i'><in>{Some.Literal("null")}</in><return>{Some.Literal("i")}</return></for>", "null" },
        { $"<every iteratorVariable='i'>{Numbers}<satisfies>{Some.Literal("i > 0")}</satisfies></every>", "true" },
        { $"<every iteratorVariable='i'>{Numbers}<satisfies>{Some.Literal("i > 1")}</satisfies></every>", "false" },
        { $"<every iteratorVariable='i'>{Numbers}<satisfies>{Some.Literal("if i = 1 then null else true")}</satisfies></every>", "null" },
        { $"<some iteratorVariable='i'>{Numbers}<satisfies>{Some.Literal("i > 2")}</satisfies></some>", "true" },
        { $"<some iteratorVariable='i'>{Numbers}<satisfies>{Some.Literal("i > 3")}</satisfies></some>", "false" },
        { $"<filter>{Numbers}<match>{Some.Literal("item > 1")}</match></filter>", "[2, 3]" },
        { $"<filter>{Numbers}<match>{Some.Literal("2")}</match></filter>", "2" },
        { $"<filter>{Numbers}<match>{Some.Literal("-1")}</match></filter>", "3" },
        { $"<filter>{People}<match>{Some.Literal("age > 1")}</match></filter>", """[{"name": "b", "age": 2}]""" },
        { $"<filter>{People}<match>{Some.Literal("item.age < n and name = \"a\"")}</match></filter>", """[{"name": "a", "age": 1}]""" },
        { $"<filter><in>{Some.Literal("null")}</in><match>{Some.Literal("true")}</match></filter>", "null" },
        { $"<filter>{People}<match><filter>{Numbers}<match>{Some.Literal("item = age")}</match></filter></match></filter>", "[]" },
        { $"<conditional><if>{Some.Literal("n > 1")}</if><then>{Some.Literal("1")}</then><else>{Some.Literal("2")}</else></conditional>", "1" },
        { $"<conditional><if>{Some.Literal("null")}</if><then>{Some.Literal("1")}</then><else>{Some.Literal("2")}</else></conditional>", "2" },
        { $"<conditional><if>{Some.Literal("\"x\"")}</if><then>{Some.Literal("1")}</then><else>{Some.Literal("2")}</else></conditional>", "null" },
        { Context(("f", Function("a, b: number", "a + b + n")), ("", Some.Literal("f(1, 2)"))), "13" },
        { Context(("f", Function("a, b: number", "a + b")), ("", Some.Literal("f(1, \"x\")"))), "null" },
        { Context(("f", Function("a", "a * n")), ("", $"<invocation>{Some.Literal("f")}<binding><parameter name='a'/>{Some.Literal("4")}</binding></invocation>")), "40" },
        { Context(("fac", Function("k", "if k < 2 then 1 else k * fac(k - 1)")), ("", Some.Literal("fac(5)"))), "120" },
        { Context(("f", Function("a", "a")), ("", $"<for iteratorVariable='i'>{Numbers}<return>{Some.Literal("f(i)")}</return></for>")), "[1, 2, 3]" },
        { Context(("a", Some.Literal("1")), ("b", Some.Literal("a + 1"))), """{"a": 1, "b": 2}""" },
        { "<list typeRef='number'><literalExpression><text>1</text></literalExpression></list>", "1" },
        { "<list typeRef='string'><literalExpression><text>1</text></literalExpression></list>", "null" },
        { $"<relation><column name='x' typeRef='number'/><row>{Some.Literal("[1]")}</row><row>{Some.Literal("\"a\"")}</row></relation>", """[{"x": 1}, {"x": null}]""" },
        { Context(("f", Function("a: number", "a")), ("", Some.Literal("[f instance of function<number>->number, f instance of function<string>->number]"))), "[true, false]" },
        { $"<relation><column name='x'/><column name='y'/><row>{Some.Literal("1")}{Some.Literal("n")}</row></relation>", """[{"x": 1, "y": 10}]""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Boxed_logic_gives_its_value(string logic, string expected) => Assert.Equal(
        expected, Some.Outcome(Some.Definitions(Some.Input("n", "number") + Some.Decision("d", ["in-n"], logic)), "d", ("n", 10)).Value.ToString());

    [Fact]
    public void A_knowledge_model_is_a_function_for_texts_and_may_call_itself()
    {
        var xml = Some.Definitions("<businessKnowledgeModel id='m' name='fac of'><encapsulatedLogic><formalParameter name='k' typeRef='number'/>"
            + $"{Some.Literal("if k < 2 then 1 else k * fac of(k - 1)")}</encapsulatedLogic></businessKnowledgeModel>"
            + Some.Decision("d", [], $"<knowledgeRequirement><requiredKnowledge href='#m'/></knowledgeRequirement>{Some.Literal("for i in 1..4 return fac of(i)")}"));

        Assert.Equal("[1, 2, 6, 24]", Some.Outcome(xml, "d").Value.ToString());
    }

    [Theory]
    [InlineData("f(1)")]
    [InlineData("[f][1](1)")]
    public void Endless_calls_end_in_an_exhausted_session(string call)
    {
        var xml = Some.Definitions($"<businessKnowledgeModel id='m' name='f'><encapsulatedLogic><formalParameter name='k'/>{Some.Literal(call)}</encapsulatedLogic></businessKnowledgeModel>"
            + Some.Decision("d", [], $"<knowledgeRequirement><requiredKnowledge href='#m'/></knowledgeRequirement>{Some.Literal("f(1)")}"));
        var session = Some.Session();

        Assert.True(Some.Model(xml).Find("d")!.Evaluate(FeelContext.Empty, session).Value.IsNull);
        Assert.Equal("The evaluation stopped: its calls nest deeper than 100 levels.", session.Exhausted);
    }

    [Fact]
    public void A_tall_model_that_calls_itself_does_not_overflow_the_stack()
    {
        var tall = string.Concat(Enumerable.Repeat("<list>", 25)) + Some.Literal("[[[[[[[[[[[[[[[[f(k)]]]]]]]]]]]]]]]]") + string.Concat(Enumerable.Repeat("</list>", 25));
        var xml = Some.Definitions($"<businessKnowledgeModel id='m' name='f'><encapsulatedLogic><formalParameter name='k'/>{tall}</encapsulatedLogic></businessKnowledgeModel>"
            + Some.Decision("d", [], $"<knowledgeRequirement><requiredKnowledge href='#m'/></knowledgeRequirement>{Some.Literal("f(1)")}"));
        var session = new FeelSession(DateTimeOffset.UnixEpoch, new FeelLimits(Depth: 1_000));

        Assert.True(Some.Model(xml).Find("d")!.Evaluate(FeelContext.Empty, session).Value.IsNull);
        Assert.NotNull(session.Exhausted);
    }

    [Fact]
    public void A_loop_that_makes_too_much_ends_in_an_exhausted_session()
    {
        var session = new FeelSession(DateTimeOffset.UnixEpoch, new FeelLimits(Bytes: 100_000));
        var xml = Some.Definitions(Some.Decision("d", [], $"<for iteratorVariable='i'><in>{Some.Literal("1..1000")}</in><return>{Some.Literal("partial")}</return></for>"
            .Replace("1..1000", "[1..1000]", StringComparison.Ordinal)));

        Assert.True(Some.Model(xml).Find("d")!.Evaluate(FeelContext.Empty, session).Value.IsNull);
        Assert.StartsWith("The evaluation stopped: it makes", session.Exhausted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<functionDefinition kind='Java'/>", "external-function")]
    [InlineData("<for><in><literalExpression><text>[1]</text></literalExpression></in><return><literalExpression><text>1</text></literalExpression></return></for>", "no-iterator-variable")]
    [InlineData("<filter><in><literalExpression><text>[1]</text></literalExpression></in></filter>", "no-expression")]
    public void Boxed_logic_that_cannot_be_read_is_told(string logic, string code) =>
        Assert.Equal(code, Assert.Single(Some.Read(Some.Definitions(Some.Decision("d", [], logic))).Findings).Code);

    private static string Context(params (string Name, string Logic)[] entries) =>
        $"<context>{string.Concat(entries.Select(entry => $"<contextEntry>{(entry.Name.Length > 0 ? $"<variable name='{entry.Name}'/>" : "")}{entry.Logic}</contextEntry>"))}</context>";

    private static string Function(string parameters, string feel)
    {
        var written = parameters.Split(", ").Select(parameter => parameter.Split(": "))
            .Select(parts => $"<formalParameter name='{parts[0]}'{(parts.Length > 1 ? $" typeRef='{parts[1]}'" : "")}/>");
        return $"<functionDefinition>{string.Concat(written)}{Some.Literal(feel)}</functionDefinition>";
    }
}
