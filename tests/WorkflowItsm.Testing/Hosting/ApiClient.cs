using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>An answer of the host.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body as JSON; null when it is empty or no JSON.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Headers">The headers of the answer, first value each, by name.</param>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The record in a Table API answer; fails with what came when there is none.</summary>
    public JsonObject Result => Body?["result"] as JsonObject ?? throw new InvalidOperationException($"Expected a record; got {(int)Status}: {Text}");

    /// <summary>The records in a Table API answer; fails with what came when there are none.</summary>
    public IReadOnlyList<JsonObject> Results =>
        Body?["result"] is JsonArray rows ? [.. rows.Select(row => row!.AsObject())] : throw new InvalidOperationException($"Expected records; got {(int)Status}: {Text}");

    /// <summary>The reason in an error of either form; empty when it is none.</summary>
    public string Reason => (Body?["error"]?["message"] ?? Body?["detail"])?.GetValue<string>() ?? "";
}

/// <summary>Speaks to the host over HTTP as an application does. Safe to use from several threads.</summary>
public sealed class ApiClient : IDisposable
{
    private const string Incidents = "/api/now/table/incident";

    private readonly HttpClient _http;

    /// <summary>Speaks to an address for the holder of a token; null speaks for nobody.</summary>
    public ApiClient(Uri address, string? token)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Opens an incident.</summary>
    public Task<Answer> OpenAsync(JsonObject fields, string? key = null) => SendAsync(HttpMethod.Post, Incidents, Json(fields), key);

    /// <summary>Changes an incident.</summary>
    public Task<Answer> ChangeAsync(string id, JsonObject fields, string? key = null) => SendAsync(HttpMethod.Patch, $"{Incidents}/{id}", Json(fields), key);

    /// <summary>Reads an incident by its sys_id.</summary>
    public Task<Answer> ReadAsync(string id) => GetAsync($"{Incidents}/{id}");

    /// <summary>Lists incidents by an encoded query.</summary>
    public Task<Answer> ListAsync(string query) => GetAsync($"{Incidents}?sysparm_query={Uri.EscapeDataString(query)}");

    /// <summary>The lines of an incident's timeline, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> TimelineAsync(string id)
    {
        var answer = await GetAsync($"/api/v1/tickets/{id}/timeline");
        return answer.Body?["lines"] is JsonArray lines
            ? [.. lines.Select(line => line!.AsObject())]
            : throw new InvalidOperationException($"Expected a timeline; got {(int)answer.Status}: {answer.Text}");
    }

    /// <summary>Reads anything.</summary>
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Posts a JSON body.</summary>
    public Task<Answer> PostAsync(string path, JsonNode body, string? key = null) => SendAsync(HttpMethod.Post, path, Json(body), key);

    /// <summary>Sends anything; a connection that breaks is an <see cref="HttpRequestException"/>, also where it breaks in the body.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new(answer.StatusCode, Parse(text), text, headers);
    }

    /// <summary>JSON content of a node.</summary>
    public static HttpContent Json(JsonNode body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
