using System.Linq.Expressions;
using System.Text.RegularExpressions;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>The text of a ticket's field inside a query: a column where there is one, else an entry of the JSON object.</summary>
internal sealed partial class TicketFields(TicketDialect dialect)
{
    private static readonly Dictionary<string, string> _columns =
        TicketColumns.Own
            .Concat(TicketColumns.Fields)
            .ToDictionary(column => column.Field, column => column.Property, StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The name is no field's name.</exception>
    public Expression Text(ParameterExpression ticket, string field)
    {
        if (!Name().IsMatch(field))
            throw new ArgumentException($"'{field}' is not the name of a field; names are made of a-z, 0-9 and _.", nameof(field));
        if (_columns.TryGetValue(field, out var column)) return Expression.Property(ticket, column);
        var json = Expression.Property(ticket, nameof(TicketEntity.Fields));
        return Expression.Coalesce(dialect.FieldText(json, field), Expression.Constant(""));
    }

    /// <summary>Whether a field has a column of its own.</summary>
    public static bool HasColumn(string field) => _columns.ContainsKey(field);

    /// <summary>A text to compare a field with, as the database keeps it.</summary>
    public string Value(string field, string text) => dialect.Kept(field, text);

    /// <summary>A value as a parameter of the query: what comes from outside never becomes part of its text.</summary>
    public static Expression Parameter<T>(T value) => Expression.Property(Expression.Constant(new Box<T>(value)), nameof(Box<>.Value));

    [GeneratedRegex("^[a-z_][a-z0-9_]*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    private sealed record Box<T>(T Value);
}
