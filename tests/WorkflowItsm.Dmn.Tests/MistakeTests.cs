using System.Globalization;
using System.Text;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Dmn.Tests;

/// <summary>
/// Every kind of mistake that a person can make in FEEL, in a cell and in a file gives a sentence with its place, what was found and what
/// was expected, and a cure. The sentences are approved as people read them.
/// </summary>
public sealed class MistakeTests
{
    private static readonly string[] _expressions =
    [
        "", "1 +", "1 + * 2", "(1", "1)", "[1, 2", "[1..", "[1..2", "{a 1}", "{a: }", "{: 1}", "{a: 1, a: 2}", "{a: 1", "\"abc", "@\"2026-02-30\"", "1 2",
        "a b", "if 1 then 2", "if 1 else 2", "for in [1] return 1", "for i [1] return i", "for i in [1] i", "some i in [1]", "every i in [1] satisfies",
        "x instance of", "x instance of numbr", "x instance of number<string>", "x instance of list<>", "function(a b", "function(x) external {}", "f(1, b: 2)",
        "sum(1,", "sum(, 1)", "imapct = 1", "strin length(\"a\")", "x.", "x.1", "x[", "x[]", "9e9999", "1.2.3", "#", "1 between 2", "1 between 2 and",
        "1 in", "1 in (", "not(", "1 = = 2", "true and", "// only a remark", "/* open", "x = 'a'", "x == 1", "x && true", "ünknown", "中文",
    ];

    private static readonly string[] _cells =
    [
        "<", "[1..", "]1..2", "1,", ",1", "not(", "not(1", "- 1,", "\"open", "> > 1", "1..2", "[\"a\"..]", "impakt", "date(", "? >",
    ];

    private static readonly string[] _files =
    [
        "", "no xml", "<a><b></a>", "<!DOCTYPE x><definitions/>", "<definitions/>", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>",
    ];

    private static readonly string[] _elements =
    [
        Some.Decision("d", [], ""),
        "<decision id='d'/>",
        "<inputData id='i'/>",
        "<decision name='d'>" + Some.Literal("1") + "</decision>",
        Some.Decision("d", [], Some.Literal("1")) + Some.Decision("d", [], Some.Literal("2")),
        Some.Decision("d", ["gone"], Some.Literal("1")),
        Some.Decision("d", ["in-gone"], Some.Literal("1")),
        Some.Decision("a", ["b"], Some.Literal("b")) + Some.Decision("b", ["a"], Some.Literal("a")),
        Some.Decision("d", [], "<literalExpression><text/></literalExpression>"),
        Some.Decision("d", [], "<literalExpression expressionLanguage='groovy'><text>1</text></literalExpression>"),
        Some.Input("i", "strng"),
        "<itemDefinition name='t'><typeRef>t</typeRef></itemDefinition>",
        "<itemDefinition name='t'><typeRef>number</typeRef><allowedValues><text>[1..</text></allowedValues></itemDefinition>",
        "<itemDefinition name='t'><functionItem outputTypeRef='gone'/></itemDefinition>",
        Some.Decision("d", [], "<invocation><literalExpression><text>gone</text></literalExpression></invocation>"),
        "<businessKnowledgeModel id='m' name='m'><encapsulatedLogic><formalParameter name='a'/>" + Some.Literal("a") + "</encapsulatedLogic></businessKnowledgeModel>"
            + Some.Decision("d", [], "<knowledgeRequirement><requiredKnowledge href='#m'/></knowledgeRequirement><invocation>" + Some.Literal("m")
                + "<binding><parameter name='b'/>" + Some.Literal("1") + "</binding></invocation>"),
        "<businessKnowledgeModel id='m' name='m'/>",
        "<businessKnowledgeModel id='m' name='m'><encapsulatedLogic kind='Java'/></businessKnowledgeModel>",
        "<decisionService id='s' name='s'/>",
        "<decisionService id='s' name='s'><outputDecision href='#gone'/></decisionService>",
        "<import name='x' namespace='urn:gone'/>",
        "<import name='x' namespace='urn:x' importType='http://www.w3.org/2001/XMLSchema'/>",
        Some.Decision("d", [], "<relation><column name='a'/><row/></relation>"),
        Some.Decision("d", [], "<conditional><if>" + Some.Literal("true") + "</if></conditional>"),
        Some.Decision("d", [], "<for><in>" + Some.Literal("[1]") + "</in><return>" + Some.Literal("1") + "</return></for>"),
        Some.Decision("d", [], "<functionDefinition kind='PMML'/>"),
        Some.Decision("d", [], "<context><contextEntry><variable name='a'/></contextEntry></context>"),
    ];

    private static readonly string[] _tables =
    [
        Table("<decisionTable id='t'/>"),
        Table("<decisionTable id='t' hitPolicy='BEST'><output/></decisionTable>"),
        Table("<decisionTable id='t'><input/><output/></decisionTable>"),
        Table("<decisionTable id='t'><output/><output/></decisionTable>"),
        Table("<decisionTable id='t'><output name='a'/><output name='a'/></decisionTable>"),
        Table("<decisionTable id='t' hitPolicy='COLLECT' aggregation='SUM'><output name='a'/><output name='b'/></decisionTable>"),
        Table("<decisionTable id='t' hitPolicy='PRIORITY'><output name='a'/></decisionTable>"),
        Table("<decisionTable id='t'><output name='a'/><rule id='r'/></decisionTable>"),
        Table("<decisionTable id='t'><output name='a' typeRef='number'/><rule id='r'><outputEntry><text>\"x\"</text></outputEntry></rule></decisionTable>"),
        Table("<decisionTable id='t'><output name='a'><outputValues><text>1, 2</text></outputValues></output><rule id='r'><outputEntry><text>3</text></outputEntry></rule></decisionTable>"),
        Table("<decisionTable id='t'><output name='a'/><rule id='r'><outputEntry><text></text></outputEntry></rule></decisionTable>"),
        Table("<decisionTable id='t'><output name='a'/><rule id='r'><outputEntry><text>1 +</text></outputEntry></rule></decisionTable>"),
    ];

    [Fact]
    public void Each_kind_of_mistake_has_its_sentence()
    {
        var (text, sentences) = Told("en");
        Golden.Check(text);
        Assert.True(sentences >= 60, $"Only {sentences} sentences.");
    }

    [Fact]
    public void Each_kind_of_mistake_has_its_Chinese_sentence() => Golden.Check(Told("zh").Text);

    private static (string Text, int Sentences) Told(string language)
    {
        var text = new StringBuilder();
        var sentences = 0;
        foreach (var expression in _expressions) Say(expression, FeelExpression.Compile(expression, new FeelScope(["x", "impact"])).Findings);
        foreach (var cell in _cells) Say($"cell {cell}", FeelUnaryTests.Compile(cell, new FeelScope(["impact"])).Findings);
        foreach (var file in _files) Say(file, Some.Read(file).Findings);
        foreach (var elements in _elements.Concat(_tables)) Say(elements, Some.Read(Some.Definitions(elements)).Findings);

        return (text.ToString(), sentences);

        void Say(string what, ValueList<Finding> findings)
        {
            text.Append(what.ReplaceLineEndings(" ")).Append('\n');
            foreach (var finding in findings)
            {
                sentences++;
                text.Append(CultureInfo.InvariantCulture, $"    {finding.Severity} {finding.Code} {finding.Position}: {finding.Says.In(language)} | {finding.Advises.In(language)}\n");
            }
            if (findings.IsEmpty) text.Append("    nothing is wrong\n");
        }
    }

    private static string Table(string xml) => Some.Decision("d", [], xml);
}
