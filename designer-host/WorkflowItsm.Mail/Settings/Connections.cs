using System.Net.Sockets;
using MailKit;
using MailKit.Security;

namespace WorkflowItsm.Mail.Settings;

/// <summary>Opens a connection to a mail server as the settings say.</summary>
internal static class Connections
{
    /// <summary>How long a server may take to answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Connects and signs in.</summary>
    /// <param name="client">Not connected yet.</param>
    /// <param name="server">Where to.</param>
    /// <param name="usual">The usual port of the server.</param>
    /// <param name="usualTls">The usual port where everything is encrypted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task OpenAsync(IMailService client, MailServer server, int usual, int usualTls, CancellationToken cancellationToken)
    {
        var port = server.Port > 0 ? server.Port : server.Security is MailSecurity.Tls ? usualTls : usual;
        await client.ConnectAsync(server.Host, port, Options(server.Security), cancellationToken);
        if (server.User.Length > 0) await client.AuthenticateAsync(server.User, server.Password, cancellationToken);
    }

    /// <summary>Whether a failure is about the connection, not about us.</summary>
    public static bool IsTrouble(Exception failure) => failure is IOException or SocketException or TimeoutException or NotSupportedException
        or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or SslHandshakeException or MailKit.Security.AuthenticationException;

    /// <summary>A failed connection as a sentence that says what to look at.</summary>
    public static string Sentence(string kind, string section, IMailService client, MailServer server, Exception failure)
    {
        var said = failure.Message.ReplaceLineEndings(" ").Trim();
        return failure switch
        {
            MailKit.Security.AuthenticationException => $"The {kind} server {server.Host} does not let '{server.User}' in: {said}; check {section}:User and {section}:Password.",
            SslHandshakeException => $"The {kind} server {server.Host} offers no connection that can be trusted: {said}",
            NotSupportedException => $"The {kind} server {server.Host} cannot do what {section}:Security asks for ({server.Security}): {said}",
            _ => $"The {kind} server {server.Host} cannot be used now: {said}; check {section}:Host and {section}:Port.",
        };
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
