using System.IO.Compression;
using System.Text;
using WorkflowItsm.Api.Attachments;

namespace WorkflowItsm.Api.Tests.Attachments;

public sealed class AttachmentKindTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646240000005745425056503820", "image/webp")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("EFBBBFE7A381E79B98E5B7B2E6BBA10D0A", "text/plain; charset=utf-8")]
    [InlineData("4D5A90000300000004000000", null)]
    [InlineData("7F454C46020101", null)]
    [InlineData("61006200", null)]
    [InlineData("D6D0B9FA", null)]
    [InlineData("504B0304FFFF", null)]
    public void The_content_says_the_kind(string hex, string? type) =>
        Assert.Equal(type, AttachmentKind.Of(Convert.FromHexString(hex))?.Type);

    [Theory]
    [InlineData("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("anything", "application/zip")]
    public void An_archive_is_what_is_in_it(string entry, string type) =>
        Assert.Equal(type, AttachmentKind.Of(Archive("[Content_Types].xml", entry))?.Type);

    [Theory]
    [InlineData("screen.png", "screen.png")]
    [InlineData("screen.PNG", "screen.PNG")]
    [InlineData("screen", "screen.png")]
    [InlineData("C:\\Users\\wang\\截图 1.png", "截图 1.png")]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData("a\u202egnp.exe.png", "agnp.exe.png")]
    [InlineData("a<b>:\"c\"\r\n.png", "a_b___c_.png")]
    [InlineData("", "attachment.png")]
    [InlineData(".png", "png.png")]
    public void A_name_is_cleaned_and_ends_in_what_it_is(string given, string kept) =>
        Assert.Equal((kept, null), AttachmentName.Of(given, AttachmentKind.Png));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var (name, _) = AttachmentName.Of(new string('图', 300) + ".png", AttachmentKind.Png);
        Assert.Equal(120, name.Length);
        Assert.EndsWith(".png", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_lies_is_refused_with_both_sides_named()
    {
        var (_, problem) = AttachmentName.Of("invoice.pdf", AttachmentKind.Of(Encoding.UTF8.GetBytes("just words"))!);
        Assert.Equal("The file is called 'invoice.pdf', but its content is plain text; give it a name that ends in "
            + ".txt or .log or .csv or .md or .json or .yaml or .yml or .ini or .conf, or choose the file that you meant.", problem!.En);
    }

    private static byte[] Archive(params string[] names)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names) archive.CreateEntry(name);
        return buffer.ToArray();
    }
}
