using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// What a host says of script tasks in other languages than FEEL when a bundle is to be published: such a script runs with the rights of
/// the host, so the host says which there may be. Safe to call from any thread; the same question gets the same answer.
/// </summary>
public interface IScriptRules
{
    /// <summary>The formats that the host runs, in lower case; scripts of other formats are refused when the file is read.</summary>
    ValueList<string> Formats { get; }

    /// <summary>Whether the program itself ships this script: this text, in this place.</summary>
    bool IsShipped(ScriptText script);

    /// <summary>Why it does not compile, all at once; empty when it does.</summary>
    ValueList<ScriptProblem> Problems(ScriptText script);
}

/// <summary>A script and its place.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="ProcessId">The process, or the global task.</param>
/// <param name="ElementId">The script task.</param>
/// <param name="Format">The script's format, in lower case.</param>
/// <param name="Code">The text, without white space around it.</param>
public sealed record ScriptText(string Bundle, string ProcessId, string ElementId, string Format, string Code);

/// <summary>Why a script does not compile.</summary>
/// <param name="Id">The compiler's name of it, e.g. <c>CS1002</c>.</param>
/// <param name="Message">What the compiler says, in the languages that it speaks.</param>
/// <param name="Position">Where in the text.</param>
public sealed record ScriptProblem(string Id, Sentence Message, TextPosition Position);
