using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>The wait after a failure: it doubles with each more up to a limit, give or take a fifth, so that those that failed together do not come again together.</summary>
internal sealed class EffectBackOff(WorkflowItsmOptions options)
{
    /// <param name="attempt">The try that failed, from 1.</param>
    public TimeSpan After(int attempt)
    {
        var doubled = options.EffectBackOff.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30));
        var jitter = 0.8 + (0.4 * Random.Shared.NextDouble());
        return TimeSpan.FromSeconds(Math.Min(doubled, options.EffectBackOffLimit.TotalSeconds) * jitter);
    }
}
