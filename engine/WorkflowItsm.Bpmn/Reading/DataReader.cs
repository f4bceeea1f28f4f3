using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Reads data associations (BPMN 2.0, 10.4.2) as assignments: what goes into an activity or event is evaluated when it begins,
/// what comes out when it ends. A transformation gives the value; assignments give parts of it; else the source is copied.
/// </summary>
internal sealed class DataReader(Expressions expressions, FindingList findings)
{
    /// <summary>What goes in.</summary>
    public ValueList<Assignment> Inputs(DrawnNode node) => Read(node, "dataInputAssociation");

    /// <summary>What comes out.</summary>
    public ValueList<Assignment> Outputs(DrawnNode node) => Read(node, "dataOutputAssociation");

    private ValueList<Assignment> Read(DrawnNode node, string kind) =>
        [.. node.Element.Parts().Where(part => part.Name.LocalName == kind).SelectMany(association => ReadOne(node, association))];

    private List<Assignment> ReadOne(DrawnNode node, XElement association)
    {
        var target = Resolve(node, association, "targetRef");
        var assignments = association.Elements(BpmnXml.Model + "assignment").ToList();
        if (assignments.Count > 0)
            return [.. assignments.Select(assignment => ReadAssignment(node, assignment)).OfType<Assignment>()];
        if (target is null) return [];
        if (association.Part("transformation") is { } transformation && transformation.Value.Trim().Length > 0)
            return expressions.CompileContent(transformation, "transformation") is { } transformed ? [new(target, transformed)] : [];
        if (association.Part("sourceRef") is null)
        {
            findings.Error("association-without-source", association,
                "found neither a source nor an assignment, expected where the value comes from.", "Choose the source, or add a transformation or an assignment.");
            return [];
        }
        return Resolve(node, association, "sourceRef") is { } source && expressions.Compile(association, "source", source) is { } copied ? [new(target, copied)] : [];
    }

    /// <summary>from and to: FEEL, and the name or id of the data that takes the value.</summary>
    private Assignment? ReadAssignment(DrawnNode node, XElement assignment)
    {
        var (from, to) = (assignment.Part("from"), assignment.Part("to")?.Value.Trim());
        if (from is null || from.Value.Trim().Length == 0 || string.IsNullOrEmpty(to))
        {
            findings.Error("assignment-incomplete", assignment, "found an assignment without from or to, expected both.", "Write what is assigned and to which data.");
            return null;
        }
        return expressions.CompileContent(from, "assignment") is { } value ? new(DataNames.Of(node, to) ?? to, value) : null;
    }

    private string? Resolve(DrawnNode node, XElement association, string part)
    {
        if (association.Part(part)?.Value is not { } reference) return null;
        if (DataNames.Of(node, reference) is { } name) return name;
        findings.Error("no-such-data", association,
            $"found {part} \"{Words.Short(reference)}\", but no data here has that id.", "Refer to a data object, a property, a data store, or a data input or output of the element.");
        return null;
    }
}
