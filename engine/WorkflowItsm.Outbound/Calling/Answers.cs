using System.Net.Sockets;
using System.Security.Authentication;

namespace WorkflowItsm.Outbound.Calling;

/// <summary>Reads answers up to their bounds, and says what went wrong where there is none.</summary>
internal static class Answers
{
    public static async ValueTask<OutboundResponse> ReadAsync(HttpResponseMessage answer, int limit, Uri url, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentLength > limit) throw TooLarge(url, limit);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (kept.Length + read > limit) throw TooLarge(url, limit);
            kept.Write(chunk, 0, read);
        }

        var headers = answer.Headers.Concat(answer.Content.Headers).GroupBy(header => header.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.SelectMany(header => header.Value)), StringComparer.Ordinal);
        return new((int)answer.StatusCode, headers, kept.GetBuffer().AsMemory(0, (int)kept.Length));
    }

    public static OutboundException Failure(Uri url, Exception failure)
    {
        var target = Breakers.TargetOf(url);
        var cause = failure.GetBaseException();
        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } || cause is AuthenticationException)
            return new(OutboundFault.Unreachable, new($"{target} showed no certificate that can be trusted: {cause.Message}", $"{target} 的证书不可信：{cause.Message}"), failure);
        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } || cause is InvalidDataException)
            return new(OutboundFault.BadAnswer, new($"{target} gave an answer that cannot be read: {cause.Message}", $"{target} 的响应无法读取：{cause.Message}"), failure);
        return cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? new(OutboundFault.Unreachable, new($"{target} refuses connections.", $"{target} 拒绝连接。"), failure)
            : new(OutboundFault.Unreachable, new($"The connection to {target} failed: {cause.Message}", $"与 {target} 的连接失败：{cause.Message}"), failure);
    }

    private static OutboundException TooLarge(Uri url, int limit) => new(OutboundFault.BadAnswer, new(
        $"{Breakers.TargetOf(url)} answered with more than {limit / 1024} KB, the most that is taken.",
        $"{Breakers.TargetOf(url)} 的响应超过 {limit / 1024} KB 的上限。"));
}
