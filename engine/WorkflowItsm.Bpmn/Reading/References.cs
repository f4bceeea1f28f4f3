using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>The messages and errors that the definitions of a file declare, by id.</summary>
internal sealed class References(XElement definitions)
{
    private readonly Dictionary<string, XElement> _messages = ById(definitions, "message");
    private readonly Dictionary<string, XElement> _errors = ById(definitions, "error");

    /// <summary>The message with this id, or null.</summary>
    public XElement? Message(string id) => _messages.GetValueOrDefault(id);

    /// <summary>The error with this id, or null.</summary>
    public XElement? Error(string id) => _errors.GetValueOrDefault(id);

    /// <summary>"declared: Message_1, Message_2" for sentences about an id that is not there.</summary>
    public Sentence Declared(string kind)
    {
        var ids = kind == "message" ? _messages.Keys : _errors.Keys;
        return ids.Count == 0 ? (Sentence)$"the file declares no {Sentence.Term(kind)}" : (Sentence)$"declared: {Words.Names(ids.Take(10))}";
    }

    private static Dictionary<string, XElement> ById(XElement definitions, string name)
    {
        var found = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in definitions.Elements(BpmnXml.Model + name))
            if (element.Text("id") is { } id)
                found.TryAdd(id, element);
        return found;
    }
}
