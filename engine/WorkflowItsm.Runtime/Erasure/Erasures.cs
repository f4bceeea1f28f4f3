using System.Security.Cryptography;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>Orders erasures and tells how they stand.</summary>
internal sealed class Erasures(CaseRuntime runtime) : IErasures
{
    public async Task<(string? Id, Refusal? Refusal)> OrderAsync(ErasedPerson person, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.Names.IsEmpty || person.Names.Items.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A person is found by at least one name, and no name may be empty.", nameof(person));
        if (by.Role is not (Role.Administrator or Role.System)) return (null, await RefusalAsync(by, cancellationToken));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await runtime.SendPatientlyAsync(Call(id, new ErasureCommand.Name(person.Names), Actor.System), cancellationToken);
        return await runtime.SendPatientlyAsync(Call(id, new ErasureCommand.Order(), by), cancellationToken) is CommandResult.Refused refused
            ? (null, refused.Refusal)
            : (id, null);
    }

    public async ValueTask<ErasureReport?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await runtime.ReadAsync(ErasureCore.KindName, ErasureCore.CaseIdOf(id), cancellationToken) is ErasureState { IsOrdered: true } state
            ? new(state.Id, Phase(state), state.OrderedBy, state.OrderedAt, state.RowCount, state.Cases, state.Keys, state.Others)
            : null;

    // Nothing is recorded of an order that is refused, not even the name.
    private async Task<Refusal?> RefusalAsync(Actor by, CancellationToken cancellationToken) =>
        await runtime.SendAsync(Call("refused", new ErasureCommand.Order(), by), cancellationToken) is CommandResult.Refused refused ? refused.Refusal : null;

    private static CaseCall Call(string id, ErasureCommand command, Actor by) => new(ErasureCore.KindName, ErasureCore.CaseIdOf(id), command, by);

    private static ErasurePhase Phase(ErasureState state) =>
        state.IsCompacted ? ErasurePhase.Finished : state.IsEmptied ? ErasurePhase.Emptied : ErasurePhase.Running;
}
