using WorkflowItsm.Mail.Out;
using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests.Reading;

public sealed class QuoteCutTests
{
    private const string Own = "It works again.\nThank you!";
    private const string OwnZh = "好了，谢谢。";

    public static TheoryData<string, string, string> Replies => new()
    {
        { "Gmail", Own, "On Wed, Nov 25, 2026 at 10:00 AM Service desk <desk@example.org> wrote:\n\n> [INC0000001] Resolved\n> Confirm it." },
        { "Gmail, wrapped", Own, "On Wed, Nov 25, 2026 at 10:00 AM The Service Desk of Example <\ndesk@example.org> wrote:\n\n> Resolved" },
        { "Gmail in Chinese", OwnZh, "Service desk <desk@example.org> 于2026年11月25日周三 10:00写道：\n\n> 已解决" },
        { "Gmail in Chinese, wrapped", OwnZh, "Service desk of the Example Organisation <desk@example.org>\n于2026年11月25日周三 10:00写道：\n> 已解决" },
        { "Apple Mail", Own, "> On 25 Nov 2026, at 10:00, Service desk <desk@example.org> wrote:\n> \n> Resolved" },
        { "Apple Mail in Chinese", OwnZh, "> 在 2026年11月25日，10:00，Service desk <desk@example.org> 写道：\n> \n> 已解决" },
        { "Thunderbird", Own, "On 25/11/2026 10:00, Service desk wrote:\n> Resolved" },
        { "Thunderbird in Chinese", OwnZh, "在 2026/11/25 10:00, Service desk 写道:\n> 已解决" },
        { "Outlook", Own, "________________________________\nFrom: Service desk <desk@example.org>\nSent: Wednesday, November 25, 2026 10:00 AM\nTo: Li Na\nSubject: [INC0000001] Resolved\n\nConfirm it." },
        { "Outlook, old", Own, "-----Original Message-----\nFrom: Service desk\nSent: Wednesday\n\nConfirm it." },
        { "Outlook in Chinese", OwnZh, "发件人: Service desk <desk@example.org>\n发送时间: 2026年11月25日 10:00\n收件人: 李娜\n主题: [INC0000001] 已解决\n\n请确认。" },
        { "Outlook on the web in Chinese", OwnZh, "________________________________\n发件人： Service desk\n发送时间： 2026年11月25日\n收件人： 李娜\n\n请确认。" },
        { "QQ mail", OwnZh, "------------------ 原始邮件 ------------------\n发件人: \"Service desk\" <desk@example.org>;\n发送时间: 2026年11月25日(星期三) 上午10:00\n\n请确认。" },
        { "QQ mail in English", Own, "------------------ Original ------------------\nFrom: \"Service desk\" <desk@example.org>;\nDate: Wed, Nov 25, 2026\n\nConfirm." },
        { "NetEase", OwnZh, "在 2026-11-25 10:00:00，\"Service desk\" <desk@example.org> 写道：\n\n请确认。" },
        { "NetEase in English", Own, "At 2026-11-25 10:00:00, \"Service desk\" <desk@example.org> wrote:\n\nConfirm it." },
        { "NetEase on a phone", OwnZh, "---- 回复的原邮件 ----\n| 发件人 | Service desk |\n| 日期 | 2026年11月25日 |" },
        { "Foxmail", OwnZh, "\u00a0\n发件人： Service desk\n发送时间： 2026-11-25 10:00\n收件人： li.na\n主题： 已解决" },
        { "Outlook, header lines in bold", Own, "*From:* Service desk\n*Sent:* Wednesday\n*Subject:* Resolved\n\nConfirm it." },
        { "our own line", Own, MailWriter.ReplyLine + "\n\nResolved" },
        { "a phone", Own, "Sent from my iPhone\n\n> On 25 Nov 2026, at 10:00, desk <desk@example.org> wrote:\n> Resolved" },
        { "a phone in Chinese", OwnZh, "发自我的iPhone\n\n> 在 2026年11月25日，10:00，desk <desk@example.org> 写道：\n> 已解决" },
        { "a signature", Own, "-- \nLi Na\nExample organisation" },
        { "nothing quoted", Own, "" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public void What_a_mail_program_quotes_is_cut_off(string program, string own, string quoted)
    {
        Assert.NotEmpty(program);
        Assert.Equal(own, QuoteCut.Cut($"{own}\n\n{quoted}\n"));
        Assert.Equal(own, QuoteCut.Cut($"{own}\n\n{quoted}\n".ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public void An_answer_below_or_between_the_quoted_lines_is_kept() => Assert.Equal(
        "Yes.\n\nNo, it does not.",
        QuoteCut.Cut("On Wed, Nov 25, 2026 at 10:00 AM Service desk <desk@example.org> wrote:\n> Is it on?\nYes.\n\n> Does it work?\nNo, it does not.\n"));

    [Theory]
    [InlineData("From: the second floor, all printers are down.\nPlease come.")]
    [InlineData("On the second floor nothing works.\nHe wrote: \"broken\".")]
    [InlineData("日期：明天\n我会再试。")]
    [InlineData("在二楼，同事写道“坏了”。\n请处理。")]
    [InlineData("a\n\n--\n\nb")]
    public void What_only_looks_like_a_quote_is_kept(string text)
    {
        var kept = QuoteCut.Cut(text);
        Assert.Equal(text.Split("\n\n--")[0], kept);
    }

    [Fact]
    public void Nothing_is_left_of_a_mail_that_only_quotes() =>
        Assert.Equal("", QuoteCut.Cut("> Resolved\n> Confirm it.\n\n"));

    [Theory]
    [InlineData('在')]
    [InlineData('<')]
    [InlineData('@')]
    [InlineData('-')]
    [InlineData('1')]
    public void A_long_mail_of_one_letter_takes_no_long_time(char letter)
    {
        var text = string.Join('\n', Enumerable.Repeat(new string(letter, 390), 2000));
        var started = TimeProvider.System.GetTimestamp();
        QuoteCut.Cut(text);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
