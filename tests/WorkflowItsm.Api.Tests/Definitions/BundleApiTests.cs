using System.IO.Compression;
using System.Text;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Definitions;

public sealed class BundleApiTests(RunningHost host)
{
    [Fact]
    public async Task The_shipped_bundles_hold()
    {
        var reply = await host.SendAsync(Role.Auditor, "GET", "/api/v1/bundles");
        Assert.Equal(["decisions", "handbook", "incident", "organisation", "review"], reply.Json["bundles"]!.AsArray().Select(bundle => bundle!["name"]!.GetValue<string>()).Where(name => !name.StartsWith("test-", StringComparison.Ordinal)));
        Assert.Equal("folder", (await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/incident/versions")).Json["versions"]![0]!["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_bundle_is_published_downloaded_and_published_again_without_change()
    {
        var zip = Zip("greet.dmn", Some.Table("test-hello", "1 + 1"));
        var first = await Put("test-one", zip, "because");
        Assert.True(first.Status == 200, first.Text);
        Assert.True(first.Json["changed"]!.GetValue<bool>());
        Assert.Equal(1, first.Json["version"]!.GetValue<int>());
        Assert.False((await Put("test-one", zip)).Json["changed"]!.GetValue<bool>());
        Assert.Equal("application/zip", (await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-one")).Headers["Content-Type"]);
        var version = Assert.Single((await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-one/versions")).Json["versions"]!.AsArray())!;
        Assert.Equal(("because", "process-owner", "api"), (version["reason"]!.GetValue<string>(), version["published_by"]!.GetValue<string>(), version["source"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_cannot_run_is_422_with_all_findings_and_changes_nothing()
    {
        var before = (await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-bad")).Status;
        var reply = await Put("test-bad", Zip("greet.dmn", Some.Table("test-bad", "1 +")));
        Assert.Equal((404, 422), (before, reply.Status));
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        var finding = reply.Json["findings"]!.AsArray().First(one => one!["severity"]!.GetValue<string>() == "error")!;
        Assert.Equal("greet.dmn", finding["file"]!.GetValue<string>());
        foreach (var member in (string[])["code", "message", "cure"]) Assert.NotEmpty(finding[member]!.GetValue<string>());
        Assert.Equal(404, (await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-bad")).Status);
    }

    [Fact]
    public async Task Verifying_finds_the_same_and_publishes_nothing()
    {
        var good = await host.SendAsync(Owner, "POST", "/api/v1/bundles/test-verified/verify", Zip("greet.dmn", Some.Table("test-verified", "2")));
        Assert.True(good.Status == 200, good.Text);
        Assert.Equal(422, (await host.SendAsync(Owner, "POST", "/api/v1/bundles/test-verified/verify", Zip("greet.dmn", Some.Table("test-verified", "2 +")))).Status);
        Assert.Equal(404, (await host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-verified")).Status);
    }

    [Fact]
    public async Task Findings_are_told_in_the_language_of_who_asks()
    {
        var chinese = await host.SendAsync(Owner, "POST", "/api/v1/bundles/test-verified/verify", Zip("greet.dmn", Some.Table("test-verified", "2 +")), ("Accept-Language", "zh-CN"));
        Assert.Equal("请在该处写一个值、名称或函数调用。", chinese.Json["findings"]!.AsArray().First(one => one!["code"]!.GetValue<string>() == "feel-syntax")!["cure"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_over_ten_megabytes_is_413()
    {
        var reply = await Put("test-big", new byte[10 * 1024 * 1024 + 1]);
        Assert.Equal((413, "The body is larger than 10 MB, the most that this address takes."), (reply.Status, reply.Sentence));
    }

    [Theory]
    [InlineData("Big")]
    [InlineData("a..b")]
    [InlineData("1a")]
    public async Task A_bad_name_is_400(string name) => Assert.Equal(400, (await Put(name, Zip("a.dmn", "x"))).Status);

    [Fact]
    public async Task A_file_with_a_DTD_is_refused()
    {
        var reply = await Put("test-dtd", Zip("a.dmn", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        Assert.Equal(422, reply.Status);
        Assert.DoesNotContain("root:", reply.Text, StringComparison.Ordinal);
    }

    private System.Net.Http.Headers.AuthenticationHeaderValue Owner => host.Credentials(Role.ProcessOwner);

    private Task<Reply> Put(string name, byte[] body, string? reason = null) =>
        host.SendAsync(Owner, "PUT", $"/api/v1/bundles/{name}{(reason is null ? "" : $"?reason={reason}")}", body);

    private static byte[] Zip(string name, string text)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
