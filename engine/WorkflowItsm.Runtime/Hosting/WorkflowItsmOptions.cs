using System.Globalization;
using Microsoft.Extensions.Options;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>What a host may set. Checked at start; all errors come in one message.</summary>
public sealed class WorkflowItsmOptions
{
    /// <summary>The folder of the store; made when missing. Default: <c>data</c> below the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Folders whose sub-folders are bundles: each one that holds a .bpmn or .dmn file is published at start
    /// under its own name, if it has changed. Default: none.
    /// </summary>
    public IList<string> BundleRoots { get; } = [];

    /// <summary>
    /// Folders whose sub-folders are bundles as the program shipped them before. Nothing of them is published; their scripts may run for cases
    /// that began under them, where the data folder does not remember that they were shipped, e.g. after a restore. Default: none.
    /// </summary>
    public IList<string> FormerRoots { get; } = [];

    /// <summary>How many commands may wait for the writer; more are answered Busy. Default: 10,000.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How many commands one transaction takes at most. Default: 256.</summary>
    public int MaxBatch { get; set; } = 256;

    /// <summary>How many cases are kept in memory, about. Default: 20,000.</summary>
    public int CachedCases { get; set; } = 20_000;

    /// <summary>How often an effect is tried before it is dead. Default: 10.</summary>
    public int EffectTries { get; set; } = 10;

    /// <summary>The wait after the first failure of an effect; it doubles with each more, give or take a fifth. Default: 1 s.</summary>
    public TimeSpan EffectBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries of an effect. Default: 5 min.</summary>
    public TimeSpan EffectBackOffLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an effect whose target is known to be down only waits for it; after that each look at the target spends a try,
    /// so that it ends visibly. Default: a day.
    /// </summary>
    public TimeSpan EffectPatience { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many effects are done at the same time. Default: 32.</summary>
    public int EffectConcurrency { get; set; } = 32;

    /// <summary>How many of them for the same target. Messages between cases have no target. Default: 4.</summary>
    public int EffectConcurrencyPerTarget { get; set; } = 4;

    /// <summary>How far ahead due rows are kept in memory. Default: 5 min.</summary>
    public TimeSpan TimerLookAhead { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long effects that were done or skipped, and idempotency keys of what is over, are kept; null keeps them for ever.
    /// What is in the journal always stays. Default: 90 days.
    /// </summary>
    public TimeSpan? Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long after its closing a ticket keeps the personal parts of its journal, and files that hang on it; null keeps them
    /// for ever. Not less than <see cref="Retention"/>, which must be set as well: effects and keys name people too, and go
    /// first. Default: null.
    /// </summary>
    public TimeSpan? PersonalRetention { get; set; }

    /// <summary>The same for single tables, e.g. <c>incident</c>; comes before <see cref="PersonalRetention"/>. Default: none.</summary>
    public IDictionary<string, TimeSpan> PersonalRetentionOf { get; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>
    /// How much of one processor the check of the journal in the background may take after each start: 1 is all of it, 0
    /// leaves the check out. Default: 0.25.
    /// </summary>
    public double IntegrityShare { get; set; } = 0.25;

    /// <summary>Set by a store that ends with the process: there is no data folder then to be taken.</summary>
    internal bool KeepsNothing { get; set; }
}

/// <summary>Checks the options, all at once.</summary>
internal sealed class WorkflowItsmOptionsCheck : IValidateOptions<WorkflowItsmOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkflowItsmOptions options)
    {
        List<string> errors = [.. Errors(options)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(WorkflowItsmOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory)) yield return "DataDirectory is empty; name the folder of the store.";
        if (AtLeastOne(nameof(options.QueueCapacity), options.QueueCapacity) is { } queue) yield return queue;
        if (AtLeastOne(nameof(options.MaxBatch), options.MaxBatch) is { } batch) yield return batch;
        if (AtLeastOne(nameof(options.CachedCases), options.CachedCases) is { } cached) yield return cached;
        if (AtLeastOne(nameof(options.EffectTries), options.EffectTries) is { } tries) yield return tries;
        if (AtLeastOne(nameof(options.EffectConcurrency), options.EffectConcurrency) is { } concurrency) yield return concurrency;
        if (AtLeastOne(nameof(options.EffectConcurrencyPerTarget), options.EffectConcurrencyPerTarget) is { } perTarget) yield return perTarget;
        if (options.EffectPatience < TimeSpan.Zero) yield return $"EffectPatience is {options.EffectPatience}; it must not be less than zero.";
        if (options.EffectBackOff <= TimeSpan.Zero) yield return $"EffectBackOff is {options.EffectBackOff}; it must be more than zero.";
        if (options.EffectBackOffLimit < options.EffectBackOff)
            yield return $"EffectBackOffLimit is {options.EffectBackOffLimit}; it must not be less than EffectBackOff, "
                + $"{options.EffectBackOff}.";
        if (options.TimerLookAhead <= TimeSpan.Zero || options.TimerLookAhead > TimeSpan.FromDays(1))
            yield return $"TimerLookAhead is {options.TimerLookAhead}; it must be more than zero and at most a day.";
        if (options.Retention < TimeSpan.FromDays(1))
            yield return $"Retention is {options.Retention}; it must be at least a day, or nothing to keep everything.";
        foreach (var (name, kept) in Personal(options))
            if (options.Retention is not { } first) yield return $"{name} is {kept}, but Retention is not set; set it, because effects and keys name people too.";
            else if (kept < first || kept > Retention.PersonalRetention.Longest) yield return $"{name} is {kept}; it must not be less than Retention, {first}, nor more than {Retention.PersonalRetention.Longest}.";
        if (!(options.IntegrityShare is >= 0 and <= 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"IntegrityShare is {options.IntegrityShare}; it must be from 0 to 1.");
    }

    private static IEnumerable<(string Name, TimeSpan Kept)> Personal(WorkflowItsmOptions options) =>
    [
        .. options.PersonalRetention is { } kept ? [(nameof(options.PersonalRetention), kept)] : Array.Empty<(string, TimeSpan)>(),
        .. options.PersonalRetentionOf.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => ($"{nameof(options.PersonalRetentionOf)}:{entry.Key}", entry.Value)),
    ];

    private static string? AtLeastOne(string name, int value) => value >= 1 ? null : $"{name} is {value}; it must be at least 1.";
}
