using System.Text;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>The table of elements does not lie: what it says is what the reader does. That what is executed also runs is tested with the engine.</summary>
public sealed class ElementTableTests
{
    public static TheoryData<string> Samples => [.. ElementSamples.All.Keys];

    public static TheoryData<string, int> RefusedTriggers =>
        [.. from row in TriggerTable.Rows from spot in Enum.GetValues<Spot>() where !row.Spots.Contains(spot) select (row.Kind, (int)spot)];

    public static TheoryData<string, int> Kept =>
        [.. ElementTable.Rows.Where(row => row is { Treatment: Treatment.Drawn, Standing: Standing.Companion or Standing.Root }).Select(row => (row.Name, (int)row.Standing))];

    public static TheoryData<string> Strangers => [.. ElementTable.Rows.Where(row => row.Treatment == Treatment.Refused).Select(row => row.Name)];

    [Fact]
    public void Everything_that_is_executed_has_a_sample_and_nothing_else_has() => Assert.Equal(
        ElementTable.Rows.Where(row => row.Treatment == Treatment.Executed).Select(row => row.Name)
            .Concat(from row in TriggerTable.Rows from spot in row.Spots.Items select $"{row.Kind} {spot}").Order(StringComparer.Ordinal),
        ElementSamples.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_executed_is_read_without_an_error_and_is_in_its_sample(string name)
    {
        var read = Some.Read(ElementSamples.All[name]);
        Assert.True(read.File is not null, Some.Text(read.Findings));
        var element = ElementTable.Rows.FirstOrDefault(row => row.Name == name)?.Name ?? TriggerTable.Rows.Single(row => row.Kind == name.Split(' ')[0]).Element;
        // A complex behavior calls its implicit throw event <event>.
        Assert.Contains(element == "implicitThrowEvent" ? "<event " : element, ElementSamples.All[name], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RefusedTriggers))]
    public void A_trigger_at_a_place_where_the_table_does_not_have_it_is_refused(string kind, int spot)
    {
        var row = TriggerTable.Rows.Single(row => row.Kind == kind);
        var definition = row.Element.Length == 0 ? "" : $"<{row.Element}/>";
        Assert.Contains(Some.Read(Some.Process(At((Spot)spot, definition))).Findings.Items, finding => finding is { Code: "trigger-not-allowed", ElementId: "N" });
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_is_only_drawn_is_no_error_and_is_written_back(string name, int standing)
    {
        var element = $"<{name} id=\"Drawn\"/>";
        var xml = Some.Process("<startEvent id=\"S\"/>" + ((Standing)standing == Standing.Companion ? element : ""));
        if ((Standing)standing == Standing.Root) xml = xml.Replace("</definitions>", element + "</definitions>", StringComparison.Ordinal);
        var read = Some.Read(xml);
        Assert.True(read.File is not null, Some.Text(read.Findings));
        Assert.Contains($"<{name} id=\"Drawn\"", Encoding.UTF8.GetString(read.File.ToXml()), StringComparison.Ordinal);
        Assert.Equal(["S"], read.File.Processes[0].Nodes.Select(node => node.Id));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_a_process_cannot_hold_is_refused(string name) => Assert.Contains(
        Some.Read(Some.Process($"<startEvent id=\"S\"/><{name} id=\"N\"/>")).Findings.Items,
        finding => finding is { Code: "unknown-element", Severity: Severity.Error });

    [Fact]
    public void No_element_stands_in_the_table_twice() =>
        Assert.Equal(ElementTable.Rows.Count(), ElementTable.Rows.Select(row => row.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData("bpmn.md", false)]
    [InlineData("bpmn.zh-CN.md", true)]
    public void The_page_of_the_documentation_is_what_the_table_says(string file, bool chinese)
    {
        var path = RepositoryRoot.PathOf("docs", file);
        var received = path + ".received.txt";
        var text = ElementPage.Write(chinese);
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"docs/{file} is not what the table says. Read {received} and, when it is right, put it in its place.");
    }

    private static string At(Spot spot, string definition) => spot switch
    {
        Spot.ProcessStart => $"<startEvent id=\"N\">{definition}</startEvent>",
        Spot.SubProcessStart => $"<startEvent id=\"S\"/><subProcess id=\"Sub\"><startEvent id=\"N\">{definition}</startEvent></subProcess>",
        Spot.EventSubProcessStart => $"<startEvent id=\"S\"/><subProcess id=\"Sub\" triggeredByEvent=\"true\"><startEvent id=\"N\">{definition}</startEvent></subProcess>",
        Spot.Catch => $"<startEvent id=\"S\"/><intermediateCatchEvent id=\"N\">{definition}</intermediateCatchEvent>",
        Spot.Boundary => $"<startEvent id=\"S\"/><task id=\"T\"/><boundaryEvent id=\"N\" attachedToRef=\"T\">{definition}</boundaryEvent>",
        Spot.Throw => $"<startEvent id=\"S\"/><intermediateThrowEvent id=\"N\">{definition}</intermediateThrowEvent>",
        _ => $"<startEvent id=\"S\"/><endEvent id=\"N\">{definition}</endEvent>",
    };
}
