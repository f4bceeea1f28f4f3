using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// Which kind of stream a case with a process is: a ticket, or a plain process. A host has cores for one of them or for
/// both. Safe to share between threads.
/// </summary>
internal sealed class ProcessKinds(CaseCache cache, CaseLoader loader, CaseCores cores, ReleaseBook releases)
{
    /// <summary>The kind of stream that tickets are.</summary>
    public const string Ticket = "ticket";

    /// <summary>The kind of a case; for one that is not there, that of cases in general.</summary>
    public async ValueTask<string> OfAsync(string caseId, CancellationToken cancellationToken) =>
        (cache.Find(caseId) ?? await loader.LoadAsync(caseId, cancellationToken))?.Core.Kind ?? Default;

    /// <summary>The kind of a case that a process begins: a ticket when the process says of which table.</summary>
    public string BegunBy(string processId) =>
        cores.Find(ProcessCore.KindName) is not null && releases.Current.FindProcess(processId)?.Settings.TicketTable is null
            ? ProcessCore.KindName
            : Default;

    private string Default => cores.Find(Ticket) is null && cores.Find(ProcessCore.KindName) is not null ? ProcessCore.KindName : Ticket;
}
