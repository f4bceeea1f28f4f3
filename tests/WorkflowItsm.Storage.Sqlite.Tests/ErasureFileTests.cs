using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Sqlite.Tests;

public sealed class ErasureFileTests
{
    [Fact]
    public async Task No_file_of_the_data_folder_holds_what_was_erased()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await ErasureStory.TellAsync(runtime);
        Assert.NotEmpty(Holding(runtime.Folder));
        await ErasureStory.EndAsync(runtime, await ErasureStory.OrderAsync(runtime));

        Assert.Empty(Holding(runtime.Folder));
        await runtime.StopAsync();
        Assert.Empty(Holding(runtime.Folder));
    }

    /// <summary>Without writing the file anew: pages that became free, rows that were replaced, large values, snapshots, the log.</summary>
    [Fact]
    public async Task No_file_of_the_data_folder_holds_what_went_by_age()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var text = string.Concat(Enumerable.Repeat("canary-text ", 40));
        for (var n = 0; n < 60; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"old{n}");
            var fields = FeelContext.Of(("caller_id", ErasureStory.Eve), ("short_description", text), ("closed_at", FeelValue.DateTime(TestRuntime.Noon)));
            await runtime.SendAsync(id, new Ask.Open(fields));
            // Of some the state is written into a snapshot, and some values are longer than pages.
            for (var note = 0; note < (n % 20 == 0 ? 300 : 2); note++) await runtime.SendAsync(id, new Ask.Add(1, n % 7 == 0 && note == 0 ? string.Concat(Enumerable.Repeat(text, 30)) : text));
            await runtime.SendAsync(id, new Ask.Add(1000));
            await runtime.SendAsync($"open{n}", new Ask.Open(FeelContext.Of(("caller_id", "bob"))));
        }

        Assert.NotEmpty(Holding(runtime.Folder));
        runtime.Time.Advance(TimeSpan.FromDays(31));
        runtime.Services.GetRequiredService<WorkflowItsmOptions>().PersonalRetention = TimeSpan.FromDays(30);
        Assert.Equal(60, await runtime.Services.GetRequiredService<PersonalRetention>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Empty(Holding(runtime.Folder));
    }

    // "eve.canary2" is somebody else.
    private static IEnumerable<string> Holding(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(file) != ".lock"
        let text = Encoding.Latin1.GetString(Bytes(file)).Replace("eve.canary2", "", StringComparison.Ordinal)
        from canary in ErasureStory.Canaries
        where text.Contains(canary, StringComparison.Ordinal)
        select $"{Path.GetFileName(file)} holds {canary}";

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
