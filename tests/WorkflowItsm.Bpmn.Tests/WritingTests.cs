using System.Text;
using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class WritingTests
{
    [Fact]
    public void An_unchanged_file_is_written_with_an_equal_infoset()
    {
        var written = BpmnFile.Read("rich.bpmn", Repository.Rich).File!.ToXml();
        Assert.True(XNode.DeepEquals(Load(Repository.Rich), Load(written)), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void Line_ends_and_tabs_that_a_file_escapes_come_back_escaped()
    {
        var xml = Encoding.UTF8.GetBytes(Some.Process("<startEvent id=\"S\" name=\"a&#10;b&#9;c&#13;d\"><documentation>x&#13;&#10;y</documentation></startEvent>"));
        var written = BpmnFile.Read("small.bpmn", xml).File!.ToXml();
        Assert.True(XNode.DeepEquals(Load(xml), Load(written)), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void A_file_in_another_encoding_comes_back_in_UTF_8()
    {
        var text = "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + Some.Process("<startEvent id=\"S\" name=\"处理\"/>");
        var written = BpmnFile.Read("small.bpmn", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()).File!.ToXml();
        var lines = Encoding.UTF8.GetString(written);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", lines, StringComparison.Ordinal);
        Assert.Contains("name=\"处理\"", lines, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GB2312")]
    [InlineData("GB18030")]
    public void A_file_in_an_encoding_of_older_editors_is_read(string encoding)
    {
        var text = $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>" + Some.Process("<startEvent id=\"S\" name=\"处理\"/>");
        var read = BpmnFile.Read("small.bpmn", CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(text));
        Assert.Equal("处理", read.File?.Processes[0].Nodes[0].Name);
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes()
    {
        var once = BpmnFile.Read("rich.bpmn", Repository.Rich).File!.ToXml();
        Assert.Equal(once, BpmnFile.Read("rich.bpmn", once).File!.ToXml());
    }

    private static XDocument Load(byte[] xml) => XDocument.Load(new MemoryStream(xml), LoadOptions.PreserveWhitespace);
}
