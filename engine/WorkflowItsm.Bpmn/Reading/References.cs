using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>What the definitions of a file declare for its processes to name, by kind and id; and the associations between elements.</summary>
internal sealed class References
{
    private static readonly FrozenSet<string> _kinds = FrozenSet.Create("message", "error", "signal", "escalation", "dataStore");

    private readonly Dictionary<string, Dictionary<string, XElement>> _byKind = [];
    private readonly Dictionary<string, XElement> _eventDefinitions = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _associations;

    public References(XElement definitions)
    {
        foreach (var kind in _kinds) _byKind[kind] = new(StringComparer.Ordinal);
        foreach (var element in definitions.Parts())
        {
            if (element.Text("id") is not { } id) continue;
            if (_byKind.TryGetValue(element.Name.LocalName, out var known)) known.TryAdd(id, element);
            else if (element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)) _eventDefinitions.TryAdd(id, element);
        }

        _associations = definitions.Descendants(BpmnXml.Model + "association")
            .Select(association => (Source: association.Reference("sourceRef"), Target: association.Reference("targetRef")))
            .Where(ends => ends is { Source: not null, Target: not null })
            .SelectMany(ends => new[] { (One: ends.Source!, Other: ends.Target!), (One: ends.Target!, Other: ends.Source!) })
            .ToLookup(ends => ends.One, ends => ends.Other, StringComparer.Ordinal);
    }

    /// <summary>The declared element of a kind with this id, or null.</summary>
    public XElement? Find(string kind, string id) => _byKind[kind].GetValueOrDefault(id);

    /// <summary>The event definition that stands beside the processes under this id, or null.</summary>
    public XElement? EventDefinition(string id) => _eventDefinitions.GetValueOrDefault(id);

    /// <summary>The event definitions of an event in file order, inside it or only referred to; a reference that leads nowhere is left out.</summary>
    public IEnumerable<XElement> EventDefinitionsOf(XElement node)
    {
        foreach (var part in node.Parts())
        {
            if (part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)) yield return part;
            else if (part.Name.LocalName == "eventDefinitionRef" && EventDefinition(BpmnXml.LocalPart(part.Value.Trim())) is { } definition) yield return definition;
        }
    }

    /// <summary>The ids of the elements that associations join with an element, in file order: an association need not have a direction.</summary>
    public IEnumerable<string> AssociatedWith(string id) => _associations[id];

    /// <summary>"declared: Message_1, Message_2" for sentences about an id that is not there.</summary>
    public Sentence Declared(string kind)
    {
        var ids = _byKind[kind].Keys;
        return ids.Count == 0 ? (Sentence)$"the file declares no {Sentence.Term(kind)}" : (Sentence)$"declared: {Words.Names(ids.Take(10))}";
    }

    /// <summary>The event definitions that the file declares, for sentences.</summary>
    public Sentence DeclaredEventDefinitions() => _eventDefinitions.Count == 0
        ? (Sentence)$"the file declares none beside its processes" : (Sentence)$"declared: {Words.Names(_eventDefinitions.Keys.Take(10))}";
}
