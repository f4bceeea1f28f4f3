using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// Checks that what call activities call is there and can be called. A version or tag that does not exist yet may be published before the
/// call is made; an id that nothing ever had is a mistake.
/// </summary>
internal static class CallCheck
{
    private const int MostNames = 20;

    public static IEnumerable<Finding> Check(ProcessModel process, Release release)
    {
        foreach (var call in process.Nodes.Items.OfType<FlowNode.CallActivity>())
        {
            if (!Exists(call, release))
                yield return new("no-such-process", Severity.Error, call.Id, null,
                    $"'{call.Id}' calls '{call.Called}', but no published process or global task has that id; known: {Known(release)}.",
                    "Publish the process first, or call one that exists.", ChineseFindings.Book)
                { Part = "calledElement" };
            else if (Bound(call, release) is { } model && model.BeginningsOf(model.Id).IsEmpty)
                yield return new("cannot-be-called", Severity.Error, call.Id, null,
                    $"'{call.Id}' calls '{call.Called}', which has no start event without a trigger, where a call begins.",
                    "Give the called process a start event without a trigger, or send it the message that starts it.", ChineseFindings.Book)
                { Part = "calledElement" };
        }
    }

    /// <summary>A call finds what its own or the newest release holds, unless it asks for a version or tag: that may stand in any release.</summary>
    private static bool Exists(FlowNode.CallActivity call, Release release) =>
        release.FindProcess(call.Called) is not null || (call.Binding is CallBinding.Version or CallBinding.Tag && Before(release).Any(other => other.FindProcess(call.Called) is not null));

    /// <summary>What would run if the call were made as soon as this release holds; null while nobody can say.</summary>
    private static ProcessModel? Bound(FlowNode.CallActivity call, Release release) => call.Binding switch
    {
        CallBinding.Deployment or CallBinding.Latest => release.FindProcess(call.Called),
        CallBinding.Version or CallBinding.Tag => release.Callable.Bind(call.Called, call.Binding)?.Model,
    };

    private static IEnumerable<Release> Before(Release release)
    {
        if (release.History is not { } history) yield break;
        for (var number = history.Current.Number; number > 0; number--) yield return history.At(number);
    }

    private static Sentence Known(Release release) => Sentence.Quoted(
        release.Parts<ProcessPart>().SelectMany(part => part.Content.Processes.Items).Select(process => process.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), MostNames);
}
