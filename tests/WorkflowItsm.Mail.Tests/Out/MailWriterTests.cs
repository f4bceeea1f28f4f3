using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Tests.Out;

public sealed class MailWriterTests
{
    private static readonly string _token = Some.Tokens.Of("INC0000001", "li.na@example.org");

    [Fact]
    public void A_mail_says_what_happened_below_the_line_for_replies()
    {
        using var mail = Some.Writer().Write(Some.Call("li.na@example.org"));
        Assert.Equal("[INC0000001] 磁盘已满 / Disk full", mail.Subject);
        Assert.Equal("—— 请在此行上方回复 · Please reply above this line ——\n\n请处理。", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("INC0000001", mail.Headers["X-Ticket"]);
        Assert.Equal(Some.Time, mail.Date);
    }

    [Fact]
    public void It_carries_the_ticket_and_a_token_in_its_id_and_thread()
    {
        using var mail = Some.Writer().Write(Some.Call("li.na@example.org"));
        Assert.Equal($"INC0000001.case1.7.0.{_token}@example.org", mail.MessageId);
        Assert.Equal($"INC0000001.{_token}@example.org", mail.InReplyTo);
        Assert.Equal([$"INC0000001.{_token}@example.org"], mail.References);
        Assert.Equal(new TicketMark("INC0000001", _token), ThreadId.Read(mail.MessageId));
        Assert.Equal(new TicketMark("INC0000001", _token), ThreadId.Read(mail.InReplyTo));
        Assert.Empty(mail.ReplyTo);
    }

    [Fact]
    public void Who_is_written_to_gets_a_token_of_their_own()
    {
        Assert.NotEqual(_token, Some.Tokens.Of("INC0000001", "wang@example.org"));
        Assert.NotEqual(_token, Some.Tokens.Of("INC0000002", "li.na@example.org"));
        Assert.Equal(_token, Some.Tokens.Of("inc0000001", "Li.Na@Example.org"));
    }

    [Fact]
    public void It_says_that_no_person_wrote_it()
    {
        using var mail = Some.Writer().Write(Some.Call("li.na@example.org"));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
    }

    [Fact]
    public void Its_reply_address_names_the_ticket_where_it_has_a_place_for_it()
    {
        using var mail = Some.Writer(Some.Options(options => options.Replies.Address = "reply+{ticket}@example.org")).Write(Some.Call("li.na@example.org"));
        Assert.Equal($"reply+INC0000001-{_token}@example.org", mail.ReplyTo.Mailboxes.Single().Address);
        Assert.True(mail.ReplyTo.Mailboxes.Single().LocalPart.Length <= 64);
    }

    [Fact]
    public void A_subject_cannot_bring_headers_along()
    {
        var call = Some.Call("li.na@example.org");
        var payload = call.Effect.Payload.With("subject", "Disk\r\nBcc: all@example.org");
        using var mail = Some.Writer().Write(call with { Effect = call.Effect with { Payload = payload } });
        Assert.Equal("Disk Bcc: all@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
    }

    [Fact]
    public void A_mail_about_no_ticket_has_an_id_and_no_thread()
    {
        var call = Some.Call("li.na@example.org");
        using var mail = Some.Writer().Write(call with { Effect = call.Effect with { Payload = call.Effect.Payload.With("ticket", "") } });
        Assert.Equal("case1.7.0@example.org", mail.MessageId);
        Assert.Empty(mail.References);
    }
}
