using WorkflowItsm.Engine;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>An effect that waits to be done.</summary>
/// <param name="Place">Where it was recorded.</param>
/// <param name="CaseId">The case that recorded it.</param>
/// <param name="Effect">What to do.</param>
/// <param name="RecordedAt">The command's time.</param>
/// <param name="Attempts">How often it has been tried.</param>
/// <param name="NextAt">Not to be tried before.</param>
public sealed record RecordedEffect(
    EffectPlace Place, string CaseId, Effect Effect, DateTimeOffset RecordedAt, int Attempts, DateTimeOffset NextAt)
{
    /// <summary>What an outside party may deduplicate by: the same for every try and after every restart.</summary>
    public string Id => $"{CaseId}.{Place.Position}.{Place.Index}";
}

/// <summary>How an effect stands.</summary>
/// <param name="CaseId">The case that recorded it.</param>
/// <param name="State">Whether it is to be done, was done, or was given up.</param>
public sealed record EffectStanding(string CaseId, EffectState State);

/// <summary>Where an effect was recorded; effects are done in this order where order matters.</summary>
/// <param name="Position">The position of its journal row.</param>
/// <param name="Index">Its place among the row's effects, from 0.</param>
public readonly record struct EffectPlace(long Position, int Index) : IComparable<EffectPlace>
{
    /// <inheritdoc/>
    public int CompareTo(EffectPlace other) =>
        Position != other.Position ? Position.CompareTo(other.Position) : Index.CompareTo(other.Index);

    /// <summary>Earlier.</summary>
    public static bool operator <(EffectPlace left, EffectPlace right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(EffectPlace left, EffectPlace right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(EffectPlace left, EffectPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(EffectPlace left, EffectPlace right) => left.CompareTo(right) >= 0;
}

/// <summary>What became of an effect. Closed.</summary>
public abstract record EffectMark
{
    private EffectMark(EffectPlace place) => Place = place;

    /// <summary>Which effect.</summary>
    public EffectPlace Place { get; }

    /// <summary>How the effect stands once this is written.</summary>
    public EffectState State => this switch
    {
        Done => EffectState.Done,
        Retry or Revived => EffectState.Pending,
        Dead => EffectState.Dead,
        Skipped => EffectState.Skipped,
    };

    /// <summary>It was done; its payload is not needed any more and is dropped.</summary>
    public sealed record Done(EffectPlace At) : EffectMark(At);

    /// <summary>It failed and is to be tried again.</summary>
    public sealed record Retry(EffectPlace At, int Attempts, DateTimeOffset NextAt, string Error) : EffectMark(At);

    /// <summary>It failed for the last time and waits for a person.</summary>
    public sealed record Dead(EffectPlace At, int Attempts, string Error) : EffectMark(At);

    /// <summary>A person wants it tried again, as often as a new one.</summary>
    public sealed record Revived(EffectPlace At, DateTimeOffset NextAt) : EffectMark(At);

    /// <summary>A person leaves it undone; its payload is dropped, why it failed is kept.</summary>
    public sealed record Skipped(EffectPlace At) : EffectMark(At);
}

/// <summary>How an effect stands.</summary>
public enum EffectState
{
    /// <summary>To be done, or to be tried again.</summary>
    Pending,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Given up; a person must look at it.</summary>
    Dead,

    /// <summary>Given up, and left undone by a person.</summary>
    Skipped,
}
