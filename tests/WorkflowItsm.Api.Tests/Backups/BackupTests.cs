using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Backups;

public sealed class BackupTests(RunningHost shared) : IDisposable
{
    private static readonly Actor s_auditor = new("ada", Role.Auditor);
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_under_load_holds_all_that_was_acknowledged_before_and_serves_again()
    {
        using var ended = new CancellationTokenSource();
        var acknowledged = new ConcurrentQueue<string>();
        var file = await AttachAsync();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested) acknowledged.Enqueue((await shared.OpenAsync())["number"]!.GetValue<string>());
        })).ToList();
        for (var n = 1; n <= 3; n++)
        {
            await Eventually.Holds("the load", () => Task.FromResult(acknowledged.Count >= 10 * n));
            string[] before = [.. acknowledged];
            var (backup, data) = (Path.Combine(_folder.Path, $"backup{n}"), Path.Combine(_folder.Path, $"data{n}"));
            var made = await Run("backup", backup, "--data", shared.Data.Path);
            Assert.True(made.Exit == 0, made.Text);
            var restored = await Run("restore", backup, "--data", data);
            Assert.True(restored.Exit == 0, restored.Text);
            Assert.StartsWith($"Every file and the whole journal were checked; the data folder is {data}: ", restored.Text, StringComparison.Ordinal);
            Assert.Equal(0, (await Run("journal", "verify", "--data", data)).Exit);
            await using var services = VerbServices.Build(data);
            foreach (var number in before)
                Assert.NotNull(await services.GetRequiredService<ITicketQueries>().FindByNumberAsync(number, s_auditor, TestContext.Current.CancellationToken));
            Assert.Equal("restored", await File.ReadAllTextAsync(Path.Combine(data, "attachments", file), TestContext.Current.CancellationToken));
            Assert.Contains("auditor", (await Run("token", "list", "--data", data)).Text, StringComparison.Ordinal);
        }

        await ended.CancelAsync();
        await Task.WhenAll(load);
    }

    [Fact]
    public async Task What_is_damaged_newer_unfinished_or_in_the_way_is_refused_and_leaves_nothing_behind()
    {
        var backup = Path.Combine(_folder.Path, "backup");
        var data = Path.Combine(_folder.Path, "data");
        Assert.Equal(0, (await Run("backup", backup, "--data", shared.Data.Path)).Exit);
        Assert.Equal($"{backup} is not empty; name a new folder for the backup.", (await Run("backup", backup, "--data", shared.Data.Path)).Text);
        Assert.Equal($"{backup} is not empty; name a new folder with --data.", (await Run("restore", backup, "--data", backup)).Text);

        await Refused("journal.db", bytes => Flip(bytes, bytes.Length / 2), "The file 'journal.db' of the backup is not what was backed up: ");
        await Refused("ops.db", bytes => Flip(bytes, bytes.Length - 1), "The file 'ops.db' of the backup is not what was backed up: ");
        await RefusedText(text => text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal), "The backup has format 2, and this release reads format 1; restore it with the release that made it.");
        await RefusedText(text => text.Replace("\"ops.db\"", "\"../ops.db\"", StringComparison.Ordinal), "The backup names a file '../ops.db', which no backup holds; it is damaged.");
        await RefusedText(text => text.Replace("\"mail.key\"", "\"demo.json\"", StringComparison.Ordinal), "The backup lacks its file 'demo.json'; it is not whole.");
        await RefusedText(_ => "{", $"There is no backup.json in {backup} that can be read: this is no backup, or one that was not finished.");

        async Task Refused(string file, Func<byte[], byte[]> damage, string sentence)
        {
            var path = Path.Combine(backup, file);
            var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(path, damage([.. whole]), TestContext.Current.CancellationToken);
            var answer = await Run("restore", backup, "--data", data);
            Assert.Equal(1, answer.Exit);
            Assert.StartsWith(sentence, answer.Text, StringComparison.Ordinal);
            Assert.True(!Directory.Exists(data) || !Directory.EnumerateFileSystemEntries(data).Any());
            await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        }

        Task RefusedText(Func<string, string> change, string sentence) =>
            Refused("backup.json", bytes => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes))), sentence);

        static byte[] Flip(byte[] bytes, int place)
        {
            bytes[place] ^= 1;
            return bytes;
        }
    }

    [Fact]
    public async Task A_restore_that_was_killed_is_served_by_nobody_and_begun_anew()
    {
        var (backup, data) = (Path.Combine(_folder.Path, "backup"), Path.Combine(_folder.Path, "data"));
        Assert.Equal(0, (await Run("backup", backup, "--data", shared.Data.Path)).Exit);
        Assert.Equal(0, (await Run("restore", backup, "--data", data)).Exit);
        Assert.False(File.Exists(Path.Combine(data, "restore.unfinished")));
        // As a kill leaves it, at whatever file it was.
        await File.WriteAllTextAsync(Path.Combine(data, "restore.unfinished"), "", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(data, "ops.db"));

        var served = await Run("--data", data, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, $"The data folder {data} holds a backup whose restore was not finished; restore it again, or choose another folder with --data."), served);
        // Nobody adds accounts to what will be replaced, or takes it for a store that is worth a backup.
        string[][] verbs = [["user", "add", "li", "--role", "agent"], ["token", "list"], ["backup", Path.Combine(_folder.Path, "bad")], ["journal", "verify"], ["erase", "li"]];
        foreach (var verb in verbs) Assert.Equal(served, await Run([.. verb, "--data", data]));
        Assert.False(File.Exists(Path.Combine(data, "ops.db")));
        var again = await Run("restore", backup, "--data", data);
        Assert.True(again.Exit == 0, again.Text);
        Assert.True(File.Exists(Path.Combine(data, "ops.db")));
        Assert.False(File.Exists(Path.Combine(data, "restore.unfinished")));
    }

    [Fact]
    public async Task An_administrator_asks_for_a_backup_over_http_where_the_host_names_a_folder()
    {
        var nowhere = await shared.SendAsync(Role.Administrator, "POST", "/api/v1/backups");
        Assert.Equal((409, "This host names no folder for backups; set 'Backups:Folder', or use the verb 'backup'."), (nowhere.Status, nowhere.Sentence));

        await using var host = new RunningHost { Settings = ["--Backups:Folder", Path.Combine(_folder.Path, "backups")] };
        await host.InitializeAsync();
        await host.OpenAsync();
        var made = await host.SendAsync(Role.Administrator, "POST", "/api/v1/backups");
        Assert.Equal(201, made.Status);
        var restored = await Run("restore", Path.Combine(_folder.Path, "backups", made.Json["name"]!.GetValue<string>()), "--data", Path.Combine(_folder.Path, "data"));
        Assert.True(restored.Exit == 0, restored.Text);
    }

    private async Task<string> AttachAsync()
    {
        var number = (await shared.OpenAsync())["number"]!.GetValue<string>();
        var reply = await shared.SendAsync(Role.Agent, "POST", $"/api/v1/tickets/{number}/attachments?name=note.txt", "restored");
        Assert.True(reply.Status == 201, reply.Text);
        return reply.Json["id"]!.GetValue<string>();
    }

    private static async Task<(int Exit, string Text)> Run(params string[] words)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(words, output, output);
        return (exit, output.ToString().TrimEnd());
    }
}
