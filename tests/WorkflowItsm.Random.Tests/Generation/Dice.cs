using CsCheck;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>Throws numbers from the generator's stream, and counts down how large the process may still grow.</summary>
internal sealed class Dice(PCG source, int budget)
{
    private int _left = budget;

    public int Left => _left;

    /// <summary>A number below <paramref name="sides"/>.</summary>
    public int Next(int sides) => (int)source.Next((uint)sides);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];

    /// <summary>Picks by weight.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, T Item)> items)
    {
        var sum = 0;
        foreach (var (weight, _) in items) sum += weight;
        var at = Next(sum);
        foreach (var (weight, item) in items)
            if ((at -= weight) < 0)
                return item;
        return items[^1].Item;
    }

    /// <summary>Takes one from what is left.</summary>
    public void Spend() => _left--;

    public T[] Many<T>(int from, int to, Func<T> make)
    {
        var items = new T[from + Next(to - from + 1)];
        for (var i = 0; i < items.Length; i++) items[i] = make();
        return items;
    }
}
