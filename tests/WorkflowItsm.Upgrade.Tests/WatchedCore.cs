using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>A core that notes which kinds of facts are read, old shapes among them, which nothing shows once they are read.</summary>
/// <param name="inner">The core.</param>
/// <param name="read">The tags that were read.</param>
internal sealed class WatchedCore(ICaseCore inner, ISet<int> read) : ICaseCore
{
    public string Kind => inner.Kind;

    public FactCodec Codec { get; } = new(inner.Codec.Kinds.Select(kind => kind with
    {
        Read = reader =>
        {
            read.Add(kind.Tag);
            return kind.Read(reader);
        },
    }));

    public CaseState Initial(string caseId) => inner.Initial(caseId);

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header) => inner.Decide(release, state, command, header);

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => inner.Evolve(state, fact, header);

    public int? ReleaseOf(CaseState state) => inner.ReleaseOf(state);

    public CaseRows Rows(CaseState state) => inner.Rows(state);

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => inner.NumberPrefix(release, state, command);

    public CaseCommand Due(string key) => inner.Due(key);

    public CaseCommand? Receive(Effect effect) => inner.Receive(effect);

    public CaseCommand Answer(int waitId, JobAnswer answer) => inner.Answer(waitId, answer);
}
