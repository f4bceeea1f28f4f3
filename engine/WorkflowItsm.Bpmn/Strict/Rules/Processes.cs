using System.Globalization;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>What a process holds, and how often its activities are done (10.2, 10.3).</summary>
internal static class Processes
{
    public static readonly StrictRule[] Rules =
    [
        new("public-process-executable", "10.2.1", "an executable process that is private", "Make the process private, or not executable.",
            model => from process in model.Of("process")
                     where process.Text("processType") == "Public" && process.Flag("isExecutable", false)
                     select new Offence(process, "a public process marked as executable")),
        new("choreography-in-process", "10.2.1", "no choreography activity inside a process", "Move it to a choreography.",
            model => from activity in model.Of(Kinds.ChoreographyActivities)
                     let scope = StrictModel.Scope(activity)
                     where scope.Is("process")
                     select new Offence(activity, $"it in {Names.Of(scope)}")),
        new("start-quantity", "10.3", "a start quantity of at least one", "Correct the number, or remove it.", model => Below(model, "startQuantity")),
        new("completion-quantity", "10.3", "a completion quantity of at least one", "Correct the number, or remove it.", model => Below(model, "completionQuantity")),
    ];

    private static IEnumerable<Offence> Below(StrictModel model, string attribute) =>
        from activity in model.Of(Kinds.Activities)
        where long.TryParse(activity.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 1
        select new Offence(activity, $"{attribute} \"{activity.Text(attribute)}\"");
}
