using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Tickets;

namespace WorkflowItsm.Api.Requests;

/// <summary>What the headers of a request say about its command: <c>Idempotency-Key</c> and <c>If-Match</c>.</summary>
internal static class CommandHeaders
{
    private const int MaxKey = 200;

    /// <summary>The call with what the headers say, or what is wrong with them.</summary>
    public static (DeskCall Call, ApiError? Error) Apply(HttpRequest request, DeskCall call, ReadOnlyMemory<byte> body)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKey)
        {
            return (call, ApiError.BadRequest("key-too-long",
                $"'Idempotency-Key' has {key.Length} characters; at most {MaxKey} are kept.",
                $"“Idempotency-Key”有 {key.Length} 个字符；最多 {MaxKey} 个。"));
        }

        if (key.Length > 0)
            call = call with { IdempotencyKey = $"api:{call.Actor.Name}:{key}", RequestDigest = Digest(request, body.Span) };
        var match = request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*") return (call, null);
        return Version(match) is { } version
            ? (call with { ExpectedVersion = version }, null)
            : (call, ApiError.BadRequest("if-match-unknown",
                $"'If-Match' is {match}; expected the ETag that reading the ticket gave, such as \"4\".",
                $"“If-Match”的值是 {match}；应为读取工单时得到的 ETag，例如 \"4\"。"));
    }

    /// <summary>The ETag of a version.</summary>
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static long? Version(string match) =>
        EntityTagHeaderValue.TryParse(match, out var tag)
        && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    private static string Digest(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
