using System.Text.RegularExpressions;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests;

public sealed partial class FindingTests
{
    public static TheoryData<string> Names => [.. FindingCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_gives_exactly_the_approved_findings(string name)
    {
        var one = FindingCase.All.Single(one => one.Name == name);
        Assert.Equal(one.Expected, one.Actual());
    }

    [Fact]
    public void The_approved_file_is_what_reading_its_cases_gives() =>
        Golden.Check(string.Concat(FindingCase.All.Select(one => one.Render(one.Actual()))), "findings", "Files");

    [Fact]
    public void The_approved_findings_are_told_in_Chinese() => Golden.Check(
        string.Concat(FindingCase.All.SelectMany(one => Some.Read(one.Content).Findings.Items)
            .Select(finding => $"{finding.Code}\n  {finding.Says.In("zh")}\n  {finding.Advises.In("zh")}\n").Distinct()),
        "findings.zh", "Files");

    [Fact]
    public void Every_kind_of_finding_has_an_approved_sentence()
    {
        var source = string.Concat(Directory.EnumerateFiles(Repository.Engine, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var codes = Codes().Matches(source).Select(match => match.Groups[1].Value).Distinct();
        var approved = string.Concat(Directory.EnumerateFiles(RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests"), "*.approved.txt", SearchOption.AllDirectories).Select(File.ReadAllText))
            + File.ReadAllText(RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "BoundsTests.cs"));
        Assert.Equal([], codes.Where(code => !approved.Contains($" {code} ", StringComparison.Ordinal) && !approved.Contains($"\"{code}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_with_an_error_gives_no_model_and_names_its_file_on_every_finding()
    {
        foreach (var one in FindingCase.All)
        {
            var read = Some.Read(Some.Process(one.Input));
            Assert.Equal(read.File is null, read.Findings.Items.Any(finding => finding.Severity == Severity.Error));
            Assert.All(read.Findings, finding => Assert.Equal("small.bpmn", finding.File));
        }
    }

    [GeneratedRegex("""(?:(?:Error|Warning|Add)\(|Code = |Need\([^;]*?(?="[a-z]+-missing"))"([a-z][a-z-]+)""")]
    private static partial Regex Codes();
}
