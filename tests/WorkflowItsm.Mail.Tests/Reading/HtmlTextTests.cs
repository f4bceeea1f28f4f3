using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests.Reading;

public sealed class HtmlTextTests
{
    [Fact]
    public void Blocks_become_lines_and_entities_letters() =>
        Assert.Equal("It works &\nthanks.\na b\n", HtmlText.Of("<html><head><title>No</title></head><body><p>It  works &amp;<br>thanks.</p><table><tr><td>a</td><td>b</td></tr></table></body></html>", 1000));

    [Fact]
    public void Scripts_and_styles_are_no_text() =>
        Assert.Equal("a\nb\n", HtmlText.Of("a<script>alert('x')</script><style>p { color: red }</style><div>b</div>", 1000));

    [Fact]
    public void A_quoted_block_becomes_quoted_lines() =>
        Assert.Equal("好了。", QuoteCut.Cut(HtmlText.Of("<div>好了。</div><div>在 2026-11-25 10:00，desk &lt;desk@example.org&gt; 写道：</div><blockquote><p>已解决</p><p>请确认</p></blockquote>", 1000)));

    [Fact]
    public void Only_so_much_of_a_long_page_is_read() =>
        Assert.True(HtmlText.Of(string.Concat(Enumerable.Repeat("<p>abc</p>", 100_000)), 1000).Length < 1100);
}
