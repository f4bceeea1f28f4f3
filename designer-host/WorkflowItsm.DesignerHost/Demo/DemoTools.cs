using System.Globalization;
using WorkflowItsm.Api.Intake;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Web.Access;

namespace WorkflowItsm.DesignerHost.Demo;

/// <summary>The tools of a demo store.</summary>
internal sealed class DemoTools(DemoClock clock, AlertIntake intake) : IDemo
{
    private int _sent;

    public DateTimeOffset Now => clock.GetUtcNow();

    public void MoveForward(TimeSpan by) => clock.MoveForward(by);

    public async Task<string> SendAlertAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var host = string.Create(CultureInfo.InvariantCulture, $"db-{Interlocked.Increment(ref _sent):00}.example.org");
        var labels = FeelContext.Of(("alertname", "DiskWillFillIn4Hours"), ("severity", "critical"), ("instance", host), ("service", "database"));
        var alert = FeelContext.Of(
            ("fingerprint", $"demo-{clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}"),
            ("status", "firing"),
            ("labels", FeelValue.Context(labels)),
            ("annotations", FeelValue.Context(FeelContext.Of(("summary", $"The disk of {host} will be full in 4 hours")))),
            ("startsAt", clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        var groupKey = string.Create(CultureInfo.InvariantCulture, $"demo:{host}:{clock.GetUtcNow().UtcTicks}");
        await intake.SendAsync(groupKey, isFiring: true, labels, $"The disk of {host} will be full in 4 hours", [FeelValue.Context(alert)], actor, cancellationToken);
        return host;
    }
}
