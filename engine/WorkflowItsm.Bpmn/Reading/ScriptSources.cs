using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Finds where the text of a script begins.</summary>
internal static class ScriptSources
{
    /// <summary>Null for an element that was not read from a file.</summary>
    public static ScriptSource? Of(string fileName, XElement script) =>
        script.DescendantNodes().OfType<XText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Value)) is { } first
        && SafeXml.PositionOf(first) is { } position
            ? new(fileName, Start(position, first.Value))
            : null;

    private static TextPosition Start(TextPosition at, string text)
    {
        foreach (var character in text.TakeWhile(char.IsWhiteSpace))
            at = character == '\n' ? new(at.Line + 1, 1) : new(at.Line, at.Column + 1);
        return at;
    }
}
