using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Definitions;

/// <summary>The program runs scripts in C# of the folders that it was told to ship, and there is no other way in for one.</summary>
public sealed class ForeignScriptTests : IAsyncLifetime
{
    private const string Own = "return Variables.Names.Count();";
    private const string Foreign = "return System.IO.File.ReadAllText(\"/etc/passwd\");";

    private readonly DataFolder _folder = new();
    private readonly RunningHost _host;

    public ForeignScriptTests()
    {
        File.WriteAllText(Path.Combine(_folder.Sub("shipped/counting"), "counting.bpmn"), Process(Own));
        string[] folders = [_folder.Sub("shipped"), RepositoryRoot.PathOf("workflows"), RepositoryRoot.PathOf("rules")];
        _host = new() { Settings = [.. folders.SelectMany((folder, n) => new[] { $"--Definitions:Folders:{n}", folder })] };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_shipped_script_is_published_at_start_and_a_foreign_one_over_HTTP_is_422_in_the_language_of_who_asks()
    {
        Assert.Equal(200, (await _host.SendAsync(Role.ProcessOwner, "GET", "/api/v1/bundles/counting")).Status);
        foreach (var (method, path) in new[] { ("PUT", "/api/v1/bundles/test-foreign"), ("POST", "/api/v1/bundles/test-foreign/verify"), ("PUT", "/api/v1/bundles/counting") })
        {
            var reply = await _host.SendAsync(_host.Credentials(Role.Administrator), method, path, Zip("counting.bpmn", Process(Foreign)), ("Accept-Language", "zh-CN"));
            var finding = Assert.Single(reply.Json["findings"]!.AsArray())!;
            Assert.Equal((422, "script-not-shipped"), (reply.Status, finding["code"]!.GetValue<string>()));
            Assert.Contains("程序的全部权限", finding["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(404, (await _host.SendAsync(Role.Agent, "GET", "/api/v1/bundles/test-foreign")).Status);
    }

    [Fact]
    public async Task In_the_designer_the_rest_of_a_shipped_bundle_may_change_and_its_script_may_not()
    {
        await using (var scope = _host.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync("olive", Role.ProcessOwner);
        var (desk, olive) = (_host.Services.GetRequiredService<DefinitionDesk>(), new Actor("olive", Role.ProcessOwner));

        Assert.Null(await desk.SaveAsync("counting", "counting.bpmn", Encoding.UTF8.GetBytes(Process(Foreign)), null, olive, Stop));
        var (refused, _) = await desk.PublishAsync("counting", "Look", olive, Stop);
        Assert.Equal(["script-not-shipped"], refused!.Findings.Select(finding => finding.Code));

        await desk.SaveAsync("counting", "counting.bpmn", Encoding.UTF8.GetBytes(Process(Own).Replace("name=\"Count\"", "name=\"Count them\"", StringComparison.Ordinal)), null, olive, Stop);
        Assert.Equal(2, (await desk.PublishAsync("counting", "Say what", olive, Stop)).Result!.Version);
    }

    [Fact]
    public async Task The_verbs_publish_import_and_verify_bring_none_in_with_a_server_and_without()
    {
        var bundle = _folder.Sub("foreign");
        var file = Path.Combine(bundle, "counting.bpmn");
        await File.WriteAllTextAsync(file, Process(Foreign), Stop);

        foreach (var data in new[] { _host.Data.Path, _folder.Sub("data") })
        {
            var (exit, text) = await Run("publish", bundle, "--data", data);
            Assert.Equal((1, true), (exit, text.Contains("script-not-shipped counting.bpmn 'T' (line 4, column 67): ", StringComparison.Ordinal)));
        }

        Assert.Contains("script-not-shipped", (await Run("verify", bundle)).Text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, Process(Foreign).Replace("<scriptTask", "<scriptTask xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" camunda:resultVariable=\"r\"", StringComparison.Ordinal), Stop);
        var imported = await Run("import", file, "--fix", "--out", Path.Combine(_folder.Sub("imported"), "counting.bpmn"));
        Assert.Equal((1, true), (imported.Exit, imported.Text.Contains("found a script in csharp, which is not run here.", StringComparison.Ordinal)));
        Assert.Contains("script-not-shipped", (await Run("publish", _folder.Sub("imported"), "--data", _host.Data.Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_vouches_for_no_script_and_cannot_be_made_to()
    {
        Assert.True(File.Exists(Path.Combine(_host.Data.Path, "scripts.ledger")));
        var (backup, data) = (Path.Combine(_folder.Path, "backup"), Path.Combine(_folder.Path, "restored"));
        Assert.Equal(0, (await Run("backup", backup, "--data", _host.Data.Path)).Exit);
        Assert.Equal(0, (await Run("restore", backup, "--data", data)).Exit);
        Assert.False(File.Exists(Path.Combine(data, "scripts.ledger")));

        var manifest = Path.Combine(backup, "backup.json");
        await File.WriteAllTextAsync(Path.Combine(backup, "scripts.ledger"), new string('0', 64), Stop);
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Stop)).Replace("\"mail.key\"", "\"scripts.ledger\"", StringComparison.Ordinal), Stop);
        Assert.Equal(
            (1, "The backup names a file 'scripts.ledger', which no backup holds; it is damaged."), await Run("restore", backup, "--data", Path.Combine(_folder.Path, "forged")));
    }

    private static string Process(string code) => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="t">
          <process id="counting" name="Counting" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_T" sourceRef="S" targetRef="T"/>
            <scriptTask id="T" name="Count" scriptFormat="csharp"><script>{code}</script></scriptTask>
            <sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    private static byte[] Zip(string path, string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry(path).Open())) writer.Write(text);
        return bytes.ToArray();
    }

    private static async Task<(int Exit, string Text)> Run(params string[] words)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(words, output, output);
        return (exit, output.ToString().TrimEnd());
    }
}
