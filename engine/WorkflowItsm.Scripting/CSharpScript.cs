using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Scripts;

namespace WorkflowItsm.Scripting;

/// <summary>
/// What a script sees without naming it: <c>return Variables.Get&lt;decimal&gt;("amount") * 2;</c>. Read-only; a script tells the process
/// something only by what it returns, or by <c>throw new ServiceTaskErrorException(code, message)</c>.
/// </summary>
public sealed class CSharpScript
{
    internal CSharpScript(ScriptCall call, CancellationToken cancellation) =>
        (Call, Variables, Cancellation) = (call, new(call.Input), cancellation);

    /// <summary>The task's inputs, or all variables that it sees when it names none, as values of .NET.</summary>
    public ScriptVariables Variables { get; }

    /// <summary>The same as FEEL has them, and as handlers get them.</summary>
    public FeelContext Input => Call.Input;

    /// <summary>Who gave the command that led here; empty when the case does not say.</summary>
    public string Actor => Call.Actor;

    /// <summary>The time of that command: the same at every try, unlike the clock.</summary>
    public DateTimeOffset Now => Call.Now;

    /// <summary>Stays the same at every try: what an outside party may deduplicate by.</summary>
    public string EffectId => Call.Id;

    /// <summary>The case.</summary>
    public string CaseId => Call.CaseId;

    /// <summary>The script task.</summary>
    public string ElementId => Call.ElementId;

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt => Call.Attempt;

    /// <summary>Asks the script to stop: its time is over, or the program ends. Hand it on to whatever takes one.</summary>
    public CancellationToken Cancellation { get; }

    private ScriptCall Call { get; }
}
