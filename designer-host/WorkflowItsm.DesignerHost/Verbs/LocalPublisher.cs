using WorkflowItsm.Api;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Mail;
using WorkflowItsm.Outbound;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Schedules;
using WorkflowItsm.Scripting;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>
/// Publishes into the store itself when no server runs: the runtime starts as it would in the server, without
/// HTTP, so that the shipped bundles which the new one names are there too.
/// </summary>
internal static class LocalPublisher
{
    public static async Task<int> RunAsync(
        string data, string bundle, ValueList<BundleFile> files, string? reason, VerbConsole console, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        // Effects that wait are done while it runs: mails go where the server would send them, and calls are made.
        var settings = StoreChoice.Settings();
        var folder = Path.GetFullPath(data);
        if (StoreChoice.WhyNot(folder, settings) is { } mismatch) return console.Fail(mismatch);
        builder.Logging.ClearProviders();
        builder.Services.AddWorkflowItsm(options =>
        {
            options.DataDirectory = folder;
            foreach (var root in BundleRoots.Find(AppContext.BaseDirectory)) options.BundleRoots.Add(root);
        }).UseStore(settings).AddItsm().AddScheduleCheck().AddMail(settings).AddOutboundHttp(settings).AddCSharpScripts();
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (InvalidOperationException refused)
        {
            return console.Fail(refused.Message);
        }

        StoreChoice.Mark(folder, settings);
        var publication = new Publication(bundle, files, new Actor("local", Role.ProcessOwner), reason, Publication.FromApi);
        var result = await host.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, cancellation);
        await host.StopAsync(cancellation);
        var exit = DefinitionVerbs.Report(console, bundle, result.Findings);
        if (result.Version is { } version) Say(console, bundle, version, result.Release, result.Changed);
        return exit;
    }

    public static void Say(VerbConsole console, string bundle, int version, int release, bool changed) => console.Output.WriteLine(changed
        ? $"Published '{bundle}' version {version}; release {release} holds from the next case on."
        : $"'{bundle}' version {version} holds already; nothing changed.");
}
