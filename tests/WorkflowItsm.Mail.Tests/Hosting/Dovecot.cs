using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Hosting;

/// <summary>
/// A real Dovecot that serves one mailbox (a Maildir) to anybody with the password, on this machine alone. Start it
/// with <see cref="StartAsync"/>; where it is not installed the test is skipped.
/// </summary>
internal sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "secret";

    private readonly DataFolder _folder = new();
    private readonly string _program;
    private Process? _process;

    private Dovecot(string program) => _program = program;

    public int Port { get; } = HostProcess.FreeAddress().Port;

    /// <summary>Where mail is delivered to: its sub-folders <c>new</c> and <c>cur</c> hold a file a mail.</summary>
    public string Maildir => _folder.Sub("mail");

    /// <summary>The settings of a host that reads this mailbox.</summary>
    public string[] Settings => ["--Mail:Imap:Host", "127.0.0.1", "--Mail:Imap:Port", $"{Port}", "--Mail:Imap:Security", "None", "--Mail:Imap:User", "desk", "--Mail:Imap:Password", Password, "--Mail:Imap:PollSeconds", "1"];

    public static async Task<Dovecot> StartAsync()
    {
        var started = new Dovecot(Tool.Require("dovecot", "dovecot-imapd"));
        // As root it drops its rights to these users, who must be able to get at the mails; else it is who we are.
        var (root, self) = (Environment.IsPrivilegedProcess, Environment.UserName);
        await File.WriteAllTextAsync(Path.Combine(started._folder.Path, "dovecot.conf"), $$"""
            base_dir = {{started._folder.Sub("run")}}
            state_dir = {{started._folder.Sub("run")}}
            log_path = {{Path.Combine(started._folder.Path, "log")}}
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            default_internal_user = {{(root ? "dovecot" : self)}}
            default_internal_group = {{(root ? "dovecot" : self)}}
            default_login_user = {{(root ? "dovenull" : self)}}
            mail_location = maildir:{{started.Maildir}}
            first_valid_uid = 1
            mail_fsync = never
            mailbox_idle_check_interval = 1 secs
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = {{(root ? "uid=nobody gid=nogroup " : "")}}home={{started.Maildir}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{started.Port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              chroot =
            }
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(started._folder.Path, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(started.Maildir, (UnixFileMode)0b111_111_111);
        }

        await started.RunAsync();
        return started;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public async Task RunAsync()
    {
        _process = Process.Start(new ProcessStartInfo(_program) { ArgumentList = { "-F", "-c", Path.Combine(_folder.Path, "dovecot.conf") }, RedirectStandardError = true })!;
        _process.BeginErrorReadLine();
        try
        {
            await Eventually.Holds("Dovecot to listen", () => Task.FromResult(Listens(Port)));
        }
        catch (TimeoutException failure)
        {
            throw new InvalidOperationException($"{failure.Message} Its log:\n{Log}", failure);
        }
    }

    /// <summary>Ends it, as a server that is restarted.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        // Dovecot ends its own children when it is asked to end, and only then.
        using (var kill = Process.Start("kill", [$"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Delivers a mail, as a mail server does: written aside, then moved in.</summary>
    public async Task DeliverAsync(byte[] mail)
    {
        foreach (var name in (string[])["tmp", "new", "cur"])
        {
            var folder = Directory.CreateDirectory(Path.Combine(Maildir, name)).FullName;
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }

        var unique = $"{Guid.NewGuid():N}.test";
        await File.WriteAllBytesAsync(Path.Combine(Maildir, "tmp", unique), mail);
        File.Move(Path.Combine(Maildir, "tmp", unique), Path.Combine(Maildir, "new", unique));
    }

    /// <summary>The mails in a folder of the mailbox; "" is the inbox.</summary>
    public IReadOnlyList<string> Folder(string name) =>
    [
        .. ((string[])["new", "cur"]).Select(part => Path.Combine(name.Length == 0 ? Maildir : Path.Combine(Maildir, "." + name), part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(File.ReadAllText),
    ];

    /// <summary>What it has logged, for a failure.</summary>
    public string Log => File.Exists(Path.Combine(_folder.Path, "log")) ? File.ReadAllText(Path.Combine(_folder.Path, "log")) : "";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    internal static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
