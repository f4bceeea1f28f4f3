using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>A gap of a table refuses publishing where the process needs a value.</summary>
public sealed class GapTests
{
    private static readonly string _level = TableXml("level", "UNIQUE", ["impact"], ["level"], "1 | 1", "2 | 2");

    private static readonly string _mapped = TableXml("level", "FIRST", ["impact"], ["level", "group"], "1 | 1 | \"web\"");

    private static readonly string[] s_tasks = ["A", "B", "U"];

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_without_the_value_needs_it()
    {
        var finding = Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", "D>G", "G>A ? level > 1", "G>B"), _level));

        Assert.Equal(("gap-where-value-needed", "D", "some.bpmn"), (finding.Code, finding.ElementId, finding.File));
        Assert.Equal(
            "'D' needs a value from the decision 'level', but its table 'T_level' has none for impact = 0; "
            + "the condition `level > 1` of Exclusive gateway G is neither true nor false without it.",
            finding.Message);
        Assert.Equal(
            "Add a rule `< 1, (1..2), > 2` or a default output to the table, or let the process do without: mark a default flow, or ask for null in the condition or output.",
            finding.Cure);
        Assert.Equal(
            "“D”需要决策“level”给出值，但决策表“T_level”在 impact = 0 时没有值；没有它，排他网关 G的条件 `level > 1` 既不为真也不为假。",
            finding.Says.In("zh"));
    }

    [Theory]
    [InlineData("level = 1", "level = null")] // The other is true.
    [InlineData("level = 1", "impact > 1")] // May be true.
    [InlineData("if level = null then true else level > 1", "false")]
    public void What_can_go_on_without_the_value_does_not_need_it(string first, string second) =>
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", ["D>G", $"G>A ? {first}", $"G>B ? {second}"], null), _level));

