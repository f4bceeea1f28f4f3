using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>How the profile names elements: as other findings do, but what has neither name nor id is only called what it is.</summary>
internal static class Names
{
    public static Sentence Of(XElement element) =>
        element.Text("name") is null && element.Text("id") is null ? Sentence.Term(Words.Kind(element)) : Words.Within(element);
}
