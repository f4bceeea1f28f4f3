using MimeKit;
using WorkflowItsm.Feel;
using WorkflowItsm.Mail.Out;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Out;

/// <summary>The handler <c>mail</c>: what tasks write, to a real server and into the folder.</summary>
public sealed class MailConnectorTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private string Maildir => _folder.Sub("mail");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_task_writes_to_several_and_is_told_the_id()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var result = await ByServer(server.Port).HandleAsync(
            Call(("to", FeelValue.List(["Ann <ann@example.org>", "bob@example.org"])), ("cc", "carl@example.org, dora@example.org")), TestContext.Current.CancellationToken);

        using var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(Maildir, "new"))), TestContext.Current.CancellationToken);
        Assert.Equal(("case1.7.0@example.org", "工单已解决 / Resolved", "It is done.\n\n谢谢。"), (mail.MessageId, mail.Subject, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd()));
        Assert.Equal("ann@example.org bob@example.org / carl@example.org dora@example.org", $"{Addresses(mail.To)} / {Addresses(mail.Cc)}");
        Assert.Equal(("auto-generated", Some.Time, null), (mail.Headers["Auto-Submitted"], mail.Date, mail.Headers["X-Ticket"]));
        Assert.Equal("""{"messageId": "case1.7.0@example.org", "recipients": ["ann@example.org", "bob@example.org", "carl@example.org", "dora@example.org"]}""", FeelValue.Context(result).ToString());
    }

    [Fact]
    public async Task Every_try_is_the_same_mail()
    {
        var outbox = new PickupFolder(new WorkflowItsmOptions { DataDirectory = _folder.Path });
        var connector = new MailConnector(Some.Writer(), outbox, null!, []);
        await connector.HandleAsync(Call(), TestContext.Current.CancellationToken);
        var first = await File.ReadAllBytesAsync(Path.Combine(_folder.Pickup, "case1.7.0.eml"), TestContext.Current.CancellationToken);
        await connector.HandleAsync(Call() with { Attempt = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_folder.Pickup)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_recipient_that_does_not_exist_refuses_the_mail_to_all()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var call = Call(("to", "ann@example.org, nobody@example.org"));
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => ByServer(server.Port).HandleAsync(call, TestContext.Current.CancellationToken));
        Assert.Equal(
            ("The mail server 127.0.0.1 refuses the mail to nobody@example.org for good (550): 5.1.1 No such user here", "邮件服务器 127.0.0.1 拒收发给 nobody@example.org 的邮件（550）：5.1.1 No such user here"),
            (refused.Message, refused.MessageZh));
        Assert.Empty(Directory.GetFiles(Path.Combine(Maildir, "new")));
    }

    [Theory]
    [InlineData("nobody@example.org")]
    [InlineData("the operations team")]
    public async Task A_refusal_is_the_error_that_the_task_names(string to)
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var error = await Assert.ThrowsAsync<ServiceTaskErrorException>(() =>
            ByServer(server.Port).HandleAsync(Call(("to", to), ("error", "no-such-address")), TestContext.Current.CancellationToken));
        Assert.Equal("no-such-address", error.Code);
    }

    [Fact]
    public async Task A_server_that_asks_to_come_again_is_no_error_of_the_process()
    {
        await using var server = await Aiosmtpd.StartAsync(Maildir);
        var call = Call(("to", "later@example.org"), ("error", "no-such-address"));
        var refused = await Record.ExceptionAsync(() => ByServer(server.Port).HandleAsync(call, TestContext.Current.CancellationToken));
        Assert.NotNull(refused);
        Assert.IsNotType<ServiceTaskErrorException>(refused);
        Assert.IsNotType<EffectFailedForGoodException>(refused);
        await ByServer(server.Port).HandleAsync(call with { Attempt = 2 }, TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFiles(Path.Combine(Maildir, "new")));
    }

    [Fact]
    public void A_mail_of_a_ticket_to_one_address_takes_part_in_its_thread()
    {
        var call = Call();
        using var mail = Some.Writer().Write(call, MailTask.Read(call.Input), "INC0000001");
        var token = Some.Tokens.Of("INC0000001", "ann@example.org");
        Assert.Equal(new TicketMark("INC0000001", token), ThreadId.Read(mail.MessageId));
        Assert.Equal($"INC0000001.{token}@example.org", mail.InReplyTo);
        Assert.StartsWith(MailWriter.ReplyLine, mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to", "ann@example.org, bob@example.org")]
    [InlineData("cc", "bob@example.org")]
    public void A_mail_that_several_read_proves_nobody(string input, string value)
    {
        var call = Call((input, value));
        using var mail = Some.Writer().Write(call, MailTask.Read(call.Input), "INC0000001");
        Assert.Equal(("case1.7.0@example.org", null, "INC0000001"), (mail.MessageId, mail.InReplyTo, mail.Headers["X-Ticket"]));
        Assert.StartsWith("It is done.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_cannot_bring_headers_along()
    {
        var call = Call(("subject", "Done\r\nBcc: all@example.org"));
        using var mail = Some.Writer().Write(call, MailTask.Read(call.Input), "");
        Assert.Equal("Done Bcc: all@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
    }

    [Theory]
    [InlineData("to", null, "The input 'to' names nobody; expected at least one mail address.", "输入“to”没有收件人；至少应有一个邮件地址。")]
    [InlineData("to", "ann", "The input 'to' holds 'ann', which is no mail address such as alice@example.org.", "输入“to”中的“ann”不是 alice@example.org 这样的邮件地址。")]
    [InlineData("cc", "a@b.example\r\nBcc: c@d.example", "The input 'cc' holds 'a@b.example Bcc: c@d.example', which is no mail address such as alice@example.org.", "输入“cc”中的“a@b.example Bcc: c@d.example”不是 alice@example.org 这样的邮件地址。")]
    [InlineData("subject", "", "The input 'subject' is empty, expected a text that is not empty.", "输入“subject”应为非空文本。")]
    [InlineData("body", null, "The input 'body' is null, expected a text that is not empty.", "输入“body”应为非空文本。")]
    public void What_can_never_be_sent_is_final(string input, string? value, string said, string chinese)
    {
        var refused = Assert.Throws<EffectFailedForGoodException>(() => MailTask.Read(Call((input, value is null ? FeelValue.Null : value)).Input));
        Assert.Equal((said, chinese), (refused.Message, refused.MessageZh));
    }

    [Fact]
    public void A_mail_goes_to_a_bounded_number()
    {
        var many = FeelValue.List([.. Enumerable.Range(0, 101).Select(n => (FeelValue)$"p{n}@example.org")]);
        Assert.Equal("The mail goes to 101 addresses, more than 100; write to a mailing list.", Assert.Throws<EffectFailedForGoodException>(() => MailTask.Read(Call(("to", many)).Input)).Message);
    }

    [Fact]
    public void What_can_be_told_before_publishing_is_told_then()
    {
        var shape = new MailShape();
        Assert.Equal(["to", "subject", "body"], shape.Fields.Items.Where(field => field.IsRequired).Select(field => field.Name));
        Assert.Null(shape.Judge("to", "ann@example.org"));
        Assert.Equal("输入“to”中的“ann”不是 alice@example.org 这样的邮件地址。", shape.Judge("to", "ann")!.Says.In("zh"));
        Assert.Equal("names nobody; expected at least one mail address.", shape.Judge("to", FeelValue.List([]))!.Says.ToString());
    }

    private static MailConnector ByServer(int port)
    {
        var options = Some.Options(options => (options.Smtp.Host, options.Smtp.Port, options.Smtp.Security) = ("127.0.0.1", port, MailSecurity.None));
        return new(Some.Writer(options), new SmtpOutbox(Microsoft.Extensions.Options.Options.Create(options)), null!, []);
    }

    private static ServiceTaskCall Call(params (string, FeelValue)[] inputs)
    {
        var all = FeelContext.Of(("to", "ann@example.org"), ("subject", "工单已解决 / Resolved"), ("body", "It is done.\n\n谢谢。"));
        foreach (var (name, value) in inputs) all = all.With(name, value);
        return new("case1.7.0", "case1", "Tell", all) { RecordedAt = Some.Time };
    }

    private static string Addresses(InternetAddressList list) => string.Join(' ', list.Mailboxes.Select(one => one.Address));
}
