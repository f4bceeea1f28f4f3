using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Quartz.Extensibility;
using WorkflowItsm.Api;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Sqlite;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Schedules.Tests;

/// <summary>
/// The runtime with the shipped bundles and Quartz in the <c>ops.db</c> of a data folder, on a calendar that a test moves.
/// Runs are waited for where Quartz itself says that they are over.
/// </summary>
internal sealed class Almanac : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Listener _listener = new();

    private Almanac(string data, DateTimeOffset now)
    {
        Time = new(now);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        var runtime = builder.Services.AddWorkflowItsm(options =>
        {
            options.DataDirectory = data;
            foreach (var root in (string[])["workflows", "rules"]) options.BundleRoots.Add(RepositoryRoot.PathOf(root));
        }).UseSqlite().AddItsm().AddAccounts();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OpsDatabase>());
        runtime.AddSchedules(Time);
        builder.Services.AddHostedService(provider => new Attach(provider.GetRequiredService<ISchedulerFactory>(), _listener));
        _host = builder.Build();
    }

    public FakeTimeProvider Time { get; }

    public IScheduleBook Book => _host.Services.GetRequiredService<IScheduleBook>();

    public IDefinitions Definitions => _host.Services.GetRequiredService<IDefinitions>();

    public static async Task<Almanac> OpenAsync(string data, string now)
    {
        var almanac = new Almanac(data, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await almanac._host.StartAsync(TestContext.Current.CancellationToken);
        return almanac;
    }

    /// <summary>Quartz itself.</summary>
    public async Task<IScheduler> QuartzAsync() => await _host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);

    /// <summary>Moves the calendar and waits for the run that this makes due.</summary>
    public async Task RunAtAsync(string now)
    {
        Time.SetUtcNow(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await RunAsync();
    }

    /// <summary>Waits for the next run to be over.</summary>
    public async Task RunAsync() => await _listener.Runs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The one schedule.</summary>
    public async Task<ScheduleEntry> OnlyAsync() => Assert.Single(await Book.ListAsync(TestContext.Current.CancellationToken));

    /// <summary>The reviews that were opened, oldest first.</summary>
    public async Task<IReadOnlyList<TicketRecord>> ReviewsAsync() =>
        (await _host.Services.GetRequiredService<ITicketQueries>().ListAsync(
            new("review", null, [new("number", false)], 100, 0), Actor.System, TestContext.Current.CancellationToken)).Rows;

    /// <summary>Publishes the review bundle with other schedules; null leaves them out.</summary>
    public Task<PublishResult> PublishAsync(string? schedules)
    {
        var files = BundleFolder.Read(RepositoryRoot.PathOf("workflows", "review")).Items.Where(file => file.Path != "schedules.json");
        if (schedules is not null) files = files.Append(new BundleFile("schedules.json", System.Text.Encoding.UTF8.GetBytes(schedules)));
        return Definitions.PublishAsync(new Publication("review", files.ToValueList(), Actor.System, null, Publication.FromApi), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class Attach(ISchedulerFactory quartz, IJobListener listener) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) =>
            (await quartz.GetScheduler(cancellationToken)).ListenerManager.AddJobListener(listener);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Listener : IJobListener
    {
        public Channel<string> Runs { get; } = Channel.CreateUnbounded<string>();

        public string Name => "almanac";

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobProgressChanged(IJobExecutionContext context, FireInstanceProgress progress, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Runs.Writer.TryWrite(context.JobDetail.Key.Name);
            return ValueTask.CompletedTask;
        }
    }
}
