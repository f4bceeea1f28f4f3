using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>
/// A real SMTP server (aiosmtpd) that delivers into a Maildir. To <c>nobody@</c> it has no such user, to <c>later@</c> it
/// asks to come again, once for each address. Where it is not installed the test is skipped.
/// </summary>
public sealed class Aiosmtpd : IAsyncDisposable
{
    private const string Handler = """
        from aiosmtpd.handlers import Mailbox

        class Box(Mailbox):
            asked = set()

            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith('nobody@'):
                    return '550 5.1.1 No such user here'
                if address.startswith('later@') and address not in self.asked:
                    self.asked.add(address)
                    return '450 4.2.0 Come again'
                envelope.rcpt_tos.append(address)
                return '250 OK'
        """;

    private readonly DataFolder _folder = new();
    private readonly Process _process;

    private Aiosmtpd(string program, string maildir)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "workflowitsm_box.py"), Handler);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "-n", "-u", "-l", $"127.0.0.1:{Port}", "-c", "workflowitsm_box.Box", maildir },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PYTHONPATH"] = _folder.Path;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where it listens, on this machine.</summary>
    public int Port { get; } = HostProcess.FreeAddress().Port;

    /// <summary>The settings of a host that hands its mails in here.</summary>
    public IReadOnlyList<string> Settings => ["--Mail:Smtp:Host", "127.0.0.1", "--Mail:Smtp:Port", $"{Port}", "--Mail:Smtp:Security", "None"];

    /// <summary>Starts it; <paramref name="maildir"/> is made when it is missing.</summary>
    public static async Task<Aiosmtpd> StartAsync(string maildir)
    {
        // A folder that is there already has to be a whole Maildir.
        foreach (var name in (string[])["tmp", "new", "cur"])
        {
            var folder = Directory.CreateDirectory(Path.Combine(maildir, name)).FullName;
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }

        var started = new Aiosmtpd(Tool.Require("aiosmtpd", "python3-aiosmtpd"), maildir);
        await Eventually.Holds("the SMTP server to listen", () => Task.FromResult(started.Listens()));
        return started;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private bool Listens()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
