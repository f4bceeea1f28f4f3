using System.Xml.Linq;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Ids are what diagrams, requirements and recorded matches refer to: each may stand once.</summary>
internal static class Identities
{
    public static void Check(XElement root, FindingList findings)
    {
        Dictionary<string, XElement> seen = [];
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Id is not { } id || seen.TryAdd(id, element)) continue;
            findings.Error("duplicate-id", element,
                $"The id '{id}' stands on '{seen[id].Name.LocalName}' at {At(seen[id])} "
                    + $"and again on '{element.Name.LocalName}'; an id may stand once.",
                "Give one of the two another id, and adjust what refers to it.");
        }
    }

    private static Sentence At(XElement element) =>
        SafeXml.PositionOf(element) is { } place ? (Sentence)$"line {place.Line}, column {place.Column}" : "an unknown place";
}
