using MimeKit;
using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests.Reading;

public sealed class AutoMailTests
{
    private readonly AutoMail _auto = new(MailboxAddress.Parse("Service desk <desk@example.org>"), new("reply+{ticket}@example.org"));

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "it says Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated; reason=x", "it says Auto-Submitted: auto-generated; reason=x")]
    [InlineData("Precedence: bulk", "it says Precedence: bulk")]
    [InlineData("Precedence: Junk", "it says Precedence: Junk")]
    [InlineData("Precedence: list", "it says Precedence: list")]
    [InlineData("Precedence: auto_reply", "it says Precedence: auto_reply")]
    [InlineData("X-Autoreply: yes", "it says X-Autoreply: yes")]
    [InlineData("X-Autorespond: Out of office", "it says X-Autorespond: Out of office")]
    [InlineData("X-Auto-Response-Suppress: All", "it says X-Auto-Response-Suppress: All")]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply", "it says X-Auto-Response-Suppress: DR, OOF, AutoReply")]
    [InlineData("List-Id: <all.example.org>", "it says List-Id: <all.example.org>")]
    [InlineData("Return-Path: <>", "it says Return-Path: <>")]
    [InlineData("Message-ID: <INC0000001.case1.7.0.0123456789abcdef01234567@example.org>", "it is one of our own mails, INC0000001.case1.7.0.0123456789abcdef01234567@example.org")]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", "it is a report of a mail server or mail program")]
    [InlineData("Subject: 自动回复: [INC0000001] 已解决", "its subject is '自动回复: [INC0000001] 已解决'")]
    [InlineData("Subject: Automatic reply: [INC0000001] Resolved", "its subject is 'Automatic reply: [INC0000001] Resolved'")]
    public void A_mail_that_no_person_wrote_is_recognised(string header, string reason)
    {
        using var mail = Mails.Parse($"From: Li Na <li.na@example.org>\n{header}\n\nI am away.\n");
        Assert.Equal(reason, _auto.Reason(mail)?.En);
    }

    [Theory]
    [InlineData("desk@example.org", "its sender desk@example.org is ourselves")]
    [InlineData("DESK@Example.org", "its sender DESK@Example.org is ourselves")]
    [InlineData("reply+INC0000001-0123456789abcdef01234567@example.org", "its sender reply+INC0000001-0123456789abcdef01234567@example.org is ourselves")]
    [InlineData("MAILER-DAEMON@mx.example.org", "its sender MAILER-DAEMON@mx.example.org is a machine")]
    public void A_sender_that_is_a_machine_is_recognised(string from, string reason)
    {
        using var mail = Mails.Parse($"From: {from}\nSubject: Re: x\n\nHello\n");
        Assert.Equal(reason, _auto.Reason(mail)?.En);
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Precedence: normal")]
    [InlineData("X-Auto-Response-Suppress: DR, RN, NRN")]
    [InlineData("X-Autoreply: no")]
    [InlineData("Return-Path: <li.na@example.org>")]
    [InlineData("Subject: Re: [INC0000001] Automatic reply does not work")]
    [InlineData("X-Mailer: Foxmail 7.2")]
    public void A_persons_mail_is_not_taken_for_a_machines(string header)
    {
        using var mail = Mails.Parse($"From: Li Na <li.na@example.org>\n{header}\n\nIt works again.\n");
        Assert.Null(_auto.Reason(mail));
    }
}