    [Fact]
    public void A_gateway_without_a_default_flow_needs_what_all_its_conditions_ask_for() => Assert.EndsWith(
        "; Exclusive gateway G has no flow to take without it.",
        Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", ["D>G", "G>A ? level = 1", "G>B ? level = 2"], null), _level)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_default_flow_does_without() =>
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", "D>G", "G>A ? level = 1", "G>B"), _level));

    [Fact]
    public void A_default_output_closes_the_gap() => Assert.Empty(Refusals(
        Asking("<itsm:decision ref=\"level\" result=\"level\"/>", "D>G", "G>A ? level > 1", "G>B"),
        _level.Replace("""<output id="o_level" name="level"/>""", """<output id="o_level" name="level"><defaultOutputEntry><text>3</text></defaultOutputEntry></output>""", StringComparison.Ordinal)));

    [Fact]
    public void Outputs_carry_the_need_on_and_others_end_it()
    {
        string[] flows = ["D>G", "G>A ? x > 1", "G>B"];
        Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\"/><itsm:output name=\"x\" value=\"result.level\"/>", flows), _mapped));
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\"/><itsm:output name=\"x\" value=\"if result = null then 2 else result.level\"/>", flows), _mapped));
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"x\"/>", "D>U", "U>G", "G>A ? x > 1", "G>B"), _level));
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"x\"/>", "D>F", "F>G", "G>A ? x > 1", "G>B"), _level));
        Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"x\"/>", "D>C", "C>G", "G>A ? y > 1", "G>B"), _level));
    }

    [Fact]
    public void A_timer_needs_its_moment() => Assert.EndsWith(
        "; the timer `duration(\"PT1H\") * level` of Boundary event W has no moment without it.",
        Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", "D>A", "A>E", "W>E")
            + "<boundaryEvent id=\"W\" attachedToRef=\"A\">" + Timer("timeDuration", "duration(\"PT1H\") * level") + "</boundaryEvent>", _level)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_are_constants_meet_only_gaps_that_have_them()
    {
        string Constant(int impact) => Asking($"<itsm:decision ref=\"level\" result=\"level\"/><itsm:input name=\"impact\" value=\"{impact}\"/>", "D>G", "G>A ? level > 1", "G>B");
        Assert.Empty(Refusals(Constant(2), _level));
        Assert.Single(Refusals(Constant(3), _level));
    }

    [Fact]
    public void A_collection_may_be_empty_unless_the_process_cannot_go_on()
    {
        var notify = TableXml("level", "COLLECT", ["impact"], ["level"], "1 | 1");
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"all\"/>", "D>G", "G>A ? all = null", "G>B"), notify));
        Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"all\"/>", "D>G", "G>A ? all[1] > 1", "G>B"), notify));
    }

    [Fact]
    public void Who_marks_a_value_as_required_or_not_is_followed()
    {
        Assert.EndsWith("; it is marked as required.",
            Assert.Single(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\" required=\"true\"/>", "D>A"), _level)).Message, StringComparison.Ordinal);
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\" required=\"false\"/>", "D>G", "G>A ? level > 1", "G>B"), _level));
        Assert.Empty(Refusals(Asking("<itsm:decision ref=\"level\" result=\"level\"/>", "D>A"), _level));
    }

    [Fact]
    public void A_derived_variable_needs_a_value_wherever_it_is_read()
    {
        const string Derived = "<itsm:derive variable=\"level\" decision=\"level\"/>";
        string Plain(string condition) => """<startEvent id="S"/><exclusiveGateway id="G" default="G_B"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>"""
            + Flows("S>G", $"G>A ? {condition}", "G>B", "A>E", "B>E");
        Assert.StartsWith("The variable 'level' needs a value from the decision 'level', but its table 'T_level' has none for impact = 0; ",
            Assert.Single(Refusals(Plain("level > 1"), _level, Derived)).Message, StringComparison.Ordinal);
        Assert.Empty(Refusals(Plain("level = 1"), _level, Derived));
        Assert.EndsWith("; User task A asks for it, and nobody can fill in what is derived.",
            Assert.Single(Refusals("""<startEvent id="S"/><userTask id="A"><extensionElements><itsm:outcome id="done" requires="level"/></extensionElements></userTask><endEvent id="E"/>"""
                + Flows("S>A>E"), _level, Derived)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_requires_a_value_stops_where_none_came()
    {
        var play = new Play(Process(Asking("<itsm:decision ref=\"level\" result=\"level\" required=\"true\"/>", "D>A")), Table("level", "UNIQUE", ["impact"], ["level"], "1 | 1"))
            .Start(("impact", 3));

        Assert.Equal(
            ("decision-without-value", "Business rule task D needs a value from the decision 'level', which gave null. Correct the data or the table, then retry."),
            (play.Incident.Code, play.Incident.Sentence));
        Assert.Equal("A", play.Set(("impact", 1)).Retry().Where);
    }

    [Theory]
    [InlineData("""<inclusiveGateway id="G"/>""")]
    [InlineData("""<task id="G"/>""")]
    public void Conditions_that_leave_an_inclusive_gateway_or_an_activity_need_the_value_too(string gateway) =>
        Assert.Single(Refusals(Around(gateway, "G>A ? level = 1", "G>B ? level = 2"), _level));

    [Theory]
    [InlineData("""<inclusiveGateway id="G" default="G_B"/>""", "G>B ? level > 2")]
    [InlineData("""<task id="G" default="G_B"/>""", "G>B")]
    [InlineData("""<task id="G"/>""", "G>B")]
    [InlineData("""<complexGateway id="G"/>""", "G>B ? level = 2")]
    public void Where_another_flow_is_taken_or_nobody_can_say_nothing_is_claimed(string gateway, string otherwise) =>
        Assert.Empty(Refusals(Around(gateway, "G>A ? level = 1", otherwise), _level));

    [Theory]
    [InlineData("""<task id="M" startQuantity="2"/>""")]
    [InlineData("""<task id="M"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>""")]
    [InlineData("""<callActivity id="M" calledElement="P"/>""")]
    [InlineData("""<adHocSubProcess id="M"><task id="M1"/></adHocSubProcess>""")]
    [InlineData("""<intermediateThrowEvent id="M"><escalationEventDefinition/></intermediateThrowEvent>""")]
    [InlineData("""<intermediateThrowEvent id="M"><compensateEventDefinition/></intermediateThrowEvent>""")]
    [InlineData("""<intermediateCatchEvent id="M"><conditionalEventDefinition><condition>level = null</condition></conditionalEventDefinition></intermediateCatchEvent>""")]
    public void What_may_wait_or_give_the_value_meanwhile_ends_the_claim(string middle)
    {
        string Between(string element) => $"""
            <startEvent id="S"/><businessRuleTask id="D"><extensionElements><itsm:decision ref="level" result="level"/></extensionElements></businessRuleTask>
            {element}<exclusiveGateway id="G" default="G_B"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>
            """ + Flows("S>D>M>G", "G>A ? level > 1", "G>B", "A>E", "B>E");
        Assert.Single(Refusals(Between("<task id=\"M\"/>"), _level));
        Assert.Empty(Refusals(Between(middle), _level));
    }

    [Fact]
    public void A_decision_in_rounds_is_not_claimed_to_need_a_value() => Assert.Empty(Refusals(
        Around("<exclusiveGateway id=\"G\"/>", "G>A ? level = 1", "G>B ? level = 2").Replace(
            "</businessRuleTask>", "<standardLoopCharacteristics loopMaximum=\"2\"/></businessRuleTask>", StringComparison.Ordinal),
        _level));

    private static string Around(string gateway, string first, string second) =>
        $"""<startEvent id="S"/><businessRuleTask id="D"><extensionElements><itsm:decision ref="level" result="level"/></extensionElements></businessRuleTask>{gateway}<userTask id="A"/><userTask id="B"/><endEvent id="E"/>"""
        + Flows("S>D>G", first, second, "A>E", "B>E");

    private static string Asking(string settings, params string[] flows) => Asking(settings, flows, "G_B");

    /// <summary>Start, the business rule task D, and what the flows name: gateway G, user tasks A, B and U, script F that writes x, script C that copies x to y.</summary>
    private static string Asking(string settings, string[] flows, string? otherwise)
    {
        var all = string.Join(' ', flows);
        var parts = new List<string> { $"""<startEvent id="S"/><businessRuleTask id="D"><extensionElements>{settings}</extensionElements></businessRuleTask><endEvent id="E"/>""" };
        if (all.Contains("G>", StringComparison.Ordinal)) parts.Add($"<exclusiveGateway id=\"G\"{(otherwise is null ? "" : $" default=\"{otherwise}\"")}/>");
        foreach (var task in s_tasks)
            if (all.Contains($">{task}", StringComparison.Ordinal)) parts.Add($"<userTask id=\"{task}\"/>");
        if (all.Contains("F>", StringComparison.Ordinal)) parts.Add(Script("F", "x", "2"));
        if (all.Contains("C>", StringComparison.Ordinal)) parts.Add(Script("C", "y", "x + 1"));
        var ends = s_tasks[..2].Where(task => all.Contains($">{task}", StringComparison.Ordinal) && !flows.Contains($"{task}>E")).Select(task => $"{task}>E");
        return string.Concat(parts) + Flows(["S>D", .. flows, .. ends]);
    }

    /// <summary>What refuses publishing the process together with the table.</summary>
    private static List<Finding> Refusals(string elements, string table, string extensions = "")
    {
        var findings = new BundleReader([]).Verify("b", [File("some.bpmn", ProcessXml(elements, extensions)), File("some.dmn", table)], Release.Empty);
        return [.. findings.Items.Where(finding => finding.Severity == Severity.Error)];
    }

    private static BundleFile File(string path, string xml) => new(path, Encoding.UTF8.GetBytes(xml));
}
