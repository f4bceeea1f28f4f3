using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>Checks that what processes name exists in the release: decisions, called processes, and ids that are unique; and that tables answer where processes need a value.</summary>
internal static class ProcessCheck
{
    public static ValueList<Finding> Check(Bundle bundle, Release release) =>
    [
        .. from part in bundle.Parts.Items.OfType<ProcessPart>()
           from process in part.Content.Processes
           from finding in Missing(process, release).Concat(CallCheck.Check(process, release)).Concat(Twice(process, bundle, release)).Concat(GapCheck.Check(process, release))
           select finding with { File = part.Path },
    ];

    private static IEnumerable<Finding> Missing(Bpmn.Model.ProcessModel process, Release release)
    {
        var named = process.Nodes.Items
            .SelectMany(node => new[] { (Id: node.Id, Decision: node.Settings.Decision), (node.Id, node.Settings.Notify?.Decision) })
            .Concat(process.Settings.Derivations.Items.Select(derivation => (process.Id, (string?)derivation.Decision)));
        foreach (var (id, decision) in named)
        {
            if (decision is null || release.FindDecision(decision) is not null) continue;
            yield return new("no-such-decision", Severity.Error, id, null,
                $"'{id}' asks the decision '{decision}', but no published table has that id or name; known: {Known(release)}.",
                "Publish the table first, or name one that exists.", ChineseFindings.Book);
        }
    }

    private static IEnumerable<Finding> Twice(Bpmn.Model.ProcessModel process, Bundle bundle, Release release)
    {
        if (release.FindProcess(process.Id) is { } holder && !ReferenceEquals(holder, process))
            yield return new("process-id-twice", Severity.Error, process.Id, null,
                $"The process id '{process.Id}' of bundle '{bundle.Name}' is already taken by bundle '{release.BundleOf(holder).Name}'.",
                "Give the process another id.", ChineseFindings.Book);
    }

    private static Sentence Known(Release release) =>
        Sentence.Quoted(release.Parts<DecisionPart>().SelectMany(part => part.Content.Decisions.Items).Select(decision => decision.Id).Order(StringComparer.Ordinal));
}
