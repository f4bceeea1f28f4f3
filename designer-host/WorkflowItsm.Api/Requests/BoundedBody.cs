using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;

namespace WorkflowItsm.Api.Requests;

/// <summary>Reads a body into memory, up to a limit.</summary>
internal static class BoundedBody
{
    /// <summary>For tickets and alerts.</summary>
    public const int TicketLimit = 1024 * 1024;

    /// <summary>For definitions.</summary>
    public const int DefinitionLimit = 10 * 1024 * 1024;

    /// <summary>The body, or the error when it is larger than <paramref name="limit"/> bytes.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, ApiError? Error)> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit) return (default, TooLarge(limit));
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > limit) return (default, TooLarge(limit));
            buffer.Write(chunk, 0, read);
        }

        return (buffer.GetBuffer().AsMemory(0, (int)buffer.Length), null);
    }

    private static ApiError TooLarge(int limit) => new(StatusCodes.Status413PayloadTooLarge, "body-too-large", new(
        $"The body is larger than {limit / (1024 * 1024)} MB, the most that this address takes.",
        $"请求正文超过 {limit / (1024 * 1024)} MB，这是此地址允许的最大值。"));
}
