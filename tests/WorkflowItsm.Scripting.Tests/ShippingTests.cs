using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Scripting.Tests.Bench;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>Which scripts may be published, and which may run: those that the program ships, whoever publishes them and whatever the store says.</summary>
public sealed class ShippingTests
{
    private const string Own = "return 1;";

    private static readonly string s_refused = "Script task \"Count\" (T): found a script in csharp that this program does not bring along, in this place and with this text. "
        + "It would run with all rights of the program, so that only what the program itself ships is run.";

    [Theory]
    [InlineData(Publication.FromApi)]
    [InlineData(Publication.FromScreen)]
    [InlineData(Publication.FromFolder)]
    public async Task A_script_that_the_program_does_not_ship_is_refused_whatever_the_publisher_says_of_itself(string source)
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();

        var result = await host.PublishAsync("foreign", Drawn.Script("q", "return System.Environment.ProcessPath;"), source);

        var finding = Assert.Single(result.Findings);
        Assert.Null(result.Version);
        Assert.Equal(
            ("script-not-shipped", Severity.Error, "T", "foreign.bpmn", new TextPosition(Drawn.CodeLine, Drawn.CodeColumn), s_refused),
            (finding.Code, finding.Severity, finding.ElementId!, finding.File!, finding.Position!.Value, finding.Message));
        Assert.Equal(
            "脚本任务“Count”（T）：有一段用 csharp 编写的脚本，而程序并未在此处自带内容相同的脚本。此类脚本以程序的全部权限运行，因此只运行程序自带的脚本。", finding.Says.In("zh"));
        Assert.DoesNotContain("Write", finding.Advises.In("zh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b", "p", Own, true)]
    [InlineData("b", "p", "return 2;", false)]
    [InlineData("b", "p", "return 1; //", false)]
    [InlineData("copy", "q", Own, false)]
    [InlineData("b", "q", Own, false)]
    public async Task A_shipped_bundle_may_be_edited_as_long_as_its_scripts_stay_as_and_where_they_are(string bundle, string process, string code, bool may)
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();

        var result = await host.PublishAsync(bundle, Drawn.Script(process, code).Replace("id=\"E\"", "id=\"E\" name=\"Edited\"", StringComparison.Ordinal), Publication.FromScreen);

