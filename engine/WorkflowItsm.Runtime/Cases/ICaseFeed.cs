using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>Tells screens what has changed, after it is committed. Safe to share between threads.</summary>
public interface ICaseFeed
{
    /// <summary>
    /// Calls <paramref name="listener"/> for each case that a transaction changed, until what is given back is disposed.
    /// It is called on the writer's thread and only takes note: what it throws is logged and dropped. After trouble
    /// with the store a change may go untold; who shows it for long should read again now and then.
    /// </summary>
    IDisposable Subscribe(Action<CaseChanged> listener);
}

/// <summary>A case changed.</summary>
/// <param name="CaseId">Which.</param>
/// <param name="Kind">The kind of stream.</param>
/// <param name="Version">The number of facts after it.</param>
/// <param name="Before">The rows by which it was found.</param>
/// <param name="After">The rows by which it is found now.</param>
public sealed record CaseChanged(string CaseId, string Kind, long Version, CaseRows Before, CaseRows After);
