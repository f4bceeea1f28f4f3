using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WorkflowItsm.Api.Requests;

/// <summary>Answers with JSON that a function writes; buffered, so that an error half-way never looks like an answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Writes one value.</param>
internal sealed record JsonAnswer(int Status, Action<Utf8JsonWriter> Body) : IResult
{
    // Chinese texts stay readable in a terminal; the answer is JSON, never HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The media type.</summary>
    public string ContentType { get; init; } = "application/json;charset=UTF-8";

    public static JsonAnswer Ok(Action<Utf8JsonWriter> body) => new(StatusCodes.Status200OK, body);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var writer = new Utf8JsonWriter(buffer, s_options)) Body(writer);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }
}
