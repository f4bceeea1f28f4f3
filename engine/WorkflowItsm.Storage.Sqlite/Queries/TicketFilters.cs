using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Queries;

/// <summary>Makes an expression of a filter.</summary>
internal sealed class TicketFilters
{
    /// <summary>More would make SQL that SQLite refuses, or that is only meant to be slow.</summary>
    public const int MaxConditions = 200;

    private static readonly MethodInfo _contains = new Func<IEnumerable<string>, string, bool>(Enumerable.Contains).Method;
    private static readonly MethodInfo _compare = new Func<string, string, int>(string.Compare).Method;
    private static readonly MethodInfo _like = new Func<DbFunctions, string, string, string, bool>(DbFunctionsExtensions.Like).Method;
    private static readonly MethodInfo _glob = new Func<DbFunctions, string, string, bool>(SqliteDbFunctionsExtensions.Glob).Method;
    private readonly ParameterExpression _ticket = Expression.Parameter(typeof(TicketEntity), "ticket");
    private int _conditions;

    /// <exception cref="ArgumentException">A field's name or an operator is none, or there are too many conditions.</exception>
    public static Expression<Func<TicketEntity, bool>> Of(TicketFilter filter)
    {
        var filters = new TicketFilters();
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
        var field = TicketFields.Text(_ticket, filter.Field);
        Expression found = filter.Values is [var only]
            ? Expression.Equal(field, TicketFields.Parameter(only))
            : Expression.Call(_contains, TicketFields.Parameter<IEnumerable<string>>([.. filter.Values.Items]), field);
        return filter.Negated ? Expression.Not(found) : found;
    }

    // Numbers only with fields that look like numbers, and never with no value: nothing is neither more nor less.
    private BinaryExpression Compare(TicketFilter.Compare filter)
    {
        var field = TicketFields.Text(_ticket, filter.Field);
        var make = Operator(filter.Op);
        if (!double.TryParse(filter.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Expression.AndAlso(
                Expression.NotEqual(field, Expression.Constant("")),
                make(Expression.Call(_compare, field, TicketFields.Parameter(filter.Value)), Expression.Constant(0)));
        return Expression.AndAlso(
            Expression.Call(_glob, Functions, field, Expression.Constant("[-0-9]*")),
            make(Expression.Call(TicketFunctions.ToNumber, field), TicketFields.Parameter(number)));
    }

    private MethodCallExpression Like(TicketFilter.Like filter)
    {
        var text = filter.Text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        var pattern = filter.Kind switch
        {
            LikeKind.StartsWith => $"{text}%",
            LikeKind.EndsWith => $"%{text}",
            _ => $"%{text}%",
        };
        return Expression.Call(
            _like, Functions, TicketFields.Text(_ticket, filter.Field), TicketFields.Parameter(pattern), Expression.Constant("\\"));
    }

    private static Expression Functions => Expression.Constant(EF.Functions);

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
