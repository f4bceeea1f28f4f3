using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Runtime.Tests;

public sealed class TableTextTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "null", "" },
        { "\"INC1\"", "INC1" },
        { "true", "true" },
        { "2", "2" },
        { "2.50", "2.5" },
        { "@\"2026-03-02T13:00:05+01:00\"", "2026-03-02 12:00:05" },
        { "@\"2026-03-02\"", "2026-03-02" },
        { "@\"PT30M\"", "PT30M" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_value_has_the_text_that_the_Table_API_shows(string expression, string text) =>
        Assert.Equal(text, TableText.Of(Value(expression)));

    private static FeelValue Value(string expression) =>
        FeelExpression.Compile(expression, new([])).Value!.Evaluate(FeelContext.Empty, new(DateTimeOffset.UnixEpoch));
}
