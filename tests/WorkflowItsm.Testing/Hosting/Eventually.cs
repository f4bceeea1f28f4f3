using System.Diagnostics;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>
/// Waits for what another process will do, by looking again and again. A test waits as long as it has to and no
/// longer; only what never comes costs the deadline.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first value that <paramref name="look"/> gives; fails at the deadline, naming what was awaited.</summary>
    /// <typeparam name="T">What is awaited.</typeparam>
    /// <param name="what">What is awaited, for the failure, e.g. <c>the incident of the alert</c>.</param>
    /// <param name="look">Looks once; null means not yet. A refused or broken connection also means not yet.</param>
    /// <param name="deadline">How long to look; null means a minute.</param>
    public static async Task<T> See<T>(string what, Func<Task<T?>> look, TimeSpan? deadline = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(look);
        var limit = deadline ?? TimeSpan.FromMinutes(1);
        var since = Stopwatch.StartNew();
        string last = "";
        while (true)
        {
            try
            {
                if (await look() is { } seen) return seen;
            }
            catch (HttpRequestException failure)
            {
                last = $" The last look failed: {failure.Message}";
            }

            if (since.Elapsed > limit) throw new TimeoutException($"Waited {limit.TotalSeconds:0} s for {what}; it did not come.{last}");
            await Task.Delay(_pause);
        }
    }

    /// <summary>Waits until <paramref name="holds"/>; as <see cref="See{T}"/> otherwise.</summary>
    public static Task Holds(string what, Func<Task<bool>> holds, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return See(what, async () => await holds() ? what : null, deadline);
    }
}
