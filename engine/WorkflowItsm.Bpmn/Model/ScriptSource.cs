using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>Where the text of a script stands, so that what is wrong with it can be said by the lines of the file.</summary>
/// <param name="File">The file, inside its bundle.</param>
/// <param name="Start">The first character of the text that is not white space.</param>
public sealed record ScriptSource(string File, TextPosition Start)
{
    /// <summary>
    /// A place of the script as a place of the file. Exact for a text without escapes and for one CDATA section, as editors write code;
    /// behind an escape such as <c>&amp;lt;</c> the column is that of the text as it is read.
    /// </summary>
    /// <param name="inScript">The place in the text without the white space around it.</param>
    public TextPosition At(TextPosition inScript) => inScript.Line == 1
        ? new(Start.Line, Start.Column + inScript.Column - 1)
        : new(Start.Line + inScript.Line - 1, inScript.Column);
}
