using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>Checks the scripts of a file that the host would run with its own rights: that it ships them itself, and that they compile.</summary>
internal static class ScriptCheck
{
    public static ValueList<Finding> Check(string bundle, ProcessPart part, IScriptRules rules) =>
    [
        .. from process in part.Content.Processes.Items
           from task in process.Nodes.Items.OfType<FlowNode.CodeTask>()
           from finding in Check(new(bundle, process.Id, task.Id, task.Language, task.Code), task, rules)
           select finding,
    ];

    private static IEnumerable<Finding> Check(ScriptText script, FlowNode.CodeTask task, IScriptRules rules)
    {
        // What somebody else wrote is not even compiled.
        if (!rules.IsShipped(script))
        {
            yield return new("script-not-shipped", Severity.Error, task.Id, task.Source?.Start,
                $"{Elements.Says(task)}: found a script in {script.Format} that this program does not bring along, in this place and with this text. It would run with all rights of the program, so that only what the program itself ships is run.",
                "Write the script in FEEL, let a handler of the host or a worker do the work, or put the script back as it was shipped. A new or changed one comes with the program, in a folder of bundles of its own.",
                ChineseFindings.Book);
            yield break;
        }

        foreach (var problem in rules.Problems(script))
            yield return new("script-does-not-compile", Severity.Error, task.Id, task.Source?.At(problem.Position) ?? problem.Position,
                $"{Elements.Says(task)}: the script does not compile: {problem.Message} ({problem.Id})", "Correct the script.", ChineseFindings.Book);
    }
}
