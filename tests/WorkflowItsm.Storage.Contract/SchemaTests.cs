using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Relational;

namespace WorkflowItsm.Storage.Contract;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_store_of_a_newer_release_is_refused()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.StopAsync();
        using (var file = runtime.Database.Hand()) file.Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99.0.0')");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(runtime.StartAgainAsync);
        Assert.Equal(
            $"The {runtime.Database.Name} was written by a newer release (schema 29990101000000_Future); "
                + "this one would damage it. Use that release, or restore a backup from before.", refused.Message);
    }

    [Fact]
    public async Task The_schema_is_what_the_model_says()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await using var context = runtime.Services.GetRequiredService<JournalDatabase>().Read();

        Assert.False(context.Database.HasPendingModelChanges());
    }
}
