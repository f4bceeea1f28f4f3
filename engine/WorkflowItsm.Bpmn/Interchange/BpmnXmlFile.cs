using System.Text;
using System.Xml;
using System.Xml.Linq;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>Bytes to XML and back, the same for everything that reads or writes BPMN.</summary>
internal static class BpmnXmlFile
{
    /// <summary>How many elements, attributes and texts are built at most: some 100 bytes each, and every walk over them stays below a second.</summary>
    public const int MaxNodes = 400_000;

    /// <summary>Reads the bytes with white space and positions.</summary>
    public static SafeXmlRead Read(string fileName, ReadOnlyMemory<byte> xml) => SafeXml.Read(fileName, xml, LoadOptions.PreserveWhitespace, MaxNodes);

    /// <summary>Writes UTF-8 without a byte order mark; white space is as it stands.</summary>
    public static byte[] Write(XDocument document)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = false,
            OmitXmlDeclaration = document.Declaration is null,
            // Else a carriage return that the file holds as &#13; would come back as a line feed.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(bytes, settings)) document.Save(writer);
        return bytes.ToArray();
    }
}
