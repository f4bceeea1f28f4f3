using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Errors;

/// <summary>
/// The one place that writes errors: ServiceNow's form below <c>/api/now</c>, RFC 9457 problem details
/// everywhere else. The path decides, not the endpoint, so that an unknown path answers in the form its client expects.
/// </summary>
internal static class ErrorWriter
{
    // Chinese sentences stay readable in a terminal; the answer is JSON, never HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext http, int status, string code, Words message) => WriteAsync(http, new(status, code, message));

    public static async Task WriteAsync(HttpContext http, ApiError error)
    {
        var language = Languages.Of(http.Request);
        var forServiceNow = IsServiceNow(http.Request.Path);
        var body = new System.Buffers.ArrayBufferWriter<byte>(512);
        await using (var writer = new Utf8JsonWriter(body, s_options))
        {
            writer.WriteStartObject();
            if (forServiceNow) ServiceNow(writer, error, language);
            else Problem(writer, error, language);
            writer.WriteEndObject();
        }

        http.Response.StatusCode = error.Status;
        http.Response.ContentType = forServiceNow ? "application/json;charset=UTF-8" : "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    public static bool IsServiceNow(PathString path) => path.StartsWithSegments("/api/now", StringComparison.OrdinalIgnoreCase);

    private static void ServiceNow(Utf8JsonWriter writer, ApiError error, string language)
    {
        writer.WriteStartObject("error");
        writer.WriteString("message", error.Message.In(language));
        writer.WriteString("detail", error.Fields.Count == 0 ? error.Code : $"{error.Code}: {string.Join(", ", error.Fields.Select(field => field.Field))}");
        writer.WriteEndObject();
        writer.WriteString("status", "failure");
    }

    private static void Problem(Utf8JsonWriter writer, ApiError error, string language)
    {
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", ReasonPhrases.GetReasonPhrase(error.Status));
        writer.WriteNumber("status", error.Status);
        writer.WriteString("detail", error.Message.In(language));
        writer.WriteString("code", error.Code);
        if (error.Fields.Count == 0) return;
        writer.WriteStartObject("errors");
        foreach (var field in error.Fields.GroupBy(field => field.Field, StringComparer.Ordinal))
        {
            writer.WriteStartArray(field.Key);
            foreach (var one in field) writer.WriteStringValue(one.Message.In(language));
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
