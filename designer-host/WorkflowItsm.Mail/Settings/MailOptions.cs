namespace WorkflowItsm.Mail.Settings;

/// <summary>Settings of mails; configuration section <c>Mail</c>. Checked at start, all errors in one message.</summary>
internal sealed class MailOptions
{
    /// <summary>The sender. Its domain is that of our Message-IDs. Default: <c>WorkflowItsm &lt;workflowitsm@localhost&gt;</c>.</summary>
    public string From { get; set; } = "WorkflowItsm <workflowitsm@localhost>";

    /// <summary>Where mails are handed in; without a host they are written into the folder <c>pickup</c>.</summary>
    public SmtpServer Smtp { get; } = new();

    /// <summary>Where replies arrive; without a host they are read from a folder.</summary>
    public ImapServer Imap { get; } = new();

    /// <summary>How replies are read.</summary>
    public ReplyOptions Replies { get; } = new();
}

/// <summary>A mail server and how to reach it.</summary>
internal abstract class MailServer
{
    /// <summary>Its name or address. Default: empty, there is none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 0, the default, is the usual one for the kind of server and <see cref="Security"/>.</summary>
    public int Port { get; set; }

    /// <summary>How the connection is protected. Default: <see cref="MailSecurity.StartTls"/>.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Who signs in. Default: empty, nobody does.</summary>
    public string User { get; set; } = "";

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether there is such a server.</summary>
    public bool IsSet => Host.Length > 0;
}

/// <summary>The server that mails are handed in to.</summary>
internal sealed class SmtpServer : MailServer;

/// <summary>The mailbox that replies are read from. Every mail leaves <see cref="Folder"/> when it has been read.</summary>
internal sealed class ImapServer : MailServer
{
    /// <summary>Where replies arrive. Default: <c>INBOX</c>.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where mails go that were taken, or recognised as automatic; made when missing. Default: <c>Processed</c>.</summary>
    public string ProcessedFolder { get; set; } = "Processed";

    /// <summary>Where mails go that a person has to look at; made when missing. Default: <c>Failed</c>.</summary>
    public string FailedFolder { get; set; } = "Failed";

    /// <summary>Seconds between two looks where the server cannot tell of new mail, and before a lost connection is made again. Default: 30.</summary>
    public int PollSeconds { get; set; } = 30;
}

/// <summary>How replies are addressed and judged.</summary>
internal sealed class ReplyOptions
{
    /// <summary>The folder that is read for .eml files while there is no IMAP server. Default: empty, the folder <c>inbox</c> of the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Where replies are to go. With <c>{ticket}</c> in it (<c>reply+{ticket}@example.org</c>) each mail has an address
    /// of its own that says which ticket it is about. Default: empty, replies go to the sender.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>
    /// The name under which our own mail server notes in <c>Authentication-Results</c> that a sender is genuine (DMARC).
    /// Only then is a ticket's number in the subject enough. Default: empty, it never is.
    /// </summary>
    public string TrustedServer { get; set; } = "";

    /// <summary>How many mails of one sender become comments within ten minutes; more than that is a loop. Default: 20.</summary>
    public int MaxPerSender { get; set; } = 20;
}

/// <summary>How a connection to a mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Begins in the clear and is encrypted before anything is said; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>In the clear: for a server on this machine.</summary>
    None,
}
