using WorkflowItsm.Benchmarks.Quick;

namespace WorkflowItsm.Benchmarks.Timers;

/// <summary>
/// What durable starts by 64 callers lose while 100,000 timers fall due within two minutes, beside the same store with as many
/// timers spread over a day; and how long it takes until all have fired.
/// </summary>
internal static class TimerFigures
{
    private const int Timers = 100_000, Callers = 64;
    private static readonly TimeSpan _dense = TimeSpan.FromMinutes(2);

    public static async IAsyncEnumerable<Figure> MeasureAsync()
    {
        double thin;
        await using (var store = await TimerStore.MakeAsync(Timers, TimeSpan.FromDays(1)))
        {
            store.Begin();
            thin = await store.StartCasesAsync(Callers, _dense / 4);
        }

        await using var full = await TimerStore.MakeAsync(Timers, _dense);
        full.Begin();
        var rate = await full.StartCasesAsync(Callers, _dense);
        yield return new("timers-100000", rate, "starts/s", thin);
        yield return new("timers-100000-fired", await full.AllFiredAsync(), "s", _dense.TotalSeconds);
    }
}
