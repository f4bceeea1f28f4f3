using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>Publishes through the server that runs on the data folder, if there is one.</summary>
internal static class RemotePublisher
{
    /// <summary>The exit code; null when no server answers.</summary>
    public static async Task<int?> TryAsync(
        string data, string bundle, ValueList<BundleFile> files, string? reason, VerbConsole console, CancellationToken cancellation)
    {
        if (ServerFile.Read(data) is not { } server) return null;
        // The address is this machine's: a proxy would only be in the way.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        using var content = new ByteArrayContent(BundleArchive.Write(files));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        var query = reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}";
        HttpResponseMessage answer;
        try
        {
            answer = await http.PutAsync($"/api/v1/bundles/{Uri.EscapeDataString(bundle)}{query}", content, cancellation);
        }
        catch (HttpRequestException)
        {
            // The file is of a server that was killed: nobody is there.
            return null;
        }

        using (answer)
        {
            // Another program may have the address by now: it does not know the token, or does not speak JSON.
            var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            if (answer.StatusCode == HttpStatusCode.Unauthorized || !isJson) return null;
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return Report(body.RootElement, bundle, console);
        }
    }

    private static int Report(JsonElement body, string bundle, VerbConsole console)
    {
        if (body.TryGetProperty("findings", out var findings))
            foreach (var finding in findings.EnumerateArray()) console.Output.WriteLine(Line(finding));
        if (!body.TryGetProperty("version", out var version))
            return console.Fail(body.TryGetProperty("detail", out var detail) ? detail.GetString()! : "The server refused the bundle without a reason.");
        LocalPublisher.Say(console, bundle, version.GetInt32(), body.GetProperty("release").GetInt32(), body.GetProperty("changed").GetBoolean());
        return 0;
    }

    private static string Line(JsonElement finding) =>
        $"{finding.GetProperty("severity").GetString()} {finding.GetProperty("code").GetString()} {finding.GetProperty("file").GetString()} "
        + $"'{finding.GetProperty("element").GetString()}'{Place(finding.GetProperty("position"))}: {finding.GetProperty("message").GetString()} {finding.GetProperty("cure").GetString()}";

    private static string Place(JsonElement position) => position.ValueKind == JsonValueKind.Object
        ? $" (line {position.GetProperty("line").GetInt32()}, column {position.GetProperty("column").GetInt32()})"
        : "";
}
