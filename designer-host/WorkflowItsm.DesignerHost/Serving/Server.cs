using Microsoft.Extensions.Options;
using WorkflowItsm.Api;
using WorkflowItsm.Api.Access;
using WorkflowItsm.DesignerHost.Demo;
using WorkflowItsm.DesignerHost.Serving.Connections;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Mail;
using WorkflowItsm.Outbound;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Schedules;
using WorkflowItsm.Scripting;
using WorkflowItsm.Web;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>The server: the runtime on its store, tickets, and the HTTP surface.</summary>
internal static class Server
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(string[] args, string data, bool demo, VerbConsole console, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(data);
        // The settings of ASP.NET Core come in pairs: a switch without a value would take the next one for its value.
        string[] pairs = [.. args.Where(argument => argument != "--demo")];
        var settings = StoreChoice.Settings(pairs);
        if (StoreChoice.WhyNot(folder, settings) is { } mismatch) return console.Fail(mismatch);
        if (demo && (DemoStore.WhyNot(folder) ?? StoreChoice.WhyNoDemo(settings)) is { } problem) return console.Fail(problem);
        if (demo) DemoStore.Mark(folder);
        WebApplication app;
        try
        {
            app = Build(pairs, folder);
        }
        catch (InvalidOperationException refused)
        {
            return console.Fail(refused.Message);
        }

        await using (app) return await RunAsync(app, folder, settings, console, cancellation);
    }

    private static async Task<int> RunAsync(WebApplication app, string folder, IConfiguration settings, VerbConsole console, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception refused) when (refused is InvalidOperationException or OptionsValidationException or IOException or StoreException)
        {
            return console.Fail(refused.Message);
        }

        StoreChoice.Mark(folder, settings);
        await AnnounceAsync(app, folder, console);
        await app.WaitForShutdownAsync(cancellation);
        // The folder may be the other's now.
        if (app.Services.GetRequiredService<StoreOwnership>().WhyLost is { } lost) return console.Fail(lost);
        ServerFile.Delete(folder);
        return 0;
    }

    /// <summary>Builds the application; <paramref name="adjust"/> comes first, because what is registered first holds.</summary>
    internal static WebApplication Build(string[] args, string folder, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            // Also where a test is the program: the manifest of the files is under this name.
            ApplicationName = typeof(Server).Assembly.GetName().Name,
        });
        // A built app finds the files of its libraries by a manifest, in every environment; a published one has them beside it.
        builder.WebHost.UseStaticWebAssets();
        // Without it, a built app would offer files that come later, at an endpoint that names no policy.
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";
        adjust?.Invoke(builder);
        if (DemoStore.Is(folder)) DemoStore.Add(builder.Services, folder);
        builder.Services.AddWorkflowItsm(options =>
        {
            builder.Configuration.GetSection("WorkflowItsm").Bind(options);
            options.DataDirectory = folder;
            var folders = builder.Configuration.GetSection("Definitions:Folders").Get<string[]>()
                ?? BundleRoots.Find(builder.Environment.ContentRootPath);
            foreach (var root in folders) options.BundleRoots.Add(root);
        }).UseStore(builder.Configuration).AddItsm().AddHttpApi(builder.Configuration).AddMail(builder.Configuration).AddMailReplies<MailAccounts, MailFiles>().AddSchedules().AddOutboundHttp(builder.Configuration).AddCSharpScripts().AddScreens();
        if (!IsAddressSet(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        builder.AddConnectionLimits();
        var app = builder.Build();
        app.UseConnectionLimits();
        app.UseScreens();
        app.MapWorkflowItsm();
        app.MapScreens();
        return app;
    }

    /// <summary>Says where it listens and what to do first, and leaves the way in for the verbs of this user.</summary>
    internal static async Task AnnounceAsync(WebApplication app, string folder, VerbConsole console)
    {
        await console.Output.WriteLineAsync($"WorkflowItsm listens on {string.Join(", ", app.Urls)} with its data in {folder}.");
        if (app.Urls.FirstOrDefault() is { } address)
            ServerFile.Write(folder, new(Reachable(address), app.Services.GetRequiredService<LocalToken>().Secret));

        if (app.Services.GetService<SampleOrganisation>() is { } sample) await sample.MakeAsync(console.Output);
        if (await app.Services.GetRequiredService<SetupBook>().DrawAsync() is { } token)
        {
            var site = app.Urls.FirstOrDefault() is { } url ? Reachable(url) : new(DefaultUrl);
            await console.Output.WriteLineAsync($"There is no administrator yet. Open {new Uri(site, $"/set-up?token={token}")} to make the first account; the link works once.");
        }
    }

    private static bool IsAddressSet(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration["urls"]) || !string.IsNullOrEmpty(configuration["http_ports"]) || configuration.GetSection("Kestrel:Endpoints").Exists();

    // Every interface is also this machine's own.
    private static Uri Reachable(string address)
    {
        var url = BindingAddress.Parse(address);
        var host = url.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : url.Host;
        return new($"{url.Scheme}://{host}:{url.Port}");
    }
}
