using System.Security;
using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

/// <summary>Small DMN files, written short.</summary>
internal static class Some
{
    public const string Dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /// <summary>Definitions around elements, each on a line of its own.</summary>
    public static string Definitions(string elements, string ns = Dmn13) =>
        $"<definitions xmlns='{ns}' xmlns:itsm='http://workflowitsm.org/schema/1.0' id='defs' name='some' namespace='urn:some'>\n{elements}\n</definitions>";

    public static string Input(string name, string type = "Any") =>
        $"<inputData id='in-{name}' name='{name}'><variable name='{name}' typeRef='{type}'/></inputData>";

    /// <summary>
    /// A table of one decision 't' over input data, in words: <c>inputs</c> "a: number [1,2,3]; b",
    /// <c>outputs</c> "x: string ["p","q"] ?"p"" (allowed values in brackets, default after the question mark),
    /// each rule "1 | &lt; 2 => "p" // note".
    /// </summary>
    public static string Table(string policy, string inputs, string outputs, params string[] rules)
    {
        var columns = inputs.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Column.Parse).ToList();
        var results = outputs.Split(';', StringSplitOptions.TrimEntries).Select(Column.Parse).ToList();
        return Definitions(string.Join("\n", columns.Select(column => Input(column.Name, column.Type)).Append(
            Decision("t", [.. columns.Select(column => $"in-{column.Name}")], TableXml(policy, columns, results, rules)))));
    }

    public static string Decision(string name, string[] requires, string logic) =>
        $"<decision id='{name}' name='{name}'><variable name='{name}'/>{string.Concat(requires.Select(Requirement))}\n{logic}\n</decision>";

    public static string Literal(string feel) => $"<literalExpression><text>{SecurityElement.Escape(feel)}</text></literalExpression>";

    public static DmnRead Read(string xml) => DmnModel.Read("some.dmn", Encoding.UTF8.GetBytes(xml));

    public static DmnModel Model(string xml)
    {
        var read = Read(xml);
        Assert.DoesNotContain(read.Findings, finding => finding.Severity == Severity.Error);
        return read.Model!;
    }

    public static DecisionOutcome Outcome(string xml, string decision, params (string, FeelValue)[] inputs) =>
        Model(xml).Find(decision)!.Evaluate(FeelContext.Of(inputs), Session());

    public static FeelSession Session() => new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    /// <summary>A value in FEEL's own words.</summary>
    public static FeelValue Value(string feel) =>
        FeelExpression.Compile(feel, new FeelScope([])).Value!.Evaluate(FeelContext.Empty, Session());

    private static string Requirement(string id) => id.StartsWith("in-", StringComparison.Ordinal)
        ? $"<informationRequirement><requiredInput href='#{id}'/></informationRequirement>"
        : $"<informationRequirement><requiredDecision href='#{id}'/></informationRequirement>";

    private static string TableXml(string policy, List<Column> columns, List<Column> results, string[] rules)
    {
        var (name, aggregation) = policy.Split(' ') is ["COLLECT", var operation] ? ("COLLECT", $" aggregation='{operation}'") : (policy, "");
        var lines = columns
            .Select(column => $"<input><inputExpression typeRef='{column.Type}'>{Text(column.Name)}</inputExpression>{Values("inputValues", column.Allowed)}</input>")
            .Concat(results.Select(result =>
                $"<output name='{result.Name}' typeRef='{result.Type}'>{Values("outputValues", result.Allowed)}{Values("defaultOutputEntry", result.Default)}</output>"))
            .Concat(rules.Select((rule, i) => RuleXml(rule, i + 1)));
        return $"<decisionTable id='t-table' hitPolicy='{name}'{aggregation}>\n{string.Join("\n", lines)}\n</decisionTable>";
    }

    private static string RuleXml(string words, int number)
    {
        var (cells, note) = words.Split("//", StringSplitOptions.TrimEntries) is [var left, var right] ? (left, $"<description>{right}</description>") : (words, "");
        var sides = cells.Split("=>", StringSplitOptions.TrimEntries);
        var inputs = sides[0].Length == 0 ? "" : Cells("inputEntry", sides[0]);
        return $"<rule id='r{number}'>{note}{inputs}{Cells("outputEntry", sides[1])}</rule>";
    }

    private static string Cells(string element, string words) =>
        string.Concat(words.Split('|', StringSplitOptions.TrimEntries).Select(cell => $"<{element}>{Text(cell)}</{element}>"));

    private static string Values(string element, string? text) => text is null ? "" : $"<{element}>{Text(text)}</{element}>";

    private static string Text(string feel) => $"<text>{SecurityElement.Escape(feel)}</text>";

    private sealed record Column(string Name, string Type, string? Allowed, string? Default)
    {
        public static Column Parse(string words)
        {
            var parts = words.Split('?', 2, StringSplitOptions.TrimEntries);
            var open = parts[0].IndexOf('[', StringComparison.Ordinal);
            var allowed = open < 0 ? null : parts[0][(open + 1)..^1];
            var names = (open < 0 ? parts[0] : parts[0][..open]).Split(':', StringSplitOptions.TrimEntries);
            return new(names[0], names.Length > 1 ? names[1] : "Any", allowed, parts.Length > 1 ? parts[1] : null);
        }
    }
}
