using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>
/// The stream of published definitions: one case, whose facts say which version of which bundle holds from which
/// release on.
/// </summary>
internal sealed class DefinitionsCore : ICaseCore
{
    public const string StreamKind = "definitions";

    /// <summary>The one case of this kind.</summary>
    public const string StreamId = "definitions";

    public string Kind => StreamKind;

    public FactCodec Codec => DefinitionsFact.Codec;

    public CaseState Initial(string caseId) => DefinitionsState.Initial;

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header) =>
        command is DefinitionsCommand.Publish publish
            ? Publish((DefinitionsState)state, publish, header)
            : Refuse("not-for-definitions", $"The definitions do not understand '{command.GetType().Name}'; they can be published.");

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) =>
        Evolve((DefinitionsState)state, (DefinitionsFact.BundlePublished)fact, header);

    public int? ReleaseOf(CaseState state) => null;

    public CaseRows Rows(CaseState state) => CaseRows.None;

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    public CaseCommand Due(string key) =>
        throw new ArgumentException($"Definitions have nothing due, so there is no '{key}'.", nameof(key));

    public CaseCommand? Receive(Effect effect) => null;

    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException("Definitions call no handlers.", nameof(waitId));

    private static CaseVerdict Publish(DefinitionsState state, DefinitionsCommand.Publish publish, CommandHeader header)
    {
        if (publish.Expected != state.Release)
            return Refuse(
                ReleaseMoved,
                $"The bundles were checked against release {publish.Expected}, but release {state.Release} holds now; check them again.");
        var number = state.Release + 1;
        var facts = publish.Bundles.Items
            .Select(bundle => new DefinitionsFact.BundlePublished(
                bundle.Bundle, bundle.Version, number, bundle.Digest, bundle.Reason, bundle.Source))
            .ToValueList();
        var heard = new FactHeader(header.Time, header.Actor.Name);
        var after = facts.Items.Aggregate(state, (folded, fact) => Evolve(folded, fact, heard));
        return new CaseVerdict.Accepted(facts.Items.Cast<CaseFact>().ToValueList(), [], after);
    }

    /// <summary>The code of the refusal when somebody else was faster.</summary>
    public const string ReleaseMoved = "release-moved";

    private static DefinitionsState Evolve(DefinitionsState state, DefinitionsFact.BundlePublished fact, FactHeader header) =>
        new(state.Versions.Add(new(
            fact.Bundle, fact.Version, fact.Release, header.Time, header.Actor, fact.Reason, fact.Source, fact.Digest)));

    private static CaseVerdict.Refused Refuse(string code, string sentence) => new(new Refusal(code, sentence));
}
