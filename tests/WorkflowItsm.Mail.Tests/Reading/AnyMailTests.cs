using System.Text;
using CsCheck;
using MimeKit;
using WorkflowItsm.Mail.Reading;
using WorkflowItsm.Mail.Replies;

namespace WorkflowItsm.Mail.Tests.Reading;

/// <summary>Whatever comes in, reading it ends, and gives text that a ticket can hold.</summary>
public sealed class AnyMailTests
{
    private static readonly string[] _pieces =
    [
        "From: ", "a@example.org", "Subject: ", "[INC0000001]", "\r\n", "\r\n\r\n", "Content-Type: ", "multipart/mixed; boundary=b", "multipart/report; boundary=b; report-type=delivery-status", "message/rfc822", "message/delivery-status",
        "text/html; charset=", "text/plain; charset=", "gb18030", "utf-7", "utf-16", "iso-2022-jp", "Content-Transfer-Encoding: ", "base64", "quoted-printable", "uuencode", "8bit", "--b\r\n", "--b--\r\n", "In-Reply-To: ", "References: ",
        "<INC0000001.case.0123456789abcdef01234567@example.org>", "=?gb18030?B?", "=?utf-8?Q?=", "?=", "On Wed, Nov 25, 2026 x wrote:\r\n", "> ", "在 2026 写道：\r\n", "<blockquote>", "</blockquote>", "<script>", "<!--", "&#x110000;", "&#xd800;", "\0", "\u001b", "Authentication-Results: ",
        "mx; dmarc=pass header.from=example.org", "Action: failed\r\n", "Final-Recipient: rfc822; ", "Message-ID: ", "begin 644 x\r\n", "=C4=E3", "xOM=",
    ];

    private static readonly Gen<string> _piece = Gen.Int[0, _pieces.Length - 1].Select(at => _pieces[at]);

    private static readonly Gen<byte[]> _anything = Gen.OneOf(
        Gen.Byte.Array[0, 400],
        Gen.OneOf(_piece.Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 6], Gen.String[0, 12].Select(Encoding.UTF8.GetBytes)).Array[0, 60].Select(parts => parts.SelectMany(part => part).ToArray()),
        Gen.Select(Gen.Bool.Select(whole => BounceTests.Report("failed", whole ? "message/rfc822" : "text/rfc822-headers")), Gen.Int[0, 1200], _piece).Select((report, at, piece) => Encoding.UTF8.GetBytes(report.Insert(Math.Min(at, report.Length), piece))));

    [Fact]
    public void No_mail_breaks_the_reader()
    {
        var auto = new AutoMail(MailboxAddress.Parse("desk@example.org"), new("reply+{ticket}@example.org"));
        var finder = new TicketFinder(new("reply+{ticket}@example.org"));
        _anything.Sample(raw =>
        {
            MimeMessage mail;
            try
            {
                mail = Mails.Parse(raw);
            }
            catch (FormatException)
            {
                return;
            }

            using (mail)
            {
                Bounce.Read(mail);
                auto.Reason(mail);
                finder.Find(mail);
                MailFiles.Of(mail);
                var text = MailText.Of(mail);
                Assert.True(text.Length <= 33_000);
                Assert.DoesNotContain(text, one => char.IsControl(one) && one is not '\n' and not '\t');
            }
        }, iter: 5_000);
    }

    [Fact]
    public void No_text_breaks_the_cut_and_nothing_is_added_to_it() => Gen.OneOf(Gen.String, _piece.Array[0, 30].Select(string.Concat)).Sample(text =>
    {
        var lines = text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n').Select(line => line.Trim()).ToHashSet();
        return QuoteCut.Cut(text).Split('\n').All(line => line.Length == 0 || lines.Contains(line.Trim()));
    }, iter: 20_000);
}
