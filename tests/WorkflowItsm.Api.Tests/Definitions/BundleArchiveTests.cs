using System.IO.Compression;
using System.Text;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Engine.Definitions;

namespace WorkflowItsm.Api.Tests.Definitions;

public sealed class BundleArchiveTests
{
    [Fact]
    public void What_was_written_is_read_back_in_order_of_path()
    {
        BundleFile[] files = [new("b.dmn", "two"u8.ToArray()), new("a/one.bpmn", "one"u8.ToArray())];
        var (read, error) = BundleArchive.Read(BundleArchive.Write(files));
        Assert.Null(error);
        Assert.Equal(["a/one.bpmn: one", "b.dmn: two"], read.Items.Select(file => $"{file.Path}: {Encoding.UTF8.GetString(file.Content.Span)}"));
    }

    [Fact]
    public void The_same_files_give_the_same_bytes()
    {
        BundleFile[] files = [new("a.dmn", "one"u8.ToArray())];
        Assert.Equal(BundleArchive.Write(files), BundleArchive.Write(files));
    }

    [Fact]
    public void A_single_folder_around_everything_is_taken_off() =>
        Assert.Equal(["a.bpmn", "forms/b.form"], Paths(Zip(("incident/a.bpmn", "x"), ("incident/forms/b.form", "y"))));

    [Fact]
    public void Hidden_files_are_left_out() =>
        Assert.Equal(["a.bpmn"], Paths(Zip(("a.bpmn", "x"), (".git/config", "y"), ("__MACOSX/a.bpmn", "z"))));

    [Theory]
    [InlineData("../evil.bpmn")]
    [InlineData("a/../../evil.bpmn")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil.bpmn")]
    [InlineData("a\\evil.bpmn")]
    [InlineData("a//b.bpmn")]
    public void A_name_that_leads_outside_is_refused(string name) =>
        Assert.Equal($"The zip holds an entry named '{name}'; names must be relative, with forward slashes, and stay inside.", Sentence(Zip((name, "x"))));

    [Fact]
    public void A_link_is_refused() =>
        Assert.Equal("The zip's entry 'a.bpmn' is a link; send the file itself.", Sentence(Zip(entry => entry.ExternalAttributes = 0xA1FF << 16, ("a.bpmn", "/etc/passwd"))));

    [Fact]
    public void A_zip_in_a_zip_is_refused() =>
        Assert.Equal("The zip's entry 'more.zip' is a zip itself; a bundle holds plain files.", Sentence(Zip(("more.zip", "x"))));

    [Fact]
    public void One_name_twice_is_refused() =>
        Assert.Equal("The zip holds 'A.bpmn' twice.", Sentence(Zip(("a.bpmn", "x"), ("A.bpmn", "y"))));

    [Fact]
    public void An_empty_zip_is_refused() => Assert.Equal("The zip holds no file; expected the files of a bundle.", Sentence(Zip()));

    [Fact]
    public void A_thousand_and_one_entries_are_refused() =>
        Assert.Equal("The zip has 1001 entries; a bundle may have 1000.", Sentence(Zip([.. Enumerable.Range(0, 1001).Select(number => ($"{number}.form", "x"))])));

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked() =>
        Assert.Equal("The zip's entry 'zeros.form' unpacks to more than 200 times its size.", Sentence(Zip(("zeros.form", new string('0', 60_000_000)))));

    [Theory]
    [InlineData("")]
    [InlineData("PK but no zip")]
    public void What_is_no_zip_is_refused(string body) => Assert.Equal("The body is not a zip file, or it is damaged.", Sentence(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_zip_cut_off_anywhere_never_throws()
    {
        var whole = Zip(("a.bpmn", "some text that is long enough to be cut"), ("b.dmn", "more"));
        for (var length = 0; length < whole.Length; length++) Assert.NotNull(BundleArchive.Read(whole.AsMemory(0, length)).Error);
    }

    private static string? Sentence(byte[] zip) => BundleArchive.Read(zip).Error?.Message.En;

    private static IEnumerable<string> Paths(byte[] zip) => BundleArchive.Read(zip).Files.Items.Select(file => file.Path);

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip(_ => { }, entries);

    private static byte[] Zip(Action<ZipArchiveEntry> change, params (string Name, string Text)[] entries)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var entry = zip.CreateEntry(name);
                change(entry);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return buffer.ToArray();
    }
}
