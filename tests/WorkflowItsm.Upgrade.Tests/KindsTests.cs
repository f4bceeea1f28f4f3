using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>What no golden journal holds, no test would miss: a kind of fact may not be added without one.</summary>
public sealed class KindsTests
{
    /// <summary>
    /// To mend it: let the story (<see cref="WorksStory"/>, or <see cref="Story"/> for tickets) record the kind, and keep its journal under the
    /// name of the next release, as <see cref="GoldenJournalTests"/> says.
    /// </summary>
    [Fact]
    public async Task Every_kind_of_fact_is_in_the_journal_of_some_release()
    {
        var read = new HashSet<int>();
        Dictionary<int, string> known = [];
        foreach (var release in GoldenJournal.Releases)
        {
            using var folder = GoldenJournal.Copy(release.Data);
            await using var services = Services(folder.Path, read);
            foreach (var kind in services.GetServices<ICaseCore>().SelectMany(core => core.Codec.Kinds)) known[kind.Tag] = kind.Name;
            foreach (var (kind, caseId) in GoldenJournal.Cases(folder.Path))
                await services.GetRequiredService<ICaseRuntime>().HistoryAsync(kind, caseId, TestContext.Current.CancellationToken);
        }

        var missing = string.Join(", ", known.Where(kind => !read.Contains(kind.Key)).OrderBy(kind => kind.Key).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Value}")));
        Assert.True(missing.Length == 0, $"In no golden journal: {missing}.");
    }

    /// <summary>A runtime that is not started: it reads, and does nothing else.</summary>
    private static ServiceProvider Services(string folder, HashSet<int> read)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddWorkflowItsm(options => options.DataDirectory = folder).UseSqlite().AddCore<TicketCore>().AddCore<ProcessCore>();
        foreach (var core in services.Where(service => service.ServiceType == typeof(ICaseCore)).ToList())
            services[services.IndexOf(core)] = ServiceDescriptor.Singleton<ICaseCore>(provider => new WatchedCore((ICaseCore)ActivatorUtilities.CreateInstance(provider, core.ImplementationType!), read));
        return services.BuildServiceProvider();
    }
}
