using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The <c>Link</c> header: the addresses of the other pages.</summary>
internal static class PageLinks
{
    public static string Of(HttpRequest request, int limit, int offset, TicketPage page)
    {
        var total = page.Total;
        var last = total == 0 ? 0 : (total - 1) / limit * limit;
        List<string> links = [Link(request, "first", 0)];
        if (offset > 0) links.Add(Link(request, "prev", Math.Max(0, offset - limit)));
        if (offset + limit < total) links.Add(Link(request, "next", offset + limit));
        // Nobody has counted so far.
        if (!page.IsMore) links.Add(Link(request, "last", last));
        return string.Join(',', links);
    }

    private static string Link(HttpRequest request, string relation, int offset)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != "sysparm_offset")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        query.Add("sysparm_offset", offset.ToString(CultureInfo.InvariantCulture));
        return $"<{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{query.ToQueryString()}>;rel=\"{relation}\"";
    }
}
