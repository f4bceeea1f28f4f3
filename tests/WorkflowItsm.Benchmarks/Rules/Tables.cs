using System.Text;
using WorkflowItsm.Dmn;

namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>Tables as dmn-js writes them (DMN 1.3).</summary>
internal static class Tables
{
    /// <summary>Eight rows over three inputs; every value of the inputs is looked at.</summary>
    public static readonly (string Category, string Impact, string Urgency, string Team)[] Eight =
    [
        ("\"network\"", "<= 2", "<= 2", "network-lead"),
        ("\"network\"", "-", "-", "network"),
        ("\"hardware\"", "[1..3]", "< 3", "field"),
        ("\"hardware\"", "> 3", "-", "store"),
        ("\"software\", \"database\"", "1", "-", "software-lead"),
        ("\"software\"", "-", "[2..4]", "software"),
        ("\"database\"", "-", "-", "database"),
        ("-", "-", "-", "desk"),
    ];

    public static Decision EightRows() => Read(Xml("team", Eight));

    /// <summary>Many rows: categories of which each has its own stretches of impact.</summary>
    public static Decision ManyRows(int rows) => Read(Xml("many", [.. Enumerable.Range(0, rows).Select(i =>
        ($"\"c{i / 10}\"", $"[{i % 10 * 10}..{(i % 10 * 10) + 10})", "-", $"t{i}"))]));

    public static string Xml(string name, IReadOnlyList<(string Category, string Impact, string Urgency, string Team)> rows)
    {
        var xml = new StringBuilder();
        xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="http://camunda.org/schema/1.0/dmn">
            <inputData id="i1" name="category"><variable name="category" typeRef="string"/></inputData>
            <inputData id="i2" name="impact"><variable name="impact" typeRef="number"/></inputData>
            <inputData id="i3" name="urgency"><variable name="urgency" typeRef="number"/></inputData>
            <decision id="{name}" name="{name}"><variable name="{name}" typeRef="string"/>
            <informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement id="r2"><requiredInput href="#i2"/></informationRequirement>
            <informationRequirement id="r3"><requiredInput href="#i3"/></informationRequirement>
            <decisionTable id="{name}-table" hitPolicy="FIRST">
            <input id="c1"><inputExpression id="e1" typeRef="string"><text>category</text></inputExpression></input>
            <input id="c2"><inputExpression id="e2" typeRef="number"><text>impact</text></inputExpression></input>
            <input id="c3"><inputExpression id="e3" typeRef="number"><text>urgency</text></inputExpression></input>
            <output id="o1" name="{name}" typeRef="string"/>
            """);
        for (var i = 0; i < rows.Count; i++)
        {
            var (category, impact, urgency, team) = rows[i];
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<rule id=\"row{i}\">{Cell("inputEntry", category)}{Cell("inputEntry", impact)}{Cell("inputEntry", urgency)}{Cell("outputEntry", $"\"{team}\"")}</rule>");
        }

        return xml.Append("</decisionTable></decision></definitions>").ToString();
    }

    private static string Cell(string element, string text) => $"<{element}><text>{System.Security.SecurityElement.Escape(text)}</text></{element}>";

    private static Decision Read(string xml)
    {
        var read = DmnModel.Read("table.dmn", Encoding.UTF8.GetBytes(xml));
        return read.Model?.Decisions[0] ?? throw new InvalidOperationException(string.Join('\n', read.Findings));
    }
}
