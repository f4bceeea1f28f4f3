using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Schedules.Keeping;

/// <summary>Makes Quartz follow the newest release: at start, and within a second of a publication. Safe to share between threads.</summary>
internal sealed partial class ScheduleKeeper(IDefinitions definitions, ScheduleStore store, ILogger<ScheduleKeeper> log) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _alone = new(1);
    private int _followed = -1;

    /// <summary>The schedules of the newest release, by id; of two with one id the bundle that sorts first holds.</summary>
    public IEnumerable<Declared> Schedules => All(definitions.Current).DistinctBy(declared => declared.Definition.Id).OrderBy(declared => declared.Definition.Id, StringComparer.Ordinal);

    /// <summary>A schedule of the newest release, or null.</summary>
    public Declared? Find(string id) => Schedules.FirstOrDefault(declared => declared.Definition.Id == id);

    /// <summary>Quartz has followed the newest release when this returns.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_followed == definitions.Current.Number) return;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var release = definitions.Current;
            if (_followed == release.Number) return;
            var schedules = All(release).DistinctBy(declared => declared.Definition.Id).ToDictionary(declared => declared.Definition.Id, StringComparer.Ordinal);
            foreach (var gone in (await store.IdsAsync(cancellationToken)).Where(id => !schedules.ContainsKey(id))) await store.RemoveAsync(gone, cancellationToken);
            foreach (var declared in schedules.Values) await store.AlignAsync(declared.Definition, cancellationToken);
            _followed = release.Number;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>Follows before Quartz starts, so that nothing runs which the release lacks.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await FollowAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _alone.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_look);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogBehind(log, failure, definitions.Current.Number);
            }
        }
    }

    private static IEnumerable<Declared> All(Release release) =>
        from bundle in release.Bundles.Items
        from part in bundle.Parts.Items.OfType<SchedulesPart>()
        from schedule in part.Schedules
        select new Declared(bundle.Name, schedule);

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedules of release {Release} could not be taken; trying again.")]
    private static partial void LogBehind(ILogger log, Exception failure, int release);
}

/// <summary>A schedule and the bundle that declares it.</summary>
internal sealed record Declared(string Bundle, ScheduleDefinition Definition);
