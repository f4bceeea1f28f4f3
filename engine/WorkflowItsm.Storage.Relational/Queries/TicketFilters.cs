using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Makes an expression of a filter.</summary>
internal sealed class TicketFilters(TicketDialect dialect)
{
    /// <summary>More would make SQL that a database refuses, or that is only meant to be slow.</summary>
    public const int MaxConditions = 200;

    private static readonly MethodInfo _contains = new Func<IEnumerable<string>, string, bool>(Enumerable.Contains).Method;
    private static readonly MethodInfo _compare = new Func<string, string, int>(string.Compare).Method;
    private readonly TicketFields _fields = new(dialect);
    private readonly ParameterExpression _ticket = Expression.Parameter(typeof(TicketEntity), "ticket");
    private int _conditions;

    /// <exception cref="ArgumentException">A field's name or an operator is none, or there are too many conditions.</exception>
    public static Expression<Func<TicketEntity, bool>> Of(TicketFilter filter, TicketDialect dialect)
    {
        var filters = new TicketFilters(dialect);
        return Expression.Lambda<Func<TicketEntity, bool>>(filters.Build(filter), filters._ticket);
    }

    private Expression Build(TicketFilter filter)
    {
        if (++_conditions > MaxConditions)
            throw new ArgumentException($"The query has more than {MaxConditions} conditions; ask for less at once.", nameof(filter));
        return filter switch
        {
            TicketFilter.And and => Join([.. and.Parts.Items.Select(Build)], Expression.AndAlso, whenEmpty: true),
            TicketFilter.Or or => Join([.. or.Parts.Items.Select(Build)], Expression.OrElse, whenEmpty: false),
            TicketFilter.In isIn => In(isIn),
            TicketFilter.Compare compare => Compare(compare),
            TicketFilter.Like like => Like(like),
        };
    }

    private Expression In(TicketFilter.In filter)
    {
        var field = _fields.Text(_ticket, filter.Field);
        string[] values = [.. filter.Values.Items.Select(value => _fields.Value(filter.Field, value))];
        Expression found = values is [var only]
            ? Expression.Equal(field, IsKnown(filter.Field, only) ? Expression.Constant(only) : TicketFields.Parameter(only))
            : Expression.Call(_contains, TicketFields.Parameter<IEnumerable<string>>(values), field);
        return filter.Negated ? Expression.Not(found) : found;
    }

    // Words of ours, not from outside: with them in its text, a query can use an index over a part of the table.
    private static bool IsKnown(string field, string value) => value.Length == 0 || (field == "active" && value is ("true" or "false"));

    // Numbers only with fields that look like numbers, and never with no value: nothing is neither more nor less.
    private BinaryExpression Compare(TicketFilter.Compare filter)
    {
        var field = _fields.Text(_ticket, filter.Field);
        var make = Operator(filter.Op);
        // "NaN" and "Infinity" are words here, not numbers.
        if (double.TryParse(filter.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return Expression.AndAlso(dialect.LooksLikeNumber(field), make(dialect.Number(field), TicketFields.Parameter(number)));
        var value = TicketFields.Parameter(_fields.Value(filter.Field, filter.Value));
        return Expression.AndAlso(
            Expression.NotEqual(field, Expression.Constant("")),
            make(Expression.Call(_compare, field, value), Expression.Constant(0)));
    }

    private Expression Like(TicketFilter.Like filter)
    {
        var text = dialect.Text(filter.Text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        var pattern = filter.Kind switch
        {
            LikeKind.StartsWith => $"{text}%",
            LikeKind.EndsWith => $"%{text}",
            _ => $"%{text}%",
        };
        return dialect.Like(_fields.Text(_ticket, filter.Field), TicketFields.Parameter(pattern));
    }

    private static Func<Expression, Expression, BinaryExpression> Operator(string op) => op switch
    {
        "<" => Expression.LessThan,
        "<=" => Expression.LessThanOrEqual,
        ">" => Expression.GreaterThan,
        ">=" => Expression.GreaterThanOrEqual,
        _ => throw new ArgumentException($"'{op}' compares nothing; expected <, <=, > or >=.", nameof(op)),
    };

    // Halved, so that a long list makes a flat tree.
    private static Expression Join(
        ReadOnlySpan<Expression> parts, Func<Expression, Expression, BinaryExpression> join, bool whenEmpty) => parts.Length switch
        {
            0 => Expression.Constant(whenEmpty),
            1 => parts[0],
            _ => join(Join(parts[..(parts.Length / 2)], join, whenEmpty), Join(parts[(parts.Length / 2)..], join, whenEmpty)),
        };
}
