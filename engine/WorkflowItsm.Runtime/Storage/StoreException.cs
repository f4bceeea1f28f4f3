namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// The store could not read or write now (locked, full, gone). A store throws it, so that the writer can tell
/// its own trouble from a fault of a core.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Without a reason.</summary>
    public StoreException()
    {
    }

    /// <summary>With the reason as a sentence.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason as a sentence and the error behind it.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
