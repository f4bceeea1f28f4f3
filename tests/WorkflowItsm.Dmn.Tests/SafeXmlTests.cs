using System.Text;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn.Tests;

public sealed class SafeXmlTests
{
    [Fact]
    public void A_document_keeps_its_lines_and_knows_the_five_predefined_entities()
    {
        var read = SafeXml.Read("a.dmn", Bytes("<a>\n  <b c='&lt;&amp;&quot;&apos;&gt;&#38;'>&lt;&amp;&gt;</b>\n</a>"));

        Assert.Empty(read.Findings);
        var b = read.Document!.Root!.Element("b")!;
        Assert.Equal("<&\"'>&", (string?)b.Attribute("c"));
        Assert.Equal("<&>", b.Value);
        Assert.Equal(new TextPosition(2, 4), SafeXml.PositionOf(b));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>")]
    [InlineData("<?xml version='1.0'?><!-- a > b --><!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    public void A_document_type_is_refused_whatever_it_declares(string xml)
    {
        var finding = Assert.Single(SafeXml.Read("a.dmn", Bytes(xml)).Findings);

        Assert.Equal("xml-dtd", finding.Code);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("a.dmn", finding.File);
        Assert.EndsWith("found a document type (<!DOCTYPE …>), which is refused because it can declare entities; nothing of it was opened.",
            finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_in_another_encoding_is_refused_too()
    {
        var xml = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<!DOCTYPE a><a/>")).ToArray();

        Assert.Equal("xml-dtd", Assert.Single(SafeXml.Read("a.dmn", xml).Findings).Code);
    }

    [Theory]
    [InlineData("<a>&foo;</a>", "line 1, column 5: the XML is not well-formed. Reference to undeclared entity 'foo'.")]
    [InlineData("<a>\n <b>\n</a>", "line 3, column 3: the XML is not well-formed. The 'b' start tag on line 2 position 3 does not match the end tag of 'a'.")]
    [InlineData("", "line 1, column 1: the XML is not well-formed. Root element is missing.")]
    [InlineData("<!-- <!DOCTYPE a> --><a></b>", "line 1, column 27: the XML is not well-formed. The 'a' start tag on line 1 position 23 does not match the end tag of 'b'.")]
    public void Broken_xml_is_a_finding_with_its_place(string xml, string message)
    {
        var finding = Assert.Single(SafeXml.Read("a.dmn", Bytes(xml)).Findings);

        Assert.Equal("xml-not-well-formed", finding.Code);
        Assert.Equal(message, finding.Message);
    }

    [Fact]
    public void Nesting_deeper_than_the_limit_is_refused_before_a_tree_is_built()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", SafeXml.MaxDepth)) + "<b/>" + string.Concat(Enumerable.Repeat("</a>", SafeXml.MaxDepth));

        var finding = Assert.Single(SafeXml.Read("a.dmn", Bytes(deep)).Findings);
        Assert.Equal("xml-too-deep", finding.Code);
        Assert.Equal("line 1, column 770: elements are nested deeper than 256 levels.", finding.Message);
        Assert.Empty(SafeXml.Read("a.dmn", Bytes(deep.Replace("<b/>", "", StringComparison.Ordinal))).Findings);
    }

    [Fact]
    public void A_file_larger_than_the_limit_is_refused_unread()
    {
        var finding = Assert.Single(SafeXml.Read("a.dmn", new byte[SafeXml.MaxBytes + 1]).Findings);

        Assert.Equal("xml-too-large", finding.Code);
        Assert.Equal("The file has 10485761 bytes, at most 10485760 are read.", finding.Message);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
