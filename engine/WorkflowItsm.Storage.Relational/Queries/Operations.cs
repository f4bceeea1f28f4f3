using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Reads effect rows over connections that cannot write.</summary>
internal sealed class Operations(JournalDatabase database) : IOperations
{
    public Task<IReadOnlyList<EffectRecord>> EffectsAsync(
        EffectState state, int limit, Actor actor, CancellationToken cancellationToken = default) =>
        EffectsBeforeAsync(state, null, limit, actor, cancellationToken);

    public async Task<IReadOnlyList<EffectRecord>> EffectsBeforeAsync(
        EffectState state, string? before, int limit, Actor actor, CancellationToken cancellationToken = default)
    {
        if (actor.Role == Role.Requester) return [];
        var (position, index) = (long.MaxValue, 0L);
        if (before is not null)
        {
            if (EffectStreams.Read(before) is not var (_, place)) return [];
            (position, index) = (place.Position, place.Index);
        }

        try
        {
            await using var context = database.Read();
            var found = await context.Effects
                .Where(effect => effect.State == state && (effect.Position < position || (effect.Position == position && effect.Index < index)))
                .OrderByDescending(effect => effect.Position).ThenByDescending(effect => effect.Index)
                .Take(limit).ToListAsync(cancellationToken);
            return [.. found.Select(Record)];
        }
        catch (Exception trouble) when (database.Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }

    public async Task<EffectRecord?> EffectAsync(string id, Actor actor, CancellationToken cancellationToken = default)
    {
        if (actor.Role == Role.Requester || EffectStreams.Read(id) is not var (caseId, place)) return null;
        try
        {
            await using var context = database.Read();
            var found = await context.Effects.SingleOrDefaultAsync(
                effect => effect.Position == place.Position && effect.Index == place.Index && effect.CaseId == caseId, cancellationToken);
            return found is null ? null : Record(found);
        }
        catch (Exception trouble) when (database.Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }

    private static EffectRecord Record(EffectEntity effect)
    {
        var (en, zh) = EffectReason.Read(effect.LastError);
        return new(
            $"{effect.CaseId}.{effect.Position}.{effect.Index}",
            effect.CaseId,
            effect.Kind,
            effect.Target,
            effect.State,
            (int)effect.Attempts,
            new(effect.RecordedAt, TimeSpan.Zero),
            new(effect.NextAt, TimeSpan.Zero),
            en,
            zh);
    }
}
