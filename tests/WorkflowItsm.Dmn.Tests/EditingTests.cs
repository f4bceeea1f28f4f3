using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class EditingTests
{
    private const string Filter = """
        <filter><in><literalExpression><text>[1]</text></literalExpression></in><match><literalExpression><text>true</text></literalExpression></match></filter>
        """;

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void A_file_of_tables_can_be_edited_whatever_its_version(string version) =>
        Assert.Empty(Reasons(Some.Definitions(Some.Decision("d", [], Some.Literal("1")), version)));

    [Fact]
    public void What_came_after_1_3_makes_a_file_read_only()
    {
        var reason = Assert.Single(Reasons(Some.Definitions(Some.Decision("late", [], Filter), "https://www.omg.org/spec/DMN/20211108/MODEL/")));

        Assert.Equal("'late' holds a boxed filter, which is newer than DMN 1.3; the table editor would drop it.", reason.Message);
        Assert.Equal(new TextPosition(3, 2), reason.Position);
        Assert.Equal("late", reason.ElementId);
    }

    [Fact]
    public void Version_1_1_is_read_only() => Assert.Equal(
        "The file is written in DMN 1.1; the table editor holds DMN 1.2 and later.",
        Assert.Single(Reasons(Some.Definitions("", "http://www.omg.org/spec/DMN/20151101/dmn.xsd"))).Message);

    [Fact]
    public void What_is_no_dmn_cannot_be_edited()
    {
        Assert.Equal("not-dmn", Assert.Single(Reasons("<x/>")).Code);
        Assert.NotEmpty(Reasons("<x"));
    }

    private static ValueList<Finding> Reasons(string xml) => DmnEditing.ReasonsReadOnly("some.dmn", Encoding.UTF8.GetBytes(xml));
}