        Assert.Equal(may, result.Changed);
        Assert.Equal(may ? [] : ["script-not-shipped"], result.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_second_task_with_a_shipped_text_is_refused()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();
        var added = Drawn.Script("p", Own, besides: $"<scriptTask id=\"T2\" scriptFormat=\"csharp\"><script>{Own}</script></scriptTask><sequenceFlow id=\"F2\" sourceRef=\"E\" targetRef=\"T2\"/>")
            .Replace("<endEvent id=\"E\"/>", "<task id=\"E\"/>", StringComparison.Ordinal);

        Assert.Equal(["T2"], (await host.PublishAsync("b", added)).Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.ElementId));
    }

    [Fact]
    public async Task A_draft_is_told_the_same_before_anybody_publishes_it()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();

        Assert.Empty(host.Definitions.Verify("b", ScriptHost.Files("b", Drawn.Script("p", Own))));
        Assert.Equal(["script-not-shipped"], host.Definitions.Verify("b", ScriptHost.Files("b", Drawn.Script("p", "return 2;"))).Select(finding => finding.Code));
    }

    [Fact]
    public async Task What_comes_into_a_shipped_folder_while_the_program_runs_is_not_shipped_by_it()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();
        host.Ship("late", Drawn.Script("q", "return 2;"));

        Assert.Equal(["script-not-shipped"], (await host.PublishAsync("late", Drawn.Script("q", "return 2;"), Publication.FromFolder)).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_bundle_that_the_program_carries_in_itself_is_shipped_too()
    {
        await using var host = new ScriptHost { Parts = builder => builder.AddBundle("inside", ScriptHost.Files("inside", Drawn.Script("q", "return new { r = 5 };"))) };
        await host.StartAsync();
        await host.StartCaseAsync("c", "q");

        Assert.Equal((FeelValue)5, (await host.RestsAsync("c")).Instance.Variables["r"]);
    }

    [Fact]
    public async Task A_program_without_scripts_refuses_them_even_in_its_own_folders()
    {
        await using var host = new ScriptHost { RunsScripts = false }.Ship("b", Drawn.Script("p", Own));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);

        Assert.Contains("found scriptFormat \"csharp\", expected feel.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_compile_refuses_the_start_with_all_places_in_the_file()
    {
        await using var host = new ScriptHost().Ship("b", Drawn.Script("p", "return Gone;\nreturn Lost;"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);

        Assert.Equal(
            "The shipped definitions cannot be published. Bundle 'b': "
                + $"b.bpmn, line {Drawn.CodeLine}, column {Drawn.CodeColumn + 7}: Script task \"Count\" (T): the script does not compile: The name 'Gone' does not exist in the current context (CS0103) Correct the script. "
                + $"b.bpmn, line {Drawn.CodeLine + 1}, column 8: Script task \"Count\" (T): the script does not compile: The name 'Lost' does not exist in the current context (CS0103) Correct the script.",
            refused.Message);
    }

    [Fact]
    public async Task A_case_that_began_under_an_older_release_finishes_under_its_script_after_the_program_ships_another()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.After("p", "return 1;")).StartAsync();
        await host.StartCaseAsync("old", "p");
        host.Ship("b", Drawn.After("p", "return 2;"));
        await host.RestartAsync();
        await host.RestartAsync();
        await host.StartCaseAsync("new", "p");

        foreach (var (id, result) in new[] { ("old", 1), ("new", 2) })
        {
            await host.DoAsync(id, new ProcessCommand.Complete("U", FeelContext.Empty));
            Assert.Equal((FeelValue)result, (await host.RestsAsync(id)).Instance.Variables["r"]);
        }

        Assert.Equal(["script-not-shipped"], (await host.PublishAsync("b", Drawn.After("p", "return 1;").Replace("\"E\"", "\"Z\"", StringComparison.Ordinal))).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_store_that_comes_from_another_program_is_read_but_its_scripts_do_not_run()
    {
        await using var theirs = await new ScriptHost().Ship("b", Drawn.After("p", "return System.Environment.MachineName;")).StartAsync();
        await theirs.StartCaseAsync("c", "p");
        await theirs.StopAsync();
        await using var mine = new ScriptHost().Ship("mine", Drawn.Script("q", Own));
        Directory.CreateDirectory(mine.Data);
        // What a backup holds of the runtime's: the journal, and nothing that vouches for scripts.
        File.Copy(Path.Combine(theirs.Data, "journal.db"), Path.Combine(mine.Data, "journal.db"));
        await mine.StartAsync();

        await mine.DoAsync("c", new ProcessCommand.Complete("U", FeelContext.Empty));
        var incident = Assert.Single((await mine.RestsAsync("c")).Instance.Incidents);

        Assert.Equal(
            "Script task T: the script failed: b.bpmn, line 4, column 78: it was not run, because neither this program nor one before it on this data folder ships it, "
                + "and it would run with all rights of the program. Ship it in a folder of bundles of the program, name a folder that holds its bundle in FormerRoots, or migrate the case to a version without it. Remove the cause, then retry.",
            incident.Sentence);

        // The cure is what it says: the program ships it, and the case goes on.
        mine.Ship("b", Drawn.After("p", "return System.Environment.MachineName;"));
        await mine.RestartAsync();
        await mine.DoAsync("c", new ProcessCommand.Ask(new Command.Retry(incident.Id)));
        Assert.Equal(Environment.MachineName, (await mine.RestsAsync("c")).Instance.Variables["r"].ToText());
    }

    [Fact]
    public async Task What_the_program_says_that_it_shipped_before_runs_and_is_not_published()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.After("p", "return 1;")).StartAsync();
        await host.StartCaseAsync("c", "p");
        await host.StopAsync();
        // The ledger is lost, as by a restore, and the program ships another text by now.
        File.Delete(Path.Combine(host.Data, "scripts.ledger"));
        Directory.Move(host.Shipped, host.Former);
        await host.Ship("b", Drawn.After("p", "return 2;")).StartAsync();

        await host.DoAsync("c", new ProcessCommand.Complete("U", FeelContext.Empty));

        Assert.Equal((FeelValue)1, (await host.RestsAsync("c")).Instance.Variables["r"]);
        Assert.Equal(2, Assert.Single(host.Definitions.Bundles).Version);
    }

    [Fact]
    public async Task A_program_that_no_longer_runs_scripts_still_starts_on_what_it_published()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.After("p", Own)).StartAsync();
        await host.StartCaseAsync("c", "p");
        await host.StopAsync();
        Directory.Delete(Path.Combine(host.Shipped, "b"), recursive: true);
        host.RunsScripts = false;
        await host.StartAsync();
        await host.DoAsync("c", new ProcessCommand.Complete("U", FeelContext.Empty));

        Assert.Equal(
            "Script task T: the script failed: This program runs no scripts in csharp; start it with that language, or migrate the case to a version without the script. Remove the cause, then retry.",
            Assert.Single((await host.RestsAsync("c")).Instance.Incidents).Sentence);
    }

    [Fact]
    public async Task The_ledger_vouches_only_with_whole_digests_and_is_for_its_owner_alone()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", Own)).StartAsync();
        var ledger = Path.Combine(host.Data, "scripts.ledger");
        var digest = Assert.Single(File.ReadAllLines(ledger));

        Assert.Matches("^[0-9a-f]{64}$", digest);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ledger));

        await host.StopAsync();
        File.WriteAllText(ledger, $"nonsense\n{digest[..63]}\n");
        host.Ship("b", Drawn.Script("p", "return 2;"));
        await host.StartAsync();
        Assert.Single(File.ReadAllLines(ledger));
        Assert.DoesNotContain(digest, File.ReadAllText(ledger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_of_the_options_come_at_once()
    {
        await using var host = await new ScriptHost { Options = options => (options.Timeout, options.Grace, options.Kept) = (TimeSpan.Zero, TimeSpan.FromSeconds(-1), 0) }.StartAsync();

        var refused = Assert.Throws<OptionsValidationException>(host.Services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal("Timeout is 00:00:00; it must be more than zero.; Grace is -00:00:01; it must not be less than zero.; Kept is 0; it must be at least 1.", refused.Message);
    }
}
