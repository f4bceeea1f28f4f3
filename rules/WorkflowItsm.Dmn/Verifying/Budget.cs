namespace WorkflowItsm.Dmn.Verifying;

/// <summary>How much work a question may cost: counted, never timed, so that a file gets the same answer everywhere.</summary>
internal sealed class Budget(long steps)
{
    private long _left = steps;

    /// <summary>Whether the work was cut short, so that there may be more than was found.</summary>
    public bool IsSpent => _left < 0;

    /// <summary>Takes steps; false when there are none left.</summary>
    public bool Spend(long steps)
    {
        _left -= steps;
        return !IsSpent;
    }
}
