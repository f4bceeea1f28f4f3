using WorkflowItsm.Mail.Reading;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Tests.Reading;

public sealed class BounceTests
{
    private static readonly string _token = Some.Tokens.Of("INC0000001", "li.na@example.org");

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("text/rfc822-headers")]
    public void A_report_that_a_mail_of_ours_did_not_arrive_is_read(string returned)
    {
        using var mail = Mails.Parse(Report("failed", returned));
        var bounce = Bounce.Read(mail)!;
        Assert.Equal(new TicketMark("INC0000001", _token), bounce.Mark);
        Assert.Equal("li.na@example.org", bounce.Recipient);
        Assert.Equal("smtp; 550 5.1.1 No such user", bounce.Status);
    }

    [Fact]
    public void A_report_of_a_delay_is_none()
    {
        using var mail = Mails.Parse(Report("delayed", "message/rfc822"));
        Assert.Null(Bounce.Read(mail));
    }

    [Fact]
    public void A_report_about_somebody_elses_mail_is_none()
    {
        using var mail = Mails.Parse(Report("failed", "message/rfc822").Replace("INC0000001.", "x", StringComparison.Ordinal));
        Assert.Null(Bounce.Read(mail));
    }

    /// <summary>A report as Postfix writes it.</summary>
    public static string Report(string action, string returned) => $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
        To: desk@example.org
        Auto-Submitted: auto-replied
        Subject: Undelivered Mail Returned to Sender
        Message-Id: <20261125@mx.example.org>
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Your mail could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; li.na@example.org
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 No such user

        --b
        Content-Type: {returned}

        From: Service desk <desk@example.org>
        To: li.na@example.org
        Message-ID: <INC0000001.case1.7.0.{_token}@example.org>
        Subject: [INC0000001] Resolved

        --b--

        """;
}
