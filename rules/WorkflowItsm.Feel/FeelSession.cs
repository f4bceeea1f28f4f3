using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// One chain of evaluations: the time that <c>now()</c> and <c>today()</c> see, the budgets, and the reasons for nulls. One for each
/// command; not safe to share between threads. When a budget ran out, everything evaluates to null and the caller must raise an
/// incident with <see cref="Exhausted"/>, never use the value.
/// </summary>
/// <param name="now">The time of the command, with its offset.</param>
/// <param name="limits">The budgets; null means the defaults of <see cref="FeelLimits"/>.</param>
public sealed class FeelSession(DateTimeOffset now, FeelLimits? limits = null)
{
    /// <summary>More reasons than a person reads are not kept.</summary>
    private const int MostReasons = 64;
    private readonly FeelLimits _limits = limits ?? new FeelLimits();
    private readonly List<SuppressedNull> _reasons = [];
    private FeelValue[] _stack = [];
    private int _top;
    private long _steps;
    private long _bytes;
    private int _depth;

    /// <summary>What <c>now()</c> gives.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Why nulls came out, in the order of evaluation; the first 64. A null that data held has no reason here.</summary>
    public IReadOnlyList<SuppressedNull> Reasons => _reasons;

    /// <summary>A sentence once a budget ran out; null before.</summary>
    public string? Exhausted { get; private set; }

    internal bool IsExhausted => Exhausted is not null;

    /// <summary>Forgets the reasons, not the budgets: between two decisions of one command.</summary>
    public void ClearReasons() => _reasons.Clear();

    /// <summary>A list at the session's cost: what a host makes of values counts as what a text makes. Null when the bytes ran out.</summary>
    public FeelValue NewList(params ReadOnlySpan<FeelValue> items) => Compilation.Make.List(items.ToArray(), this);

    /// <summary>A context at the session's cost; of two entries with one key the later holds. Null when the bytes ran out.</summary>
    public FeelValue NewContext(params ReadOnlySpan<(string Key, FeelValue Value)> entries)
    {
        var builder = new FeelContext.Builder(entries.Length);
        foreach (var (key, value) in entries) builder.Set(key, value);
        return Compilation.Make.Context(builder, this);
    }

    /// <summary>Keeps a reason for a null that the host found, beside those of the texts.</summary>
    /// <param name="text">The text that gave null.</param>
    /// <param name="sentence">What was found and what was expected.</param>
    public void Suppress(string text, string sentence) => Because(new(text, 0, text.Length), sentence);

    /// <summary>Counts steps of the host's own work; false when there are none left, and everything must unwind.</summary>
    public bool TrySpend(long steps) => Spend(steps);

    /// <summary>
    /// Goes deeper by so many calls of the host; false when that is too deep, and everything must unwind. Every true needs a
    /// <see cref="Leave"/> of as many.
    /// </summary>
    public bool TryEnter(int levels) => Enter(levels);

    /// <summary>Comes back from <see cref="TryEnter"/>.</summary>
    public void Leave(int levels) => _depth -= levels;

    /// <summary>Counts steps; false when there are none left.</summary>
    internal bool Spend(long steps)
    {
        _steps += steps;
        if (_steps > _limits.Steps) Exhausted ??= $"The evaluation stopped: it needs more than {_limits.Steps} steps.";
        return !IsExhausted;
    }

    /// <summary>Counts a walk over a value by its size; what is small is free.</summary>
    internal bool SpendOn(FeelValue value) => value.IsSmallInteger || Spend(Measure.Of(value).Bytes / 256);

    /// <summary>Counts bytes; false when there are none left.</summary>
    internal bool Charge(long bytes)
    {
        _bytes += Math.Min(bytes, long.MaxValue - _bytes);
        if (_bytes > _limits.Bytes) Exhausted ??= $"The evaluation stopped: it makes more than {_limits.Bytes} bytes of values.";
        return !IsExhausted;
    }

    /// <summary>Whether a value of this measure may exist: written out it must fit the budget, and its nesting what walks can bear.</summary>
    internal bool Admits(Measure measure)
    {
        if (measure.Bytes > _limits.Bytes) Exhausted ??= $"The evaluation stopped: it makes a value of more than {_limits.Bytes} bytes.";
        if (measure.Depth > Measure.DeepestNesting)
            Exhausted ??= $"The evaluation stopped: it nests lists deeper than {Measure.DeepestNesting} levels.";
        return !IsExhausted;
    }

    /// <summary>Goes one call deeper; false when that is too deep. Every true needs its <see cref="Leave"/>.</summary>
    internal bool Enter(int levels)
    {
        if (_depth + levels > _limits.Depth)
            Exhausted ??= $"The evaluation stopped: its calls nest deeper than {_limits.Depth} levels.";
        if (IsExhausted) return false;
        _depth += levels;
        return true;
    }

    /// <summary>A null with its reason.</summary>
    internal FeelValue Because(Site site, string sentence)
    {
        if (_reasons.Count < MostReasons && !IsExhausted) _reasons.Add(new(site.Text, site.Position, sentence));
        return FeelValue.Null;
    }

    /// <summary>
    /// Room for values until <see cref="Pop"/>, all null. When the stack grows, earlier windows keep the old array, which stays theirs.
    /// </summary>
    internal Span<FeelValue> Push(int count)
    {
        if (_top + count > _stack.Length) _stack = new FeelValue[Math.Max(64, (_top + count) * 2)];
        var window = _stack.AsSpan(_top, count);
        _top += count;
        return window;
    }

    internal void Pop(Span<FeelValue> window)
    {
        window.Clear();
        _top -= window.Length;
    }
}
