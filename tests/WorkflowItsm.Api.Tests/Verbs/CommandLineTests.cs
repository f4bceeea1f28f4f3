using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Verbs;

public sealed class CommandLineTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task An_account_is_added_listed_and_removed()
    {
        var added = await Run("user", "add", "li.na", "--role", "agent");
        Assert.Equal(0, added.Exit);
        Assert.Equal("Account 'li.na' (agent) is made. Its password, shown only now:", added.Lines[0]);
        Assert.Matches("^[A-Za-z0-9]{24}$", added.Lines[1]);
        Assert.StartsWith("li.na\tagent\t", Assert.Single((await Run("user", "list")).Lines), StringComparison.Ordinal);
        Assert.Equal("There is an account 'li.na' already; remove it first, or choose another name.", Assert.Single((await Run("user", "add", "li.na", "--role", "agent")).Complaints));
        Assert.Equal(0, (await Run("user", "remove", "li.na")).Exit);
        var gone = await Run("user", "remove", "li.na");
        Assert.Equal((1, "There is no account 'li.na'."), (gone.Exit, Assert.Single(gone.Complaints)));
    }

    [Fact]
    public async Task A_token_is_added_listed_and_revoked()
    {
        var added = await Run("token", "add", "alertmanager", "--role", "agent");
        Assert.Equal("Token 'alertmanager' (agent) is made. Send it as 'Authorization: Bearer'; shown only now:", added.Lines[0]);
        Assert.Matches("^wit_[A-Za-z0-9_-]{43}$", added.Lines[1]);
        var list = await Run("token", "list");
        Assert.StartsWith("alertmanager\tagent\t", Assert.Single(list.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain(added.Lines[1], list.Lines[0], StringComparison.Ordinal);
        Assert.Equal(0, (await Run("token", "revoke", "alertmanager")).Exit);
        Assert.Empty((await Run("token", "list")).Lines);
    }

    [Fact]
    public async Task A_process_of_another_engine_is_examined_and_mended()
    {
        Directory.CreateDirectory(_data.Path);
        var (file, mended) = (Path.Combine(_data.Path, "leave.bpmn"), Path.Combine(_data.Path, "out", "leave.bpmn"));
        Directory.CreateDirectory(Path.Combine(_data.Path, "out"));
        File.Copy(RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Import", "Files", "flowable-leave.bpmn"), file);

        var examined = await Run("import", file);
        Assert.Equal((1, "made for Flowable; 10 of 18 changes are mechanical"), (examined.Exit, examined.Lines[0]));

        var fixedUp = await Run("import", file, "--fix", "--out", mended);
        Assert.Equal((1, $"wrote {Path.Combine(_data.Path, "out", "forms/approve.form")}"), (fixedUp.Exit, fixedUp.Lines[0]));
        Assert.Contains($"wrote {mended} with 10 changes", fixedUp.Lines);
        Assert.Contains("made for Flowable; 0 of 8 changes are mechanical", fixedUp.Lines);
        Assert.Contains("already; move it away", Assert.Single((await Run("import", file, "--fix", "--out", mended)).Complaints), StringComparison.Ordinal);
        Assert.Equal((1, true), ((await Run("import", Path.Combine(_data.Path, "none.bpmn"))).Exit, true));
    }

    [Theory]
    [InlineData("'boss' is no role; choose one of requester, agent, process-owner, auditor, administrator, worker.", "user", "add", "li.na", "--role", "boss")]
    [InlineData("Unrecognized command or argument 'fly'.", "fly")]
    [InlineData("Unrecognized command or argument '--dat'.", "--dat")]
    [InlineData("Unrecognized command or argument 'fly'.", "user", "list", "fly")]
    [InlineData("Option '--role' is required.", "user", "add", "li.na")]
    public async Task What_means_nothing_ends_with_2_and_a_sentence(string sentence, params string[] words)
    {
        var read = await Run(words);
        Assert.Equal(CommandLine.Misread, read.Exit);
        Assert.Contains(sentence, read.Complaints);
        Assert.Equal("Run with --help to see the verbs and their options.", read.Complaints[^1]);
    }

    [Fact]
    public async Task The_shipped_bundles_verify()
    {
        foreach (var bundle in (string[])["workflows/incident", "workflows/organisation", "rules/decisions"])
        {
            var verified = await Run("verify", RepositoryRoot.PathOf(bundle.Split('/')));
            Assert.True(verified.Exit == 0, string.Join('\n', verified.Lines));
        }
    }

    [Fact]
    public async Task A_file_that_cannot_run_ends_with_1_and_all_findings()
    {
        var file = Path.Combine(_data.Path, "broken.bpmn");
        await File.WriteAllTextAsync(file, "<not-bpmn/>", TestContext.Current.CancellationToken);
        var verified = await Run("verify", file);
        Assert.Equal(1, verified.Exit);
        Assert.StartsWith("error ", verified.Lines[0], StringComparison.Ordinal);
        Assert.Equal("'broken': 1 error, 0 warnings.", verified.Lines[^1]);
    }

    [Fact]
    public async Task Strictly_a_file_is_held_against_the_standard_with_what_it_imports()
    {
        var file = Path.Combine(_data.Path, "drawn.bpmn");
        await File.WriteAllTextAsync(file, """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:other" targetNamespace="urn:drawn">
              <import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="other.bpmn" namespace="urn:other"/>
              <process id="P"><callActivity id="C" calledElement="o:Q"/><scriptTask id="T"><script>go</script></scriptTask></process>
            </definitions>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_data.Path, "other.bpmn"),
            """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:other"><process id="Q"/></definitions>""",
            TestContext.Current.CancellationToken);

        var verified = await Run("verify", file, "--strict");

        Assert.Equal(1, verified.Exit);
        Assert.Equal(
            [
                "error script-format-missing drawn.bpmn 'T' (line 3, column 62): Script task T: found a script without its format, expected the format of the script (BPMN 2.0.2, 10.3.3). Write the format of the script.",
                "'drawn': 1 error, 0 warnings.",
            ],
            verified.Lines);
        Assert.Equal(0, (await Run("verify", RepositoryRoot.PathOf("workflows", "organisation"), "--strict")).Exit);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_said_so()
    {
        var nowhere = Path.Combine(_data.Path, "nowhere");
        Assert.Equal($"There is neither a folder nor a file {nowhere}; name a bundle's folder or one of its files.", Assert.Single((await Run("verify", nowhere)).Complaints));
        Assert.Equal($"There is no journal in {_data.Path}; name the data folder with --data.", Assert.Single((await Run("journal", "verify")).Complaints));
    }

    [Fact]
    public async Task A_bundle_is_published_without_a_server_and_the_journal_verifies()
    {
        var folder = _data.Sub("greetings");
        File.Copy(RepositoryRoot.PathOf("rules", "decisions", "team.dmn"), Path.Combine(folder, "team.dmn"));
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "team.dmn"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "team.dmn"), text.Replace("id=\"team\"", "id=\"greeting\"", StringComparison.Ordinal).Replace("name=\"team\"", "name=\"greeting\"", StringComparison.Ordinal).Replace("#team\"", "#greeting\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var published = await Run("publish", folder, "--reason", "to greet");
        Assert.True(published.Exit == 0, string.Join('\n', published.Complaints.Concat(published.Lines)));
        Assert.Matches("^Published 'greetings' version 1; release [0-9]+ holds from the next case on.$", published.Lines[^1]);
        Assert.Equal("'greetings' version 1 holds already; nothing changed.", (await Run("publish", folder)).Lines[^1]);
        var journal = await Run("journal", "verify");
        Assert.True(journal.Exit == 0, string.Join('\n', journal.Lines));
        Assert.EndsWith("everything holds.", journal.Lines[^1], StringComparison.Ordinal);
    }

    private async Task<Read> Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync([.. words, "--data", _data.Path], output, error);
        return new(exit, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private sealed record Read(int Exit, string[] Lines, string[] Complaints);
}
