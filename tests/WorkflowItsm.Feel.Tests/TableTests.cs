namespace WorkflowItsm.Feel.Tests;

/// <summary>
/// What each function and each form of the language gives, null and odd arguments included, as a table that a person can read: an
/// expression, an arrow, the value as FEEL writes it. <c>error</c> means that the text does not compile.
/// </summary>
public sealed class TableTests
{
    private const string Arrow = "  ==> ";

    public static TheoryData<string> Tables =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Tables"), "*.txt").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_line_of_a_table_holds(string table)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tables", $"{table}.txt"));

        Assert.NotEmpty(lines);
        Assert.Equal(lines, lines.Select(line => line[..line.LastIndexOf(Arrow, StringComparison.Ordinal)]).Select(text => $"{text}{Arrow}{Value(text)}"));
    }

    private static string Value(string text) => FeelExpression.Compile(text, FeelScope.Empty).Value is { } expression
        ? expression.Evaluate([], Feel.Session()).ToString()
        : "error";
}
