using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>The planted offender: loses the last fact of every command.</summary>
internal sealed class ForgetfulCore : ICaseCore
{
    private readonly TicketCore _core = new();

    public string Kind => _core.Kind;

    public FactCodec Codec => _core.Codec;

    public CaseState Initial(string caseId) => _core.Initial(caseId);

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header) =>
        _core.Decide(release, state, command, header) is CaseVerdict.Accepted { Facts.IsEmpty: false } accepted
            ? accepted with { Facts = accepted.Facts.Items[..^1].ToValueList() }
            : _core.Decide(release, state, command, header);

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => _core.Evolve(state, fact, header);

    public int? ReleaseOf(CaseState state) => _core.ReleaseOf(state);

    public CaseRows Rows(CaseState state) => _core.Rows(state);

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => _core.NumberPrefix(release, state, command);

    public CaseCommand Due(string key) => _core.Due(key);

    public CaseCommand? Receive(Effect effect) => _core.Receive(effect);

    public bool Awaits(CaseState state, int waitId) => _core.Awaits(state, waitId);

    public CaseCommand Answer(int waitId, JobAnswer answer) => _core.Answer(waitId, answer);
}
