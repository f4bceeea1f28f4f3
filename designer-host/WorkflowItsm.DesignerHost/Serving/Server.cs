using Microsoft.Extensions.Options;
using WorkflowItsm.Api;
using WorkflowItsm.Api.Access;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Runtime;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>The server: the runtime on SQLite, tickets, and the HTTP surface.</summary>
internal static class Server
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private const string FirstStep = "Nobody can sign in yet; make the first account in another terminal: "
        + "dotnet run --project designer-host/WorkflowItsm.DesignerHost -- user add NAME --role administrator";

    public static async Task<int> RunAsync(string[] args, string data, VerbConsole console, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(data);
        await using var app = Build(args, folder);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception refused) when (refused is InvalidOperationException or OptionsValidationException or IOException)
        {
            return console.Fail(refused.Message);
        }

        await AnnounceAsync(app, folder, console);
        await app.WaitForShutdownAsync(cancellation);
        ServerFile.Delete(folder);
        return 0;
    }

    /// <summary>Builds the application; <paramref name="adjust"/> comes first, because what is registered first holds.</summary>
    internal static WebApplication Build(string[] args, string folder, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        adjust?.Invoke(builder);
        builder.Services.AddWorkflowItsm(options =>
        {
            builder.Configuration.GetSection("WorkflowItsm").Bind(options);
            options.DataDirectory = folder;
            var folders = builder.Configuration.GetSection("Definitions:Folders").Get<string[]>()
                ?? BundleRoots.Find(builder.Environment.ContentRootPath);
            foreach (var root in folders) options.BundleRoots.Add(root);
        }).UseSqlite().AddItsm().AddHttpApi(builder.Configuration);
        if (!IsAddressSet(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.MapWorkflowItsm();
        return app;
    }

    /// <summary>Says where it listens and what to do first, and leaves the way in for the verbs of this user.</summary>
    internal static async Task AnnounceAsync(WebApplication app, string folder, VerbConsole console)
    {
        await console.Output.WriteLineAsync($"WorkflowItsm listens on {string.Join(", ", app.Urls)} with its data in {folder}.");
        if (app.Urls.FirstOrDefault() is { } address)
            ServerFile.Write(folder, new(Reachable(address), app.Services.GetRequiredService<LocalToken>().Secret));

        await using var scope = app.Services.CreateAsyncScope();
        if ((await scope.ServiceProvider.GetRequiredService<AccountBook>().ListAsync()).Count == 0
            && (await scope.ServiceProvider.GetRequiredService<TokenBook>().ListAsync()).Count == 0)
            await console.Output.WriteLineAsync(FirstStep);
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
