using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WorkflowItsm.Api;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Erasure;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Mail;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>erase NAME</c>: through the server that runs on the data folder, or, when none does, on the store itself.</summary>
internal static class ErasureVerbs
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly Actor s_local = new("local", Role.Administrator);

    public static Command Erase(Option<string> data, VerbConsole console)
    {
        var name = new Argument<string>("NAME") { Description = "The account's name, as tickets record it." };
        var also = new Option<string[]>("--also") { Description = "Another name or address of the person; may be repeated.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var erase = new Command("erase", "Erases what is kept of a person: personal parts of the journal, account, files, mails. There is no way back.") { name, also };
        erase.SetAction(async (parsed, cancellation) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(data));
            var (who, others) = (parsed.GetRequiredValue(name), parsed.GetValue(also) ?? []);
            var settings = StoreChoice.Settings();
            if (StoreChoice.WhyNot(folder, settings) is { } mismatch) return console.Fail(mismatch);
            if (!StoreChoice.HasJournal(folder, settings)) return console.Fail($"There is no journal in {folder}; name the data folder with --data.");
            return await RemoteAsync(folder, who, others, console, cancellation) ?? await LocalAsync(folder, settings, who, others, console, cancellation);
        });
        return erase;
    }

    private static async Task<int?> RemoteAsync(string folder, string name, string[] also, VerbConsole console, CancellationToken cancellation)
    {
        if (ServerFile.Read(folder) is not { } server) return null;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        HttpResponseMessage answer;
        try
        {
            answer = await http.PostAsJsonAsync($"/api/v1/people/{Uri.EscapeDataString(name)}/erase", new { also }, cancellation);
        }
        catch (HttpRequestException)
        {
            // The file is of a server that was killed: nobody is there.
            return null;
        }

        using (answer)
        {
            var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            if (answer.StatusCode == System.Net.HttpStatusCode.Unauthorized || !isJson) return null;
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (!answer.IsSuccessStatusCode)
                return console.Fail(body.TryGetProperty("detail", out var detail) ? detail.GetString()! : "The server refused without a reason.");
            while (true)
            {
                var report = await http.GetFromJsonAsync<JsonElement>(answer.Headers.Location, cancellation);
                if (report.GetProperty("phase").GetString() == "finished")
                    return Say(console, report.GetProperty("id").GetString()!, Count(report, "rows"), Count(report, "cases"), Count(report, "keys"), Count(report, "others"));
                await Task.Delay(s_pause, cancellation);
            }
        }

        static long Count(JsonElement report, string name) => report.GetProperty(name).GetInt64();
    }

    private static async Task<int> LocalAsync(
        string folder, IConfiguration settings, string name, string[] also, VerbConsole console, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        // Effects that wait are done while it runs: mails go where the server would send them.
        builder.Services.AddWorkflowItsm(options => (options.DataDirectory, options.IntegrityShare, options.Retention) = (folder, 0, null))
            .UseStore(settings).AddItsm().AddAccounts().AddErasure().AddMail(settings);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OpsDatabase>());
        builder.Services.AddLogging();
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (InvalidOperationException refused)
        {
            return console.Fail(refused.Message);
        }

        var desk = host.Services.GetRequiredService<ErasureDesk>();
        var (id, refusal) = await desk.OrderAsync(name, also, s_local, cancellation);
        var exit = refusal is null ? await EndAsync(desk, id!, console, cancellation) : console.Fail(refusal.Sentence);
        await host.StopAsync(cancellation);
        return exit;
    }

    private static async Task<int> EndAsync(ErasureDesk desk, string id, VerbConsole console, CancellationToken cancellation)
    {
        while (true)
        {
            if (await desk.FindAsync(id, cancellation) is { Phase: ErasurePhase.Finished } report)
                return Say(console, report.Id, report.Rows, report.Cases, report.Keys, report.Others);
            await Task.Delay(s_pause, cancellation);
        }
    }

    private static int Say(VerbConsole console, string id, long rows, long cases, long keys, long others)
    {
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Erased, recorded as {id}: the personal part of {rows} journal rows in {cases} cases, {keys} keys, {others} accounts, files and mails. Backups made before still hold it."));
        return 0;
    }
}
