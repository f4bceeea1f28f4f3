namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// Copies the journal while it is written. A store that is backed up by its database's own means registers none. Safe to
/// share between threads.
/// </summary>
public interface IJournalCopier
{
    /// <summary>
    /// Copies the journal, and the rows made from it, as they are at one moment; commits that come later are not in it.
    /// On disk when it returns.
    /// </summary>
    /// <param name="file">The new file; it must not exist. Made for its owner alone.</param>
    /// <param name="cancellationToken">Gives up between two steps; what was copied by then is of no use.</param>
    /// <returns>The end of the journal in the copy.</returns>
    /// <exception cref="StoreException">The journal cannot be read, or the copy cannot be written; the message says why.</exception>
    Task<JournalHead> CopyAsync(string file, CancellationToken cancellationToken);
}
