using System.Globalization;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>A list as it was asked for.</summary>
/// <param name="Query">Which tickets.</param>
/// <param name="Ignored">The parts of the query that were left out.</param>
/// <param name="Suppressed">Whether the links to other pages are unwanted.</param>
internal sealed record ListRequest(TicketQuery Query, ValueList<string> Ignored, bool Suppressed)
{
    public const int MaxLimit = 10_000;

    /// <summary>Reads it from the query string; the error names every parameter that is wrong.</summary>
    public static (ListRequest? Request, ApiError? Error) Read(HttpRequest request, TicketFields fields, Actor actor)
    {
        var query = request.Query;
        var errors = new List<FieldError>();
        var limit = Number(query, "sysparm_limit", MaxLimit, 1, errors);
        var offset = Number(query, "sysparm_offset", 0, 0, errors);
        if (errors.Count > 0) return (null, ApiError.OfFields(errors));

        var names = new QueryNames(fields);
        var encoded = query.TryGetValue("sysparm_query", out var text)
            ? EncodedQuery.Parse(text.ToString(), names, actor)
            : Pairs(query, names);
        return (new(new(fields.Table, encoded.Filter, encoded.Order, Math.Min(limit, MaxLimit), offset), encoded.Ignored,
            Flag(query, "sysparm_suppress_pagination_header")), null);
    }

    public static bool Flag(IQueryCollection query, string name) =>
        query[name].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    // field=value pairs: every one must hold.
    private static EncodedQuery Pairs(IQueryCollection query, QueryNames names)
    {
        var conditions = new List<TicketFilter>();
        var ignored = new List<string>();
        foreach (var (name, values) in query)
        {
            if (name.StartsWith("sysparm_", StringComparison.Ordinal)) continue;
            if (names.Resolve(name) is { } field)
                conditions.Add(new TicketFilter.In(field, [names.ValueOf(field, values.ToString())], false));
            else ignored.Add($"{name}={values}");
        }

        var filter = conditions.Count switch { 0 => null, 1 => conditions[0], _ => new TicketFilter.And(conditions.ToValueList()) };
        return new(filter, [], ignored.ToValueList());
    }

    private static int Number(IQueryCollection query, string name, int fallback, int least, List<FieldError> errors)
    {
        if (!query.TryGetValue(name, out var text) || text.ToString().Length == 0) return fallback;
        if (int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        errors.Add(new(name, new($"'{name}' is '{text}'; expected a whole number of at least {least}.",
            $"“{name}”的值是“{text}”，应为不小于 {least} 的整数。")));
        return fallback;
    }
}
