using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>
/// Publishes. Reading and checking may take long, so they are done outside the writer, against the release that
/// holds; if somebody publishes meanwhile, the writer refuses and everything is read and checked again.
/// </summary>
internal sealed class Definitions(ReleaseBook book, BundleReader reader, IDefinitionStore store, CaseRuntime runtime, StartTimerFollower timers) : IDefinitions
{
    public Release Current => book.Current;

    public Release At(int number) => book.At(number);

    public IReadOnlyList<BundleVersion> Bundles
    {
        get
        {
            var newest = book.Newest.State;
            return [.. newest.At(newest.Release).OrderBy(version => version.Bundle, StringComparer.Ordinal)];
        }
    }

    public ValueList<BundleFile> Files(string bundle, int version)
    {
        var (release, state) = book.Newest;
        if (release.FindBundle(bundle) is { } newest && newest.Version == version) return newest.Files;
        return state.Versions.Items.FirstOrDefault(one => one.Bundle == bundle && one.Version == version) is { } found
            ? store.Files(found.Digest)
            : [];
    }

    public ValueList<Finding> Verify(string bundle, ValueList<BundleFile> files) => reader.Verify(bundle, files, book.Current);

    public async Task<PublishResult> PublishAsync(Publication publication, CancellationToken cancellationToken = default) =>
        (await PublishAsync([publication], cancellationToken))[0];

    public async Task<IReadOnlyList<PublishResult>> PublishAsync(
        IReadOnlyList<Publication> publications, CancellationToken cancellationToken = default)
    {
        if (publications.Count == 0) return [];
        while (true)
        {
            var draft = new ReleaseDraft(book.Newest, reader, publications);
            if (draft.Command is not { } command) return draft.Unpublished();
            var call = new CaseCall(DefinitionsCore.StreamKind, DefinitionsCore.StreamId, command, publications[0].Actor);
            var answer = await runtime.SendPatientlyAsync(call, cancellationToken);
            if (answer is CommandResult.Done)
            {
                // What is published stays so, even if the publisher has gone; a start makes up for what a crash leaves out here.
                await timers.FollowAsync(CancellationToken.None);
                return draft.Published();
            }

            if (answer is not CommandResult.Refused { Refusal.Code: DefinitionsCore.ReleaseMoved })
                throw new InvalidOperationException(
                    answer is CommandResult.Refused other ? other.Refusal.Sentence : $"The publication was answered with {answer}.");
        }
    }

    public async Task<IReadOnlyList<BundleVersion>> VersionsAsync(string bundle, CancellationToken cancellationToken = default)
    {
        var state = await runtime.ReadAsync(DefinitionsCore.StreamKind, DefinitionsCore.StreamId, cancellationToken) as DefinitionsState;
        return [.. (state ?? DefinitionsState.Initial).Versions.Items.Where(version => version.Bundle == bundle).Reverse()];
    }
}
