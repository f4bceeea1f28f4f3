namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>What happened in one step, counted.</summary>
internal sealed class Trace
{
    public SortedDictionary<string, int> Entered { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Left { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages, signals and work that was sent to the outside.</summary>
    public SortedDictionary<string, int> Sent { get; } = new(StringComparer.Ordinal);

    public void Enter(string element) => Count(Entered, element);

    public void Leave(string element) => Count(Left, element);

    public void Send(string kind, string target) => Count(Sent, $"{kind} {target}");

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
