using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// What a person decides about an effect that was given up; sent to its stream (<see cref="EffectStreams"/>), so that who
/// decided, when and why is recorded. Closed.
/// </summary>
public abstract record EffectCommand : CaseCommand
{
    private EffectCommand()
    {
    }

    /// <summary>How the effect stands, as the writer found it; null when there is no such effect.</summary>
    internal EffectState? Found { get; init; }

    /// <summary>What is to be written of the effect once this was accepted.</summary>
    internal EffectMark MarkOf(string caseId, DateTimeOffset now)
    {
        var (_, place) = EffectStreams.Read(EffectStreams.EffectIdOf(caseId))!.Value;
        return this switch
        {
            Retry => new EffectMark.Revived(place, now),
            Skip => new EffectMark.Skipped(place),
        };
    }

    /// <summary>Try it again, at once and as often as a new one. Of an effect that waits already it changes nothing.</summary>
    /// <param name="Reason">Why; null when nothing was said.</param>
    public sealed record Retry(string? Reason) : EffectCommand;

    /// <summary>Leave it undone for ever; its payload is dropped. Of an effect that was skipped already it changes nothing.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Skip(string Reason) : EffectCommand;
}
