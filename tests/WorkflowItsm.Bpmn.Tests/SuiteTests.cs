using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class SuiteTests
{
    [Theory]
    [InlineData("miwg")]
    [InlineData("betsy")]
    [InlineData("token-simulation")]
    public void A_model_of_a_public_suite_is_read_or_refused_with_sentences(string suite)
    {
        foreach (var path in Directory.EnumerateFiles(Shared.Require("bpmn-suites", suite), "*.bpmn", SearchOption.AllDirectories))
        {
            var read = BpmnFile.Read(Path.GetFileName(path), File.ReadAllBytes(path));
            Assert.Equal(read.File is null, read.Findings.Items.Any(finding => finding.Severity == Severity.Error));
        }
    }
}
