using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Mail;

/// <summary>Takes the files that replies bring along; the host that keeps attachments does. Must be safe to share between threads.</summary>
public interface IMailFiles
{
    /// <summary>Puts a file to a ticket; null when the ticket has it, else why not. The same key again changes nothing.</summary>
    /// <param name="number">The ticket's number.</param>
    /// <param name="name">The file's name as the mail has it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="key">The same for every reading of the same mail.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Runtime.Storage.StoreException">Nothing can be stored now; the mail is read again later.</exception>
    Task<Words?> AttachAsync(string number, string name, ReadOnlyMemory<byte> content, Actor actor, string key, CancellationToken cancellationToken);
}
