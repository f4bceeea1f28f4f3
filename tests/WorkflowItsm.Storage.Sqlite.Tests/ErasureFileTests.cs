using System.Text;
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
