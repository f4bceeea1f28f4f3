using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Embedding.Tests;

/// <summary>The engine in applications of others.</summary>
public sealed class SampleTests(Outside outside) : IClassFixture<Outside>
{
    [Fact]
    public void The_runtime_and_all_it_needs_are_packages() =>
        Assert.Equal(
            ["Bpmn", "Dmn", "Engine", "Feel", "Itsm", "Outbound", "Runtime", "Scripting", "Storage.Postgres", "Storage.Relational", "Storage.Sqlite"],
            outside.Packages.Select(name => name.Replace("WorkflowItsm.", "", StringComparison.Ordinal).Replace(".0.1.0.nupkg", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Console")]
    [InlineData("Script")]
    [InlineData("Web")]
    public void A_program_needs_less_than_twenty_lines(string sample) =>
        Assert.InRange(File.ReadAllLines(RepositoryRoot.PathOf("engine", "samples", sample, "Program.cs")).Length, 1, 19);

    [Fact]
    public async Task The_console_starts_a_process_in_memory_and_completes_it()
    {
        using var folder = new DataFolder();

        var output = await Outside.RunAsync(outside.Sample("Console", folder.Path));

        Assert.Contains("lamp from shelf 4, approved by Ada; ended: True", output.Split('\n', StringSplitOptions.TrimEntries));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_script_of_the_application_names_the_classes_of_the_application()
    {
        using var folder = new DataFolder();

        var output = await Outside.RunAsync(outside.Sample("Script", folder.Path));

        Assert.Contains("3 of lamp: 27, with discount: false", output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task The_web_application_takes_an_order_with_its_own_row_and_finishes_it_after_it_was_killed()
    {
        using var folder = new DataFolder();
        var address = HostProcess.FreeAddress();
        using var http = new HttpClient { BaseAddress = address };
        Uri order;
        using (var first = Start(folder, address))
        {
            var accepted = await Eventually.See("the web application", async () => await http.PostAsync(new Uri("/orders?item=lamp", UriKind.Relative), null));
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            order = accepted.Headers.Location!;
            await Eventually.Holds("the task", async () => await http.GetStringAsync(order) is var text && text.Contains("\"approve\"", StringComparison.Ordinal));
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var second = Start(folder, address);
        try
        {
            var approve = new Uri($"{order}/approve?by=Ada", UriKind.Relative);
            var ended = await Eventually.See("the web application", async () => await http.PostAsync(approve, null));
            var view = await ended.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal("""{"item":"lamp","shelf":"4","waiting":[],"trouble":[],"ended":true}""", view.GetRawText());

            var again = await http.PostAsync(approve, null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
            Assert.Contains("The process has ended.", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            second.Kill(entireProcessTree: true);
        }
    }

    private Process Start(DataFolder folder, Uri address)
    {
        var start = outside.Sample("Web", folder.Path, "--urls", address.ToString().TrimEnd('/'));
        // Nobody reads what it prints while it runs; a full pipe would stop it.
        (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }
}
