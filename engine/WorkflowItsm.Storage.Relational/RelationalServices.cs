using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;
using WorkflowItsm.Storage.Relational.Queries;

namespace WorkflowItsm.Storage.Relational;

/// <summary>Adds what reads, on whatever <see cref="JournalDatabase"/> the store has registered.</summary>
internal static class RelationalServices
{
    public static void AddJournalReads(this IServiceCollection services)
    {
        services.TryAddSingleton<JournalReads>();
        services.TryAddSingleton<IDueStore>(provider => provider.GetRequiredService<JournalReads>());
        services.TryAddSingleton<IEffectStore>(provider => provider.GetRequiredService<JournalReads>());
        services.TryAddSingleton<IDefinitionStore>(provider => provider.GetRequiredService<JournalReads>());
        services.TryAddSingleton<ITicketQueries, TicketQueries>();
        services.TryAddSingleton<IOperations, Operations>();
        services.TryAddSingleton<IExpiredRows, ExpiredRows>();
        services.TryAddSingleton<IClosedCases, ClosedCases>();
        services.TryAddSingleton<IStoreFigures, StoreFigureReads>();
    }
}
