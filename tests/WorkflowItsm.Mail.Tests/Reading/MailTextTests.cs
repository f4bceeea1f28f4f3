using System.Text;
using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests.Reading;

public sealed class MailTextTests
{
    private const string Own = "磁盘还是满的，请再看一下。";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("gbk")]
    [InlineData("gb2312")]
    [InlineData("big5")]
    public void Chinese_is_read_in_the_encodings_that_mail_programs_write(string charset)
    {
        var own = charset == "big5" ? "磁碟還是滿的。" : Own;
        var bytes = Encoding.GetEncoding(charset).GetBytes(own);
        var head = $"From: a@example.org\nContent-Type: text/plain; charset=\"{charset}\"\nContent-Transfer-Encoding: ";
        Assert.Equal(own, Of([.. Mails.Bytes(head + "8bit\n\n"), .. bytes]));
        Assert.Equal(own, Of(Mails.Bytes($"{head}base64\n\n{Convert.ToBase64String(bytes)}\n")));
        Assert.Equal(own, Of(Mails.Bytes($"{head}quoted-printable\n\n{string.Concat(bytes.Select(one => $"={one:X2}"))}\n")));
    }

    [Fact]
    public void The_plain_text_is_preferred()
    {
        Assert.Equal("plain", Of(Mails.Bytes("""
            From: a@example.org
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            plain
            --b
            Content-Type: text/html

            <p>html</p>
            --b--
            """)));
    }

    [Fact]
    public void HTML_alone_is_reduced_to_text() =>
        Assert.Equal("It works.\nThanks", Of(Mails.Bytes("From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>It works.</p><p>Thanks</p><blockquote>old</blockquote></body></html>\n")));

    [Fact]
    public void Attached_texts_are_no_part_of_the_comment() =>
        Assert.Equal("See the log.", Of(Mails.Bytes("""
            From: a@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See the log.
            --b
            Content-Type: text/plain; name=disk.log
            Content-Disposition: attachment; filename=disk.log

            /dev/sda1 100%
            --b--
            """)));

    [Fact]
    public void An_unknown_encoding_is_read_as_well_as_can_be() =>
        Assert.Equal("It works", Of(Mails.Bytes("From: a@example.org\nContent-Type: text/plain; charset=x-klingon\n\nIt works\n")));

    [Fact]
    public void Control_characters_are_left_out() =>
        Assert.Equal("abc\td", Of(Mails.Bytes("From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\na\u0000b\u001bc\td\u0085\n")));

    [Fact]
    public void A_comment_has_an_end()
    {
        var text = Of(Mails.Bytes("From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + string.Concat(Enumerable.Repeat("磁盘满了。\n", 20_000))));
        Assert.InRange(text.Length, 32_000, 32_100);
        Assert.EndsWith("[… 邮件过长，此处截断 · the mail is longer; it is cut here]", text, StringComparison.Ordinal);
    }

    private static string Of(byte[] raw)
    {
        using var mail = Mails.Parse(raw);
        return MailText.Of(mail);
    }
}
