using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Quartz;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Schedules.Calendar;
using WorkflowItsm.Schedules.Keeping;
using WorkflowItsm.Schedules.Running;

namespace WorkflowItsm.Schedules;

/// <summary>The way in for a host: <c>services.AddWorkflowItsm(…).…AddSchedules()</c>.</summary>
public static class SchedulesServices
{
    // Accounts and drafts are written to the same file: who comes second waits.
    private const int BusySeconds = 30;

    /// <summary>
    /// Adds the schedules, run by Quartz in <c>ops.db</c> on the host's <see cref="TimeProvider"/>. Call it after what makes that file, because
    /// services start in the order in which they were added. The end of the host waits for runs that have begun.
    /// </summary>
    public static WorkflowItsmBuilder AddSchedules(this WorkflowItsmBuilder builder) => AddSchedules(builder, null);

    /// <summary>Adds the check of cron expressions and time zones alone: what a command line needs.</summary>
    public static WorkflowItsmBuilder AddScheduleCheck(this WorkflowItsmBuilder builder) => builder.AddDefinitionReader<ScheduleCheck>();

    internal static WorkflowItsmBuilder AddSchedules(this WorkflowItsmBuilder builder, TimeProvider? time)
    {
        var services = builder.AddScheduleCheck().Services;
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            // Quartz puts a clock it is given in place of the whole host's.
            if (time is not null) quartz.UseTimeProvider(time);
            quartz.UseDefaultThreadPool(2).UsePersistentStore(store => store
                .UseSqlite(source => source.DataSourceFactory = provider => SqliteFactory.Instance.CreateDataSource(ConnectionString(provider)))
                .UseSystemTextJsonSerializer()
                .ConfigureStore(options => options.StoreJobDataAsStrings = true)
                .ProvisionSchema());
        });
        services.TryAddSingleton(provider => new ScheduleTime(time ?? provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<CronCalendar>();
        services.TryAddSingleton<ScheduleStore>();
        services.TryAddSingleton<ScheduleKeeper>();
        services.TryAddSingleton<CaseOpener>();
        services.TryAddSingleton<IScheduleBook, ScheduleBook>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasureParticipant, ScheduleErasure>());
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleKeeper>());
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }

    private static string ConnectionString(IServiceProvider services) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(services.GetRequiredService<WorkflowItsmOptions>().DataDirectory, "ops.db"),
        DefaultTimeout = BusySeconds,
    }.ToString();
}

/// <summary>The clock of the calendar: the host's, except in tests.</summary>
internal sealed record ScheduleTime(TimeProvider Provider);
