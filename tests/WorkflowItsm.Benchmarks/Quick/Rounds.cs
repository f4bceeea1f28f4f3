using System.Diagnostics;

namespace WorkflowItsm.Benchmarks.Quick;

/// <summary>Rates of repeated work.</summary>
internal static class Rounds
{
    /// <summary>The one in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>How often a second of this process's CPU <paramref name="work"/> can be done, on one thread; the median of rounds. One call does it <paramref name="batch"/> times.</summary>
    public static double PerCpuSecond(int batch, Action work)
    {
        using var process = Process.GetCurrentProcess();
        work();
        return Median(Enumerable.Range(0, 5).Select(_ => Round()));

        double Round()
        {
            var (calls, begun) = (0L, Cpu());
            do
            {
                work();
                calls += batch;
            }
            while (Cpu() - begun < TimeSpan.FromSeconds(1));
            return calls / (Cpu() - begun).TotalSeconds;
        }

        TimeSpan Cpu()
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }
}
