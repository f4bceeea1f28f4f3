using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// <c>restore</c> and <c>backup</c> are killed at each of their files: before it, in the middle and at its end. What is left
/// is refused by everybody, and doing it again ends it. A pipe in the place of the file says where the process is.
/// </summary>
public sealed partial class RestoreKillTests(ITestOutputHelper output)
{
    private static readonly int _all = Switches.Number("WORKFLOWITSM_RESTORES", 1);

    /// <summary>Each file is cut off at one of the three moments; with WORKFLOWITSM_RESTORES=0 at all of them.</summary>
    [Fact]
    public async Task A_restore_that_is_killed_at_any_file_is_served_by_nobody_and_ends_when_it_is_done_again()
    {
        using var place = await Installation.MakeAsync("PT1H");
        using var work = new DataFolder();
        var tickets = await FillAsync(place);
        var backup = Path.Combine(work.Path, "backup");
        Agree(await Verbs.RunAsync(place.Data.Path, "backup", backup));
        string[] files = [.. JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(backup, "backup.json"), Cancel))!["files"]!.AsArray().Select(file => file!["path"]!.GetValue<string>())];
        Assert.Contains(files, file => file.StartsWith("attachments/", StringComparison.Ordinal));
        var chance = new Random(Switches.Seed);
        output.WriteLine($"Seed {Switches.Seed}: {string.Join(", ", files)}.");
        var data = Path.Combine(work.Path, "data");
        foreach (var file in files)
        {
            foreach (var part in _all == 0 ? [0, 1, 2] : (int[])[chance.Next(3)])
            {
                // Each time on what the one before has left.
                await KillAtAsync(["restore", backup, "--data", data], Path.Combine(backup, file), part);
                await RefusedAsync(data);
            }
        }

        // Somewhere in the check that follows the last file, or after it.
        await KillAfterAsync(["restore", backup, "--data", data], Path.Combine(backup, files[^1]), TimeSpan.FromMilliseconds(chance.Next(500)));
        if (File.Exists(Path.Combine(data, "restore.unfinished")))
        {
            await RefusedAsync(data);
            Assert.Equal(1, (await HostProcess.StartInVainAsync(data)).ExitCode);
            Agree(await Verbs.RunAsync(data, "restore", backup));
        }

        Agree(await Verbs.RunAsync(data, "journal", "verify"));
        foreach (var file in files.Where(file => file.StartsWith("attachments/", StringComparison.Ordinal)))
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(backup, file), Cancel), await File.ReadAllBytesAsync(Path.Combine(data, file), Cancel));
        await using var host = await place.StartOnAsync(data);
        using var agent = place.Client();
        Assert.Equal(tickets, (await agent.ListAsync("ORDERBYnumber")).Results.Select(ticket => ticket["sys_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_backup_that_is_killed_is_no_backup_and_the_next_one_is()
    {
        using var place = await Installation.MakeAsync("PT1H");
        using var work = new DataFolder();
        await FillAsync(place);
        var attachment = Directory.GetFiles(Path.Combine(place.Data.Path, "attachments"))[0];
        var half = Path.Combine(work.Path, "half");
        await KillAtAsync(["backup", half, "--data", place.Data.Path], attachment, 1);

        var refused = await Verbs.RunAsync(Path.Combine(work.Path, "data"), "restore", half);
        Assert.Equal((1, $"There is no backup.json in {half} that can be read: this is no backup, or one that was not finished."), (refused.ExitCode, refused.Error.TrimEnd()));
        var whole = Path.Combine(work.Path, "whole");
        Agree(await Verbs.RunAsync(place.Data.Path, "backup", whole));
        Agree(await Verbs.RunAsync(Path.Combine(work.Path, "data"), "restore", whole));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<string>> FillAsync(Installation place)
    {
        await using var host = await place.StartAsync();
        using var agent = place.Client();
        List<string> tickets = [];
        for (var number = 1; number <= 3; number++)
            tickets.Add((await agent.OpenAsync(new() { ["short_description"] = $"Number {number}", ["impact"] = "2", ["urgency"] = "2" })).Result["sys_id"]!.GetValue<string>());
        using var content = new StringContent(new string('x', 100_000));
        var attached = await agent.SendAsync(HttpMethod.Post, $"/api/v1/tickets/{tickets[0]}/attachments?name=note.txt", content);
        Assert.True((int)attached.Status == 201, attached.Text);
        await host.StopAsync();
        return tickets;
    }

    private static async Task RefusedAsync(string data)
    {
        var refused = await Verbs.RunAsync(data, "token", "list");
        Assert.Equal(
            (1, $"The data folder {data} holds a backup whose restore was not finished; restore it again, or choose another folder with --data."),
            (refused.ExitCode, refused.Error.TrimEnd()));
    }

    private static void Agree(VerbResult result) => Assert.True(result.ExitCode == 0, result.Output + result.Error);

    /// <summary>Runs a verb, and kills it when it has read nothing of a file, half of it, or all without knowing that it was all.</summary>
    private static Task KillAtAsync(string[] verb, string file, int part) => WithPipeAsync(verb, file, async (process, pipe, bytes) =>
    {
        await pipe.WriteAsync(bytes.AsMemory(0, bytes.Length * part / 2), Cancel);
        process.Kill();
    });

    private static Task KillAfterAsync(string[] verb, string file, TimeSpan after) => WithPipeAsync(verb, file, async (process, pipe, bytes) =>
    {
        await pipe.WriteAsync(bytes, Cancel);
        await pipe.DisposeAsync();
        await Task.Delay(after, Cancel);
        process.Kill();
    });

    private static async Task WithPipeAsync(string[] verb, string file, Func<Process, FileStream, byte[], Task> feed)
    {
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        File.Move(file, file + ".aside");
        try
        {
            Assert.Equal(0, MakePipe(file, Convert.ToUInt32("600", 8)));
            using var process = Verbs.Launch(verb);
            // Opening it for writing waits until somebody opens it for reading.
            var opening = Task.Run(() => new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0), Cancel);
            if (await Task.WhenAny(opening, process.WaitForExitAsync(Cancel)) != opening)
                Assert.Fail($"The verb ended with {process.ExitCode} before it came to {file}: {await process.StandardError.ReadToEndAsync(Cancel)}");
            await using var pipe = await opening;
            await feed(process, pipe, bytes);
            await process.WaitForExitAsync(Cancel);
        }
        finally
        {
            File.Delete(file);
            File.Move(file + ".aside", file);
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
