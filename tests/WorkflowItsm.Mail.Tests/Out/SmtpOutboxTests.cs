using MimeKit;
using WorkflowItsm.Mail.Out;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Out;

public sealed class SmtpOutboxTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private string Maildir => _folder.Sub("mail");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mail_is_handed_in_as_it_was_written()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        await Handler(server.Port).HandleAsync(Some.Call("li.na@example.org"), TestContext.Current.CancellationToken);
        using var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(Maildir, "new"))), TestContext.Current.CancellationToken);
        using var written = Some.Writer().Write(Some.Call("li.na@example.org"));
        Assert.Equal(written.MessageId, mail.MessageId);
        Assert.Equal("[INC0000001] 磁盘已满 / Disk full", mail.Subject);
        Assert.Equal(written.TextBody!.ReplaceLineEndings("\n").Trim(), mail.TextBody!.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Every_try_has_the_same_id()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        foreach (var attempt in new[] { 1, 2 }) await Handler(server.Port).HandleAsync(Some.Call("li.na@example.org", attempt), TestContext.Current.CancellationToken);
        var ids = Directory.GetFiles(Path.Combine(Maildir, "new")).Select(file => MimeMessage.Load(file).MessageId).ToArray();
        Assert.Equal(2, ids.Length);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_recipient_that_does_not_exist_is_given_up_at_once()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var failure = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => Handler(server.Port).HandleAsync(Some.Call("nobody@example.org"), TestContext.Current.CancellationToken));
        Assert.Equal("The mail server 127.0.0.1 refuses the mail to nobody@example.org for good (550): 5.1.1 No such user here", failure.Message);
    }

    [Fact]
    public async Task A_server_that_asks_to_come_again_is_asked_again()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var refused = await Record.ExceptionAsync(() => Handler(server.Port).HandleAsync(Some.Call("later@example.org"), TestContext.Current.CancellationToken));
        Assert.NotNull(refused);
        Assert.IsNotType<EffectFailedForGoodException>(refused);
        await Handler(server.Port).HandleAsync(Some.Call("later@example.org", attempt: 2), TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFiles(Path.Combine(Maildir, "new")));
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_no_mail_where_it_must()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var failure = await Assert.ThrowsAsync<IOException>(() => Handler(server.Port, MailSecurity.StartTls).HandleAsync(Some.Call("li.na@example.org"), TestContext.Current.CancellationToken));
        Assert.StartsWith("The SMTP server 127.0.0.1 cannot do what Mail:Smtp:Security asks for (StartTls): ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(Maildir, "new")));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_later()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => Handler(HostProcess.FreeAddress().Port).HandleAsync(Some.Call("li.na@example.org"), TestContext.Current.CancellationToken));
        Assert.StartsWith("The SMTP server 127.0.0.1 cannot be used now: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("; check Mail:Smtp:Host and Mail:Smtp:Port.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_no_address_is_given_up_at_once()
    {
        var failure = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => Handler(1).HandleAsync(Some.Call("operations team"), TestContext.Current.CancellationToken));
        Assert.Equal("'operations team' is no mail address; correct it in the definitions (teams.json, or the table that says who is told).", failure.Message);
    }

    private static MailHandler Handler(int port, MailSecurity security = MailSecurity.None)
    {
        var options = Some.Options(options => (options.Smtp.Host, options.Smtp.Port, options.Smtp.Security) = ("127.0.0.1", port, security));
        return new(Some.Writer(options), new SmtpOutbox(Microsoft.Extensions.Options.Options.Create(options)));
    }
}
