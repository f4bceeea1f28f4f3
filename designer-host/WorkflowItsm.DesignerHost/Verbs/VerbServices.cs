using WorkflowItsm.Api;
using WorkflowItsm.Api.Access;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Mail;
using WorkflowItsm.Outbound;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Schedules;
using WorkflowItsm.Scripting;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>The services that verbs work with: the host's own, without HTTP, without logs, nothing started.</summary>
internal static class VerbServices
{
    public static ServiceProvider Build(string data)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics();
        var settings = StoreChoice.Settings();
        services.AddWorkflowItsm(options =>
        {
            settings.GetSection("WorkflowItsm").Bind(options);
            options.DataDirectory = Path.GetFullPath(data);
            // Nothing is published; they say which scripts the program ships.
            foreach (var root in BundleRoots.Find(AppContext.BaseDirectory)) options.BundleRoots.Add(root);
        }).UseStore(settings).AddItsm().AddScheduleCheck().AddMail(settings).AddOutboundHttp(settings).AddAccounts().AddBackups().AddCSharpScripts();
        return services.BuildServiceProvider();
    }

    /// <summary>The services with <c>ops.db</c> ready.</summary>
    /// <exception cref="InvalidOperationException">The folder is not to be worked on; the message says why.</exception>
    public static async Task<ServiceProvider> OpenAccountsAsync(string data, CancellationToken cancellationToken)
    {
        if (DataDirectory.WhyNot(data) is { } unfinished) throw new InvalidOperationException(unfinished);
        var services = Build(data);
        try
        {
            await services.GetRequiredService<OpsDatabase>().StartAsync(cancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }
}
