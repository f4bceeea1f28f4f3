namespace WorkflowItsm.Outbound.Calling;

/// <summary>What a redirect leads to (RFC 9110, 15.4).</summary>
internal static class Redirection
{
    /// <summary>The request that follows; null when the answer leads nowhere. Secrets and credentials go to no other host.</summary>
    public static OutboundRequest? Follow(OutboundRequest request, OutboundResponse response)
    {
        if (response.Status is not (301 or 302 or 303 or 307 or 308) || !response.Headers.TryGetValue("location", out var location)
            || !Uri.TryCreate(request.Url, location, out var url)) return null;
        var next = request with { Url = url };
        if (!IsSameTarget(request.Url, url))
            next = next with { Secrets = [], Headers = [.. request.Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))] };
        var becomesGet = response.Status == 303 ? request.Method != HttpMethod.Head : response.Status is 301 or 302 && request.Method == HttpMethod.Post;
        return becomesGet ? next with { Method = HttpMethod.Get, Body = null, ContentType = null } : next;
    }

    private static bool IsSameTarget(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
