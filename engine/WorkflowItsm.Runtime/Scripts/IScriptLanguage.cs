using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Scripts;

/// <summary>
/// Compiles and runs script tasks of one language, with all rights of the program. Registered with
/// <see cref="Hosting.WorkflowItsmBuilder.AddScriptLanguage{T}"/>; it is only ever given scripts that the host itself ships. May be called
/// by several threads at once.
/// </summary>
public interface IScriptLanguage
{
    /// <summary>What <c>scriptFormat</c> says of such scripts, in lower case; the first is the language's name.</summary>
    ValueList<string> Formats { get; }

    /// <summary>Why a script does not compile, all at once; empty when it does. Nothing of it is run.</summary>
    ValueList<ScriptProblem> Problems(string code);

    /// <summary>
    /// Runs a script and gives what it returned. It may be called again with the same id after a crash. An exception is tried again with
    /// back-off and in the end stops the task with a visible incident; <see cref="Effects.ServiceTaskErrorException"/> is an error of the
    /// process, <see cref="Effects.EffectFailedForGoodException"/> and <see cref="ScriptFailedException.IsFinal"/> are not tried again.
    /// </summary>
    Task<FeelValue> RunAsync(ScriptCall call, CancellationToken cancellationToken);
}

/// <summary>A script to be run.</summary>
/// <param name="Id">Stable over every try: what an outside party may deduplicate by.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ElementId">The script task.</param>
/// <param name="Code">The text, without white space around it.</param>
/// <param name="Input">The task's inputs, or all variables that it sees when it names none.</param>
public sealed record ScriptCall(string Id, string CaseId, string ElementId, string Code, FeelContext Input)
{
    /// <summary>Who gave the command that led here; empty when the case does not say.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The time of that command.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Counts from 1.</summary>
    public int Attempt { get; init; } = 1;
}

/// <summary>A script failed. It holds no object of the script, so that its code can be unloaded.</summary>
/// <param name="message">What happened, as a sentence.</param>
/// <param name="position">Where in the text; null when not known.</param>
public sealed class ScriptFailedException(string message, TextPosition? position) : Exception(message)
{
    /// <summary>Where in the text, without the white space around it; null when not known.</summary>
    public TextPosition? Position { get; } = position;

    /// <summary>Whether trying again cannot help. Default: false.</summary>
    public bool IsFinal { get; init; }
}
