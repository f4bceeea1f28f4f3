using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>What call activities find in a release, and in those before and after it.</summary>
internal sealed class ReleaseCallable(Release own) : ICallable
{
    public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => binding switch
    {
        CallBinding.Deployment => Found(own, processId, _ => true),
        CallBinding.Latest => Found(own.History?.Current ?? own, processId, _ => true),
        CallBinding.Version version => Newest(processId, release => release.FindProcess(processId) is { } process && release.BundleOf(process).Version == version.Number),
        CallBinding.Tag tag => Newest(processId, release => release.FindProcess(processId)?.Settings.VersionTag == tag.Name),
    };

    public ProcessModel? Find(string processId, int? release) => At(release)?.FindProcess(processId);

    public Decision? FindDecision(string idOrName, int release) => At(release)?.FindDecision(idOrName);

    private Release? At(int? number) => number is not { } other || other == own.Number ? own : own.History?.At(other);

    /// <summary>The case's own release first, then the newest backwards: what is asked for may be older than the caller, or younger.</summary>
    private (ProcessModel Model, int? Release)? Newest(string processId, Func<Release, bool> holds)
    {
        if (Found(own, processId, holds) is { } found) return found;
        for (var number = own.History?.Current.Number ?? 0; number > 0; number--)
            if (own.History!.At(number) is var release && Found(release, processId, holds) is { } older)
                return older;
        return null;
    }

    private (ProcessModel Model, int? Release)? Found(Release release, string processId, Func<Release, bool> holds) =>
        holds(release) && release.FindProcess(processId) is { } model ? (model, release.Number == own.Number ? null : release.Number) : null;
}
