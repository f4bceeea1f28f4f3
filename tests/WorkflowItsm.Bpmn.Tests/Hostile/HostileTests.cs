using System.Diagnostics;
using System.Globalization;
using WorkflowItsm.Bpmn.Import;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Bpmn.Strict;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests.Hostile;

/// <summary>
/// Bad input costs little, whatever reads it. Memory is what a garbage collector cannot take back while the file is read: the bytes allocated bound it
/// from above, and only where they exceed the bound is the peak of the heap asked. Times are printed and not judged.
/// </summary>
public sealed class HostileTests(ITestOutputHelper output)
{
    private const long MostBytes = 256L * 1024 * 1024;

    public static TheoryData<string> Names => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_read_or_refused_within_its_memory(string name)
    {
        var file = HostileFiles.All[name]();
        Ask(name, "read", () => BpmnFile.Read("hostile.bpmn", file).Findings);
        Ask(name, "interchange", () => InterchangeDocument.Read("hostile.bpmn", file) is var read && read.Document is { } document && document.ToXml().Length == 0 ? [] : read.Findings);
        Ask(name, "examine", () => BpmnImport.Examine("hostile.bpmn", file) is var examined ? [.. examined.Findings, .. examined.Changes.Items.Select(change => change.Finding)] : []);
        Ask(name, "strict", () => BpmnStrict.Check("hostile.bpmn", file));
        Ask(name, "strict, imported", () => BpmnStrict.Check("importing.bpmn", Importing(100), _ => file));
        Ask(name, "apply", () => BpmnImport.Apply("hostile.bpmn", file).Xml.Length == 0 ? [] : []);
    }

    /// <summary>
    /// Names of elements and attributes are kept by the process for ever, as the XML library has it: bounded for each file, and nothing else may stay.
    /// </summary>
    [Fact]
    public void Nothing_of_a_file_is_kept_when_the_next_is_read()
    {
        ReadAll();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ReadAll();
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kept of {HostileFiles.All.Count} files: {kept / 1024.0:0} KB."));
        Assert.InRange(kept, long.MinValue, 1024 * 1024);

        void ReadAll()
        {
            // Names that no file had before, as many as one may have.
            var fresh = Guid.NewGuid().ToString("n");
            IEnumerable<byte[]> files = [.. HostileFiles.All.Values.Select(file => file()), HostileFiles.Names(900, fresh), HostileFiles.Names(20_000, fresh)];
            foreach (var file in files)
            {
                _ = BpmnFile.Read("hostile.bpmn", file);
                _ = BpmnStrict.Check("hostile.bpmn", file);
                _ = BpmnImport.Examine("hostile.bpmn", file);
            }
        }
    }

    [Theory]
    [InlineData("an id of five megabytes that ten thousand findings name")]
    [InlineData("calls, defaults and references in circles")]
    [InlineData("nesting of 10,000")]
    public void What_the_strict_profile_refuses_says_the_reason_in_both_languages(string name)
    {
        var findings = BpmnStrict.Check("hostile.bpmn", HostileFiles.All[name]());
        Assert.NotEmpty(findings.Items);
        Assert.All(findings.Items, finding => Assert.InRange(finding.Message.Length, 1, 2_000));
        Assert.NotEqual(findings.Items[0].Message, findings.Items[0].Says.In("zh"));
    }

    [Theory]
    [InlineData("10 MB of small elements", "xml-too-many-nodes")]
    [InlineData("a name of an element of a megabyte", "xml-too-many-names")]
    [InlineData("11 MB", "xml-too-large")]
    [InlineData("100,000 elements in a row", "too-many-elements")]
    [InlineData("nesting of 10,000", "xml-too-deep")]
    [InlineData("a document type", "xml-dtd")]
    [InlineData("a document type from outside", "xml-dtd")]
    [InlineData("an element of 10,000 attributes", "xml-too-many-attributes")]
    [InlineData("a namespace of a megabyte", "not-bpmn")]
    [InlineData("a tag of a megabyte that is not closed", "xml-too-many-names")]
    [InlineData("19,000 times the same id", "duplicate-id")]
    public void What_is_refused_says_the_reason(string name, string code)
    {
        var read = BpmnFile.Read("hostile.bpmn", HostileFiles.All[name]());
        Assert.Null(read.File);
        var finding = read.Findings.Items.First(finding => finding.Code == code);
        Assert.InRange(finding.Message.Length, 1, 1_000);
        Assert.NotEqual(finding.Message, finding.Says.In("zh"));
    }

    private static byte[] Importing(int files) => System.Text.Encoding.UTF8.GetBytes(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"urn:t\">"
        + string.Concat(Enumerable.Range(0, files).Select(at => FormattableString.Invariant($"<import importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" location=\"{at}.bpmn\" namespace=\"urn:{at}\"/>")))
        + "</definitions>");

    private void Ask(string name, string how, Func<ValueList<Finding>> read)
    {
        GC.Collect();
        using var peak = new PeakOfHeap();
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var findings = read();
        var (allocated, took) = (GC.GetAllocatedBytesForCurrentThread() - before, clock.Elapsed);
        var kept = allocated <= MostBytes ? allocated : peak.Stop();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}, {how}: {took.TotalMilliseconds:0} ms, allocated {allocated / 1048576.0:0.0} MB, kept at most {kept / 1048576.0:0.0} MB, {findings.Count} findings {string.Join(", ", findings.Items.Select(finding => finding.Code).Distinct().Take(3))}"));
        Assert.InRange(kept, 0, MostBytes);
    }
}
