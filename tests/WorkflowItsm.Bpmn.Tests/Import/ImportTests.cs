using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests.Import;

/// <summary>Files as other engines write them, with all that is found in them and what becomes of them.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Files => ["camunda7-invoice", "camunda8-order", "flowable-leave", "activiti-small", "camunda8-rest", "camunda7-mail"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_needed_change_is_listed_in_both_languages(string name) => Golden.Check(Listed(BpmnImport.Examine($"{name}.bpmn", Read(name))), $"{name}.findings", "Files");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_mechanical_changes_give_the_approved_file(string name)
    {
        var applied = BpmnImport.Apply($"{name}.bpmn", Read(name));

        Golden.Check(Encoding.UTF8.GetString(applied.Xml.Span), $"{name}.result", "Files");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_written_beside_the_file_and_what_is_left_to_do_are_as_approved(string name)
    {
        var applied = BpmnImport.Apply($"{name}.bpmn", Read(name));

        Golden.Check(
            string.Concat(applied.Files.Items.Select(file => $"## {file.Path}\n{file.Content}"))
                + "## what is left\n" + Some.Text(BpmnFile.Read($"{name}.bpmn", applied.Xml).Findings),
            $"{name}.beside", "Files");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Doing_it_again_changes_nothing_more(string name)
    {
        var once = BpmnImport.Apply($"{name}.bpmn", Read(name));
        var twice = BpmnImport.Apply($"{name}.bpmn", once.Xml);

        Assert.Equal([], twice.Applied);
        Assert.Equal(Encoding.UTF8.GetString(once.Xml.Span), Encoding.UTF8.GetString(twice.Xml.Span));
        Assert.Equal(0, BpmnImport.Examine($"{name}.bpmn", once.Xml).Mechanical);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_other_engine_said_stays_in_the_file(string name)
    {
        var (before, after) = (Foreign(Read(name)), Foreign(BpmnImport.Apply($"{name}.bpmn", Read(name)).Xml));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_change_can_be_made_alone_and_all_in_turn_are_all_at_once(string name)
    {
        var all = BpmnImport.Apply($"{name}.bpmn", Read(name));
        ReadOnlyMemory<byte> step = Read(name);
        for (var rounds = 0; BpmnImport.Examine($"{name}.bpmn", step).Changes.Items.FirstOrDefault(change => change.Fix is not null) is { } next; rounds++)
        {
            Assert.InRange(rounds, 0, 200);
            var applied = BpmnImport.Apply($"{name}.bpmn", step, new HashSet<string> { next.Fix! });
            Assert.Equal([next.Fix!], applied.Applied);
            step = applied.Xml;
        }

        Assert.Equal([], InterchangeDocument.Differences(InterchangeDocument.Read("a.bpmn", all.Xml).Document!, InterchangeDocument.Read("b.bpmn", step).Document!));
    }

    [Fact]
    public void A_file_of_ours_needs_nothing_and_comes_back_as_it_is()
    {
        var examined = BpmnImport.Examine("rich.bpmn", Repository.Rich);
        Assert.Equal([], examined.Engines);
        Assert.Equal([], examined.Changes);
        Assert.True(BpmnImport.Apply("rich.bpmn", Repository.Rich).Xml.Span.SequenceEqual(Repository.Rich));
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_why_and_comes_back_as_it_is()
    {
        var bytes = Encoding.UTF8.GetBytes("<a/>");
        Assert.Equal("not-bpmn", Assert.Single(BpmnImport.Examine("a.bpmn", bytes).Findings).Code);
        Assert.True(BpmnImport.Apply("a.bpmn", bytes).Xml.Span.SequenceEqual(bytes));
    }

    private static byte[] Read(string name) => File.ReadAllBytes(RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Import", "Files", $"{name}.bpmn"));

    private static string Listed(ImportExamination examined)
    {
        var text = new StringBuilder($"{string.Join(", ", examined.Engines)}, {examined.Mechanical} of {examined.Changes.Count} mechanical\n");
        foreach (var (finding, fix) in examined.Changes)
            text.Append(CultureInfo.InvariantCulture, $"{finding.Severity} {finding.Code} at {finding.Position?.Line}:{finding.Position?.Column}{(fix is null ? "" : $" fix {fix}")}\n")
                .Append(CultureInfo.InvariantCulture, $"  {finding.Message}\n  {finding.Cure}\n  {finding.Says.In("zh")}\n  {finding.Advises.In("zh")}\n");
        return text.ToString();
    }

    private static List<string> Foreign(ReadOnlyMemory<byte> xml) =>
    [
        .. XDocument.Load(new MemoryStream(xml.ToArray())).Descendants().SelectMany(element => element.Attributes().Where(attribute => IsForeign(attribute.Name.Namespace)).Select(attribute => attribute.ToString())
            .Prepend(IsForeign(element.Name.Namespace) ? element.ToString() : "")).Where(text => text.Length > 0).Order(StringComparer.Ordinal),
    ];

    private static bool IsForeign(XNamespace name) => name.NamespaceName.Contains("camunda", StringComparison.Ordinal) || name.NamespaceName.Contains("flowable", StringComparison.Ordinal) || name.NamespaceName.Contains("activiti", StringComparison.Ordinal);
}
