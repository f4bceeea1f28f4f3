using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace Sample;

/// <summary>
/// Sends the commands that the application has written down, and strikes each out once it is durable. If it is killed in
/// between it sends the command again; the idempotency key makes the second one harmless.
/// </summary>
internal sealed partial class Outbox(Shop shop, ICaseRuntime cases, ILogger<Outbox> log) : BackgroundService
{
    private readonly SemaphoreSlim _more = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        shop.Ordered += () => _more.Release();
        while (true)
        {
            // Now and then without being told, for what the store could not take the first time.
            await _more.WaitAsync(TimeSpan.FromSeconds(5), stoppingToken);
            foreach (var (id, item) in shop.Outbox()) await SendAsync(id, item, stoppingToken);
        }
    }

    private async Task SendAsync(string id, string item, CancellationToken stop)
    {
        var start = new ProcessCommand.Start("order", FeelContext.Of(("item", item)));
        var result = await cases.SendAsync(new(ProcessCore.KindName, id, start, Actor.System) { IdempotencyKey = $"outbox:{id}" }, stop);
        if (result is CommandResult.Done) shop.Sent(id);
        else LogWaits(log, id, result);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Id} stays in the outbox: {Result}")]
    private static partial void LogWaits(ILogger log, string id, CommandResult result);
}
