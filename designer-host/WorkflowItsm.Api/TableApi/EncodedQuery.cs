using System.Text;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>What a <c>sysparm_query</c> asks for.</summary>
/// <param name="Filter">Which tickets; null means all.</param>
/// <param name="Order">The order that was asked for; may be empty.</param>
/// <param name="Ignored">The parts that could not be read, as they were sent.</param>
internal sealed record EncodedQuery(TicketFilter? Filter, ValueList<TicketOrder> Order, ValueList<string> Ignored)
{
    // Longest first: ISNOTEMPTY is not IS…, <= is not <.
    private static readonly string[] s_operators =
        ["ISNOTEMPTY", "STARTSWITH", "ENDSWITH", "NOTEMPTY", "ISEMPTY", "NOT IN", "EMPTY", "LIKE", "!=", "<=", ">=", "IN", "=", "<", ">"];

    /// <summary>
    /// Reads a query: <c>^</c> and, <c>^OR</c> or with the condition just before, <c>^NQ</c> or of whole groups,
    /// <c>^ORDERBY</c> and <c>^ORDERBYDESC</c>; <c>^^</c> is a circumflex in a value. Never fails: what it cannot read it names.
    /// </summary>
    public static EncodedQuery Parse(string text, QueryNames names, Actor actor)
    {
        var groups = new List<List<List<TicketFilter>>> { new() };
        var order = new List<TicketOrder>();
        var ignored = new List<string>();
        foreach (var part in Split(text))
        {
            if (part.Length == 0 || part == "EQ") continue;
            if (OrderOf(part) is { } by)
            {
                if (names.Resolve(by.Field) is { } field) order.Add(by with { Field = field });
                else ignored.Add(part);
                continue;
            }

            var (join, rest) = part switch
            {
                _ when part.StartsWith("NQ", StringComparison.Ordinal) => (Join.Group, part[2..]),
                _ when part.StartsWith("OR", StringComparison.Ordinal) => (Join.Or, part[2..]),
                _ => (Join.And, part),
            };
            if (join is Join.Group) groups.Add([]);
            if (Condition(rest, names, actor) is not { } condition)
            {
                if (rest.Length > 0) ignored.Add(part);
                // A later ^OR must not join what stood before the part that is left out.
                if (join is not Join.Or) groups[^1].Add([]);
                continue;
            }

            if (join is Join.Or && groups[^1].Count > 0) groups[^1][^1].Add(condition);
            else groups[^1].Add([condition]);
        }

        return new(Build(groups), order.ToValueList(), ignored.ToValueList());
    }

    private enum Join
    {
        And,
        Or,
        Group,
    }

    private static TicketFilter? Build(List<List<List<TicketFilter>>> groups)
    {
        var alternatives = groups
            .Select(group => group.Where(any => any.Count > 0).Select(Any).ToList())
            .Where(all => all.Count > 0)
            .Select(all => all.Count == 1 ? all[0] : new TicketFilter.And(all.ToValueList()))
            .ToList();
        return alternatives.Count == 0 ? null : Any(alternatives);
    }

    private static TicketFilter Any(List<TicketFilter> parts) => parts.Count == 1 ? parts[0] : new TicketFilter.Or(parts.ToValueList());

    private static IEnumerable<string> Split(string text)
    {
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '^')
            {
                part.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '^')
            {
                part.Append('^');
                i++;
            }
            else
            {
                yield return part.ToString();
                part.Clear();
            }
        }

        yield return part.ToString();
    }

    private static TicketOrder? OrderOf(string part) =>
        part.StartsWith("ORDERBYDESC", StringComparison.Ordinal) ? new(part["ORDERBYDESC".Length..], true)
        : part.StartsWith("ORDERBY", StringComparison.Ordinal) ? new(part["ORDERBY".Length..], false)
        : null;

    private static TicketFilter? Condition(string text, QueryNames names, Actor actor)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterLower(text[length]) || char.IsAsciiDigit(text[length]) || text[length] is '_' or '.')) length++;
        if (names.Resolve(text[..length]) is not { } field) return null;
        var rest = text[length..];
        if (Array.Find(s_operators, one => rest.StartsWith(one, StringComparison.Ordinal)) is not { } op) return null;
        if (Value(rest[op.Length..], actor) is not { } value) return null;
        return op switch
        {
            "=" => new TicketFilter.In(field, [names.ValueOf(field, value)], false),
            "!=" => new TicketFilter.In(field, [names.ValueOf(field, value)], true),
            "IN" => new TicketFilter.In(field, List(field, value, names), false),
            "NOT IN" => new TicketFilter.In(field, List(field, value, names), true),
            "LIKE" => new TicketFilter.Like(field, value, LikeKind.Contains),
            "STARTSWITH" => new TicketFilter.Like(field, value, LikeKind.StartsWith),
            "ENDSWITH" => new TicketFilter.Like(field, value, LikeKind.EndsWith),
            "ISEMPTY" or "EMPTY" when value.Length == 0 => new TicketFilter.In(field, [""], false),
            "ISNOTEMPTY" or "NOTEMPTY" when value.Length == 0 => new TicketFilter.In(field, [""], true),
            "<" or "<=" or ">" or ">=" when value.Length > 0 => new TicketFilter.Compare(field, op, value),
            _ => null,
        };
    }

    private static ValueList<string> List(string field, string value, QueryNames names) =>
        value.Split(',').Select(one => names.ValueOf(field, one.Trim())).ToValueList();

    // Scripts are never run; the one that clients send to mean "me" is known by its text.
    private static string? Value(string text, Actor actor) =>
        !text.StartsWith("javascript:", StringComparison.Ordinal) ? text
        : text["javascript:".Length..].TrimEnd(';') is "gs.getUserID()" or "gs.getUserName()" ? actor.Name
        : null;
}
