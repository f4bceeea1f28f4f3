using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ValueCheckTests
{
    private static readonly string _table = Some.Table("FIRST", "n: number [1,2,3]", "x: string [\"a\",\"b\"]", "1 => \"a\"", "2 => \"a\" + string(n)", "3 => n", "- => \"b\"");

    [Fact]
    public void An_input_outside_the_allowed_values_is_told()
    {
        var outcome = Some.Outcome(_table, "t", ("n", 4));

        Assert.Equal((FeelValue)"b", outcome.Value);
        Assert.Equal(["Table 't', column 'n': the input is 4, allowed is 1,2,3."], outcome.Problems);
    }

    [Fact]
    public void An_input_of_another_type_counts_as_null()
    {
        var outcome = Some.Outcome(_table, "t", ("n", "1"));

        Assert.Equal(FeelContext.Of(("n", FeelValue.Null)), outcome.Inputs);
        Assert.Equal("Input 'n' is \"1\", expected a number; it counts as null.", outcome.Problems[0]);
    }

    [Fact]
    public void A_missing_input_is_told_and_counts_as_null() =>
        Assert.Equal("Input 'n' was not given; it counts as null.", Some.Outcome(_table, "t").Problems[0]);

    [Fact]
    public void A_list_of_one_stands_for_its_item() =>
        Assert.Equal((FeelValue)"a", Some.Outcome(_table, "t", ("n", FeelValue.List([1]))).Value);

    [Fact]
    public void A_computed_output_outside_the_allowed_values_counts_as_null()
    {
        var outcome = Some.Outcome(_table, "t", ("n", 2));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal(["Table 't', rule 2, column 'x': the output is \"a2\", allowed is \"a\",\"b\"; it counts as null."], outcome.Problems);
    }

    [Fact]
    public void A_computed_output_of_another_type_counts_as_null() =>
        Assert.Equal(["Table 't', rule 3, column 'x': the output is 3, expected a string; it counts as null."], Some.Outcome(_table, "t", ("n", 3)).Problems);

    [Fact]
    public void Item_definitions_check_lists_structures_and_allowed_values()
    {
        var xml = Some.Definitions("""
            <itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
            <itemDefinition name='tPupil'><itemComponent name='name'><typeRef>string</typeRef></itemComponent><itemComponent name='grades' isCollection='true'><typeRef>tGrade</typeRef></itemComponent></itemDefinition>
            <inputData id='in-p' name='p'><variable name='p' typeRef='tPupil'/></inputData>
            """ + Some.Decision("d", ["in-p"], Some.Literal("count(p.grades)")));

        Assert.Equal((FeelValue)2, Some.Outcome(xml, "d", ("p", Some.Value("{name: \"n\", grades: [\"A\", \"B\"]}"))).Value);
        Assert.Equal("Input 'p' is {\"name\": \"n\", \"grades\": [\"C\"]}, expected a context 'tPupil' of name, grades; it counts as null.",
            Some.Outcome(xml, "d", ("p", Some.Value("{name: \"n\", grades: [\"C\"]}"))).Problems[0]);
    }

    [Fact]
    public void A_spent_budget_gives_null_and_its_sentence()
    {
        var xml = Some.Definitions(Some.Input("n") + Some.Decision("d", ["in-n"], Some.Literal("count(for i in 1..1000000 return i * n)")));
        var session = new FeelSession(DateTimeOffset.UnixEpoch, new FeelLimits(Steps: 1000));
        var outcome = Some.Model(xml).Find("d")!.Evaluate(FeelContext.Of(("n", 1)), session);

        Assert.True(outcome.Value.IsNull);
        Assert.NotNull(session.Exhausted);
        Assert.Equal([session.Exhausted], outcome.Problems);
    }
}
