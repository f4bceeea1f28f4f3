namespace WorkflowItsm.Dmn.Tables;

/// <summary>Sets of rules as bits, 64 to a word.</summary>
internal static class RuleSet
{
    public static int Words(int rules) => (rules + 63) / 64;

    /// <summary>The word of the set that holds every rule.</summary>
    public static ulong All(int rules, int word) => rules - (word * 64) is var left && left >= 64 ? ulong.MaxValue : (1UL << left) - 1;
}
