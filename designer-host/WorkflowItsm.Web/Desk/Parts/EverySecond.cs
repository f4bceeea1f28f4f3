namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>Calls back every second until it is disposed: one a screen, whatever the number of its clocks.</summary>
internal sealed class EverySecond : IDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

    public EverySecond(Func<Task> act) => _ = RunAsync(act);

    public void Dispose() => _timer.Dispose();

    private async Task RunAsync(Func<Task> act)
    {
        while (await _timer.WaitForNextTickAsync()) await act();
    }
}
