using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>The BPMN schema of the suite. Only its own files are opened.</summary>
internal sealed class Schema
{
    private readonly XmlSchemaSet _set = new() { XmlResolver = new XmlUrlResolver() };

    public Schema(string folder)
    {
        _set.Add(null, Path.Combine(folder, "BPMN20.xsd"));
        _set.Compile();
    }

    public XmlSchemaSet Set => _set;

    /// <summary>What the schema says of a file; empty when it is valid.</summary>
    public IReadOnlyList<string> Problems(byte[] xml)
    {
        var problems = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            XDocument.Load(reader).Validate(_set, (_, problem) =>
            {
                if (problem.Severity == XmlSeverityType.Error) problems.Add(problem.Message);
            });
        }
        catch (XmlException unreadable)
        {
            problems.Add(unreadable.Message);
        }

        return problems;
    }
}
